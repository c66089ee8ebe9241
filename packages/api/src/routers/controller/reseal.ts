import { resealControllers } from "@headroom/services/controller/change";
import { z } from "zod";
import { procedure } from "../../trpc";

export const reseal = procedure
  .output(z.object({ resealed: z.int(), current: z.int() }))
  .mutation(({ ctx }) => resealControllers(ctx.ports, ctx.actor));

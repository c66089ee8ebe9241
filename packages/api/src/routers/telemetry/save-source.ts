import { sourceInput } from "@headroom/contracts/telemetry-source";
import { saveSource as act } from "@headroom/services/telemetry/sources";
import { z } from "zod";
import { procedure } from "../../trpc";

export const saveSource = procedure
  .input(sourceInput)
  .output(z.object({ made: z.boolean() }))
  .mutation(({ ctx, input }) => act(ctx.ports, ctx.actor, input));

import { sourceNamesInput } from "@headroom/contracts/telemetry-source";
import { nameSeries as act } from "@headroom/services/telemetry/sources";
import { z } from "zod";
import { procedure } from "../../trpc";

export const nameSeries = procedure
  .input(sourceNamesInput)
  .output(z.object({ names: z.int() }))
  .mutation(({ ctx, input }) => act(ctx.ports, ctx.actor, input));

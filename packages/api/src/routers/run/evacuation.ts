import { runEvacuationInput, runRef } from "@headroom/contracts/run";
import { setEvacuation } from "@headroom/services/run/set-evacuation";
import { procedure } from "../../trpc";

export const evacuation = procedure
  .input(runEvacuationInput)
  .output(runRef)
  .mutation(({ ctx, input }) => setEvacuation(ctx.ports, ctx.actor, input));

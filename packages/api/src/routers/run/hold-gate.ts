import { runRef } from "@headroom/contracts/run";
import { holdGateInput } from "@headroom/contracts/run-task";
import { holdGate as keepGateShut } from "@headroom/services/run/gate";
import { procedure } from "../../trpc";

export const holdGate = procedure
  .input(holdGateInput)
  .output(runRef)
  .mutation(({ ctx, input }) => keepGateShut(ctx.ports, ctx.actor, input));

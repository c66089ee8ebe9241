import { runRef } from "@headroom/contracts/run";
import { openGateInput } from "@headroom/contracts/run-task";
import { openGate as openGateOf } from "@headroom/services/run/gate";
import { procedure } from "../../trpc";

export const openGate = procedure
  .input(openGateInput)
  .output(runRef)
  .mutation(({ ctx, input }) => openGateOf(ctx.ports, ctx.actor, input));

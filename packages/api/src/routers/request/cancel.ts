import { requestCancelInput, requestRef } from "@headroom/contracts/request";
import { cancelRequest } from "@headroom/services/request/cancel";
import { procedure } from "../../trpc";

export const cancel = procedure
  .input(requestCancelInput)
  .output(requestRef)
  .mutation(({ ctx, input }) => cancelRequest(ctx.ports, ctx.actor, input));

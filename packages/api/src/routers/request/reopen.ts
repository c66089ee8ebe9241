import { requestRef, requestReopenInput } from "@headroom/contracts/request";
import { reopenRequest } from "@headroom/services/request/reopen";
import { procedure } from "../../trpc";

export const reopen = procedure
  .input(requestReopenInput)
  .output(requestRef)
  .mutation(({ ctx, input }) => reopenRequest(ctx.ports, ctx.actor, input));

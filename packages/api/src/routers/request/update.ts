import { requestRef, requestUpdateInput } from "@headroom/contracts/request";
import { updateRequest } from "@headroom/services/request/update";
import { procedure } from "../../trpc";

export const update = procedure
  .input(requestUpdateInput)
  .output(requestRef)
  .mutation(({ ctx, input }) => updateRequest(ctx.ports, ctx.actor, input));

import { requestDetail, requestGetInput } from "@headroom/contracts/request";
import { getRequest } from "@headroom/services/request/get";
import { procedure } from "../../trpc";

export const get = procedure
  .input(requestGetInput)
  .output(requestDetail)
  .query(({ ctx, input }) => getRequest(ctx.ports, ctx.actor, input));

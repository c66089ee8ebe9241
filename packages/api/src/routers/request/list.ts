import { requestList, requestListInput } from "@headroom/contracts/request";
import { listRequests } from "@headroom/services/request/list";
import { procedure } from "../../trpc";

export const list = procedure
  .input(requestListInput)
  .output(requestList)
  .query(({ ctx, input }) => listRequests(ctx.ports, ctx.actor, input));

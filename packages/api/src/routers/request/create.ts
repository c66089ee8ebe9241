import { requestInput, requestRef } from "@headroom/contracts/request";
import { createRequest } from "@headroom/services/request/create";
import { procedure } from "../../trpc";

export const create = procedure
  .input(requestInput)
  .output(requestRef)
  .mutation(({ ctx, input }) => createRequest(ctx.ports, ctx.actor, input));

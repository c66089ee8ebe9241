import { handoverListInput } from "@headroom/contracts/handover";
import { listHandover } from "@headroom/services/handover/list";
import { procedure } from "../../trpc";

export const list = procedure
  .input(handoverListInput)
  .query(({ ctx, input }) => listHandover(ctx.ports, ctx.actor, input));

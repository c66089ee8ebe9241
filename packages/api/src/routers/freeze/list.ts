import { freezeList, freezeListInput } from "@headroom/contracts/freeze";
import { listFreezes } from "@headroom/services/freeze/read";
import { procedure } from "../../trpc";

export const list = procedure
  .input(freezeListInput)
  .output(freezeList)
  .query(({ ctx, input }) => listFreezes(ctx.ports, ctx.actor, input));

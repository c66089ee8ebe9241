import { repair, repairGetInput } from "@headroom/contracts/repair";
import { getRepair } from "@headroom/services/repair/read";
import { procedure } from "../../trpc";

export const get = procedure
  .input(repairGetInput)
  .output(repair)
  .query(({ ctx, input }) => getRepair(ctx.ports, ctx.actor, input));

import { repairList } from "@headroom/contracts/repair";
import { listRepairs } from "@headroom/services/repair/read";
import { procedure } from "../../trpc";

export const list = procedure.output(repairList).query(({ ctx }) => listRepairs(ctx.ports, ctx.actor));

import { recordDetail, recordGetInput } from "@headroom/contracts/record";
import { getRecord } from "@headroom/services/record/read";
import { procedure } from "../../trpc";

export const get = procedure
  .input(recordGetInput)
  .output(recordDetail)
  .query(({ ctx, input }) => getRecord(ctx.ports, ctx.actor, input));

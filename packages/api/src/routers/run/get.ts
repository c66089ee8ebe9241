import { runDetail, runRef } from "@headroom/contracts/run";
import { getRun } from "@headroom/services/run/get";
import { procedure } from "../../trpc";

export const get = procedure
  .input(runRef)
  .output(runDetail)
  .query(({ ctx, input }) => getRun(ctx.ports, ctx.actor, input));

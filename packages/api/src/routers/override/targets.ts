import { overrideRows, overrideRowsInput } from "@headroom/contracts/override";
import { overrideTargets } from "@headroom/services/plan/override/rows";
import { procedure } from "../../trpc";

export const targets = procedure
  .input(overrideRowsInput)
  .output(overrideRows)
  .query(({ ctx, input }) => overrideTargets(ctx.ports, ctx.actor, input));

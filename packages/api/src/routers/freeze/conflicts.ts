import { freezeConflict, freezeConflictsInput } from "@headroom/contracts/freeze";
import { freezeConflicts } from "@headroom/services/freeze/read";
import { procedure } from "../../trpc";

export const conflicts = procedure
  .input(freezeConflictsInput)
  .output(freezeConflict.array())
  .query(({ ctx, input }) => freezeConflicts(ctx.ports, ctx.actor, input));

import { whyInput, why as whyShape } from "@headroom/contracts/why";
import { whyOf } from "@headroom/services/placement/why";
import { procedure } from "../../trpc";

export const why = procedure
  .input(whyInput)
  .output(whyShape.nullable())
  .query(({ ctx, input }) => whyOf(ctx.ports, ctx.actor, input));

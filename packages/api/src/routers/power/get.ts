import { datacenterPower as answer, powerInput } from "@headroom/contracts/power";
import { datacenterPower } from "@headroom/services/power/read";
import { procedure } from "../../trpc";

export const get = procedure
  .input(powerInput)
  .output(answer)
  .query(({ ctx, input }) => datacenterPower(ctx.ports, ctx.actor, input));

import { rackPower as answer, rackPowerInput } from "@headroom/contracts/power";
import { rackPower } from "@headroom/services/power/read";
import { procedure } from "../../trpc";

export const rack = procedure
  .input(rackPowerInput)
  .output(answer)
  .query(({ ctx, input }) => rackPower(ctx.ports, ctx.actor, input));

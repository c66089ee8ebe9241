import { scenarioBoardInput, scenarioOptions } from "@headroom/contracts/scenario";
import { scenarioOptionsOf } from "@headroom/services/scenario/options";
import { procedure } from "../../trpc";

export const options = procedure
  .input(scenarioBoardInput)
  .output(scenarioOptions)
  .query(({ ctx, input }) => scenarioOptionsOf(ctx.ports, ctx.actor, input));

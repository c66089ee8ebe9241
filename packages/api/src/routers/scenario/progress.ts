import { scenarioBoardInput, scenarioProgressResult } from "@headroom/contracts/scenario";
import { scenarioProgress } from "@headroom/services/scenario/board";
import { procedure } from "../../trpc";

export const progress = procedure
  .input(scenarioBoardInput)
  .output(scenarioProgressResult)
  .query(({ ctx, input }) => scenarioProgress(ctx.ports, ctx.actor, input));

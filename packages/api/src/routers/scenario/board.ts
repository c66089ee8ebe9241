import { scenarioBoardInput, scenarioBoard as shape } from "@headroom/contracts/scenario";
import { scenarioBoard } from "@headroom/services/scenario/board";
import { procedure } from "../../trpc";

export const board = procedure
  .input(scenarioBoardInput)
  .output(shape)
  .query(({ ctx, input }) => scenarioBoard(ctx.ports, ctx.actor, input));

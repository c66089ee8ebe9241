import { clockSaved, clockSaveInput } from "@headroom/contracts/run-clock";
import { saveClock } from "@headroom/services/run/clock-rules";
import { procedure } from "../../trpc";

export const save = procedure
  .input(clockSaveInput)
  .output(clockSaved)
  .mutation(({ ctx, input }) => saveClock(ctx.ports, ctx.actor, input));

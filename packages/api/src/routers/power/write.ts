import { readingsInput, readingsOutcome } from "@headroom/contracts/power";
import { writeReadings } from "@headroom/services/power/write";
import { procedure } from "../../trpc";

export const write = procedure
  .input(readingsInput)
  .output(readingsOutcome)
  .mutation(({ ctx, input }) => writeReadings(ctx.ports, ctx.actor, input));

import { clockList, clockListInput } from "@headroom/contracts/run-clock";
import { listClocks } from "@headroom/services/run/clock-rules";
import { procedure } from "../../trpc";

export const list = procedure
  .input(clockListInput)
  .output(clockList)
  .query(({ ctx, input }) => listClocks(ctx.ports, ctx.actor, input));

import { snoozeInput } from "@headroom/contracts/approval";
import { snooze as snoozeService } from "@headroom/services/approval/snooze";
import { procedure } from "../../trpc";

export const snooze = procedure
  .input(snoozeInput)
  .output(snoozeInput)
  .mutation(({ ctx, input }) => snoozeService(ctx.ports, ctx.actor, input));

import { alertList, alertListInput } from "@headroom/contracts/alert";
import { listAlerts } from "@headroom/services/alert/read";
import { procedure } from "../../trpc";

export const list = procedure
  .input(alertListInput)
  .output(alertList)
  .query(({ ctx, input }) => listAlerts(ctx.ports, ctx.actor, input));

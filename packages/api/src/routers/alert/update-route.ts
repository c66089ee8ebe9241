import { alertRouteRef, alertRouteUpdateInput } from "@headroom/contracts/alert-route";
import { updateRoute as act } from "@headroom/services/alert/routes";
import { procedure } from "../../trpc";

export const updateRoute = procedure
  .input(alertRouteUpdateInput)
  .output(alertRouteRef)
  .mutation(({ ctx, input }) => act(ctx.ports, ctx.actor, input));

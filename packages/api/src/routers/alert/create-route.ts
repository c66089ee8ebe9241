import { alertRouteInput, alertRouteRef } from "@headroom/contracts/alert-route";
import { createRoute as act } from "@headroom/services/alert/routes";
import { procedure } from "../../trpc";

export const createRoute = procedure
  .input(alertRouteInput)
  .output(alertRouteRef)
  .mutation(({ ctx, input }) => act(ctx.ports, ctx.actor, input));

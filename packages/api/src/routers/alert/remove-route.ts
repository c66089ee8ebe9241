import { alertRouteRef } from "@headroom/contracts/alert-route";
import { removeRoute as act } from "@headroom/services/alert/routes";
import { z } from "zod";
import { procedure } from "../../trpc";

export const removeRoute = procedure
  .input(alertRouteRef)
  .output(z.object({ removed: z.literal(true) }))
  .mutation(({ ctx, input }) => act(ctx.ports, ctx.actor, input));

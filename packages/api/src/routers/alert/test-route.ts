import { alertRouteTestInput } from "@headroom/contracts/alert-route";
import { messageRef } from "@headroom/contracts/contact";
import { testRoute as act } from "@headroom/services/alert/routes";
import { procedure } from "../../trpc";

export const testRoute = procedure
  .input(alertRouteTestInput)
  .output(messageRef)
  .mutation(({ ctx, input }) => act(ctx.ports, ctx.actor, input));

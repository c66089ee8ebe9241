import { alertRoute } from "@headroom/contracts/alert-route";
import { listRoutes } from "@headroom/services/alert/routes";
import { z } from "zod";
import { procedure } from "../../trpc";

/** Who is told of which alerts. */
export const routes = procedure.output(z.array(alertRoute)).query(({ ctx }) => listRoutes(ctx.ports, ctx.actor));

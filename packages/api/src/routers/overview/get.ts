import { getOverview } from "@headroom/services/overview/get";
import { procedure } from "../../trpc";

export const get = procedure.query(({ ctx }) => getOverview(ctx.ports, ctx.actor));

import { controllerPolling } from "@headroom/contracts/controller";
import { getPolling } from "@headroom/services/controller/polling";
import { procedure } from "../../trpc";

export const polling = procedure.output(controllerPolling).query(({ ctx }) => getPolling(ctx.ports, ctx.actor));

import { workerHealth } from "@headroom/services/worker/health";
import { procedure } from "../../trpc";

export const health = procedure.query(({ ctx }) => workerHealth(ctx.ports, ctx.actor));

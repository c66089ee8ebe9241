import { workers as people } from "@headroom/contracts/run-task";
import { listWorkers } from "@headroom/services/run/tasks";
import { procedure } from "../../trpc";

export const workers = procedure.output(people).query(({ ctx }) => listWorkers(ctx.ports, ctx.actor));

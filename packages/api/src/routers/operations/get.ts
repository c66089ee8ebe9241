import { operationsDto } from "@headroom/contracts/run";
import { getOperations } from "@headroom/services/run/operations";
import { procedure } from "../../trpc";

export const get = procedure.output(operationsDto).query(({ ctx }) => getOperations(ctx.ports, ctx.actor));

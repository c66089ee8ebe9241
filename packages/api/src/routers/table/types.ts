import { tableTypes } from "@headroom/services/table/count";
import { procedure } from "../../trpc";

export const types = procedure.query(({ ctx }) => tableTypes(ctx.ports, ctx.actor));

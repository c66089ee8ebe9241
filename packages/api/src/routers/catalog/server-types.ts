import { listServerTypes } from "@headroom/services/catalog/server-types";
import { procedure } from "../../trpc";

export const serverTypes = procedure.query(({ ctx }) => listServerTypes(ctx.ports, ctx.actor));

import { listCatalog } from "@headroom/services/catalog/list";
import { procedure } from "../../trpc";

export const list = procedure.query(({ ctx }) => listCatalog(ctx.ports, ctx.actor));

import { listImports } from "@headroom/services/import/list";
import { procedure } from "../../trpc";

export const list = procedure.query(({ ctx }) => listImports(ctx.ports, ctx.actor));

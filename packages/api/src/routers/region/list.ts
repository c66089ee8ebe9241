import { listRegions } from "@headroom/services/region/list";
import { procedure } from "../../trpc";

export const list = procedure.query(({ ctx }) => listRegions(ctx.ports, ctx.actor));

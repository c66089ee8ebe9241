import { me as meShape } from "@headroom/contracts/session";
import { readMe } from "@headroom/services/session/me";
import { procedure } from "../../trpc";

export const me = procedure.output(meShape).query(({ ctx }) => readMe(ctx.ports, ctx.actor));

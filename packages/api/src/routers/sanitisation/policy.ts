import { sanitisationPolicy } from "@headroom/contracts/sanitisation";
import { getPolicy } from "@headroom/services/sanitisation/read";
import { procedure } from "../../trpc";

export const policy = procedure.output(sanitisationPolicy).query(({ ctx }) => getPolicy(ctx.ports, ctx.actor));

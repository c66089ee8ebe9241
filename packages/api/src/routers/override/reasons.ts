import { overrideReason } from "@headroom/contracts/override";
import { listReasons } from "@headroom/services/plan/override/reasons";
import { procedure } from "../../trpc";

export const reasons = procedure.output(overrideReason.array()).query(({ ctx }) => listReasons(ctx.ports, ctx.actor));

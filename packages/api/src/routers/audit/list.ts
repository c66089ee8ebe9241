import { auditListInput } from "@headroom/contracts/audit";
import { listAudit } from "@headroom/services/audit/list";
import { procedure } from "../../trpc";

export const list = procedure.input(auditListInput).query(({ ctx, input }) => listAudit(ctx.ports, ctx.actor, input));

import { auditIdInput } from "@headroom/contracts/audit";
import { getAuditEvent } from "@headroom/services/audit/get";
import { procedure } from "../../trpc";

export const get = procedure.input(auditIdInput).query(({ ctx, input }) => getAuditEvent(ctx.ports, ctx.actor, input));

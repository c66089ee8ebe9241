import type { AuditEventDto } from "@headroom/contracts/audit";
import { type Actor, authorize } from "../actor";
import { notFound } from "../errors";
import type { Ports } from "../ports";

/** Throws NOT_FOUND. */
export async function getAuditEvent(
  ports: Ports,
  actor: Actor,
  input: { readonly id: number },
): Promise<AuditEventDto> {
  authorize(actor, "audit.read");
  const event = await ports.work.read(({ auditLog }) => auditLog.get(String(input.id)));
  if (!event) throw notFound("audit event", input.id);
  return event;
}

import type { AuditList, AuditListInput } from "@headroom/contracts/audit";
import { type Actor, authorize } from "../actor";
import { invalidInput } from "../errors";
import type { Ports } from "../ports";

/** A page of the audit trail, newest first; the cursor is the last id of the page before. */
export async function listAudit(ports: Ports, actor: Actor, input: AuditListInput): Promise<AuditList> {
  authorize(actor, "audit.read");
  const { cursor, limit, search, ...filter } = input;
  if (cursor !== undefined && !/^\d{1,18}$/.test(cursor)) throw invalidInput("cursor", "the `next` of a page", cursor);
  return ports.work.read(async ({ auditLog }) => {
    const rows = await auditLog.list({ ...filter, search: search || undefined, before: cursor, limit: limit + 1 });
    const page = rows.slice(0, limit);
    return {
      rows: page,
      next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
      actions: await auditLog.actions(),
      actors: [...(await auditLog.actors())],
    };
  });
}

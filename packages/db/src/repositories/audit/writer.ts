import type { AuditWriter } from "@headroom/services/ports/audit";
import type { Transaction } from "../../unit-of-work";

const jsonOrNull = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

export function auditWriter({ sql }: Pick<Transaction, "sql">): AuditWriter {
  return {
    async append(events) {
      if (events.length === 0) return;
      await sql.query(
        `INSERT INTO audit_event (actor_id, actor_name, via, action, entity_kind, entity_id, before, after, reason, request_id)
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::jsonb[],
           $9::text[], $10::text[])`,
        [
          events.map((e) => e.actorId),
          events.map((e) => e.actorName),
          events.map((e) => e.via),
          events.map((e) => e.action),
          events.map((e) => e.entityKind),
          events.map((e) => e.entityId),
          events.map((e) => jsonOrNull(e.before)),
          events.map((e) => jsonOrNull(e.after)),
          events.map((e) => e.reason ?? null),
          events.map((e) => e.requestId),
        ],
      );
    },
  };
}

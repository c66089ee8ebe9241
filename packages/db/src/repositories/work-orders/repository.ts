import type {
  StepOrder,
  WitnessOrder,
  WorkOrderFacts,
  WorkOrderRecord,
  WorkOrderRepository,
} from "@headroom/services/ports/work-orders";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";
import { at, ms, placeOf } from "../runs/rows";

const columns = `o.id, o.step_id AS "stepId", s.run_id AS "runId", o.contact_id AS "contactId", c.name AS contact, c.channel, o.asks, o.state,
  o.sent_times AS "sentTimes", ${ms("o.made_at")} AS "madeAt", ${ms("o.expires_at")} AS "expiresAt", ${ms("o.accepted_at")} AS "acceptedAt",
  ${ms("o.ended_at")} AS "endedAt", o.reason`;
const tables = "work_order o JOIN contact c ON c.id = o.contact_id JOIN run_step s ON s.id = o.step_id";
const delivery = `(SELECT json_build_object('key', m.key, 'state', m.state, 'attempts', m.attempts, 'nextAt', ${ms("m.next_at")},
    'endedAt', ${ms("m.ended_at")}, 'sentTo', m.sent_to, 'fault', m.fault)
  FROM outbox_message m WHERE m.work_order_id = o.id ORDER BY m.id DESC LIMIT 1) AS delivery`;

export function workOrderRepository({ sql }: Pick<Transaction, "sql">): WorkOrderRepository {
  return {
    async get(id) {
      const rows = await select<WorkOrderRecord>(
        sql,
        "orders.get",
        `SELECT ${columns} FROM ${tables} WHERE o.id = $1`,
        [id],
      );
      return rows[0] ?? null;
    },
    async facts(id) {
      const rows = await select<WorkOrderFacts>(
        sql,
        "orders.facts",
        `SELECT ${columns}, r.kind::text AS kind, r.title AS run, r.template, s.subject_id AS "subjectId", s.stage, s.state::text AS "stepState", d.code AS datacenter,
                d.name AS "datacenterName", m.code AS room, w.code AS "row", p.number AS position, ${placeOf("fw", "fp")} AS "from",
                x.rack_code AS rack, t.name AS "rackType", ${ms("s.due_at")} AS "dueAt", s.checklist, CASE WHEN s.by_person THEN s.failure END AS why
           FROM ${tables} JOIN run r ON r.id = s.run_id JOIN run_subject x ON x.id = s.subject_id JOIN datacenter d ON d.id = r.datacenter_id
           JOIN rack_type t ON t.id = x.rack_type_id LEFT JOIN position p ON p.id = x.position_id LEFT JOIN "row" w ON w.id = p.row_id
           LEFT JOIN room m ON m.id = coalesce(p.room_id, x.room_id)
           LEFT JOIN position fp ON fp.id = x.from_position_id LEFT JOIN "row" fw ON fw.id = fp.row_id WHERE o.id = $1`,
        [id],
      );
      return rows[0] ?? null;
    },
    ofRun: (runId) =>
      select<StepOrder>(
        sql,
        "orders.of-run",
        `SELECT DISTINCT ON (o.step_id) ${columns}, ${delivery} FROM ${tables} WHERE s.run_id = $1 AND o.asks = 'task'
          ORDER BY o.step_id, o.id DESC`,
        [runId],
      ),
    async ofStep(stepId) {
      const rows = await select<StepOrder>(
        sql,
        "orders.of-step",
        `SELECT ${columns}, ${delivery} FROM ${tables} WHERE o.step_id = $1 AND o.asks = 'task' ORDER BY o.id DESC LIMIT 1`,
        [stepId],
      );
      return rows[0] ?? null;
    },
    witnessOf: (runIds) =>
      select<WitnessOrder>(
        sql,
        "orders.witness-of",
        `SELECT DISTINCT ON (o.step_id) ${columns}, s.subject_id AS "subjectId", s.stage, ${delivery} FROM ${tables}
          WHERE s.run_id = ANY($1::int[]) AND o.asks = 'witness' ORDER BY o.step_id, o.id DESC`,
        [runIds],
      ),
    async reachedAt(id) {
      const rows = await select<{ mails: string[] }>(
        sql,
        "orders.reached-at",
        `SELECT array(SELECT DISTINCT q.mail FROM (SELECT c.address AS mail UNION ALL SELECT m.sent_to FROM outbox_message m
                       WHERE m.work_order_id = o.id AND m.sent_to IS NOT NULL) q ORDER BY 1) AS mails
           FROM work_order o JOIN contact c ON c.id = o.contact_id AND c.channel = 'email' WHERE o.id = $1`,
        [id],
      );
      return rows[0]?.mails ?? [];
    },
    async insert(orders, now, asks = "task") {
      const { rows } = await sql.query<{ id: number; stepId: number }>(
        `INSERT INTO work_order (step_id, contact_id, expires_at, made_at, asks)
         SELECT step, contact, ${at("expires")}, ${at("$4")}, $5 FROM unnest($1::int[], $2::int[], $3::float8[]) AS q (step, contact, expires)
         RETURNING id, step_id AS "stepId"`,
        [orders.map((o) => o.stepId), orders.map((o) => o.contactId), orders.map((o) => o.expiresAt), now, asks],
      );
      const byStep = new Map(rows.map(({ id, stepId }) => [stepId, id]));
      return orders.map(({ stepId }) => byStep.get(stepId)!);
    },
    async again(id, expiresAt) {
      await sql.query(`UPDATE work_order SET sent_times = sent_times + 1, expires_at = ${at("$2")} WHERE id = $1`, [
        id,
        expiresAt,
      ]);
    },
    async accept(id, now) {
      await sql.query(`UPDATE work_order SET state = 'accepted', accepted_at = ${at("$2")} WHERE id = $1`, [id, now]);
    },
    async end(id, state, reason, now) {
      await sql.query(`UPDATE work_order SET state = $2, reason = $3, ended_at = ${at("$4")} WHERE id = $1`, [
        id,
        state,
        reason,
        now,
      ]);
    },
    async revoke(stepIds, now, asks = "task") {
      if (stepIds.length === 0) return;
      await sql.query(
        `UPDATE work_order SET state = 'revoked', ended_at = ${at("$2")} WHERE step_id = ANY($1::int[]) AND ended_at IS NULL AND asks = $3`,
        [stepIds, now, asks],
      );
    },
  };
}

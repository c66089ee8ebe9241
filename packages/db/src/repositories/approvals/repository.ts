import type { ApprovalRecord, ApprovalRepository, WaitingApproval } from "@headroom/services/ports/approvals";
import { instant, personJson } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

const approvalColumns = `
  a.id, a.plan_id AS "planId", a.hash, a.state::text AS state, a.seen, ${personJson("u")} AS "requestedBy",
  ${instant("a.requested_at")} AS "requestedAt", ${instant("a.due_at")} AS "dueAt",
  coalesce((SELECT json_agg(json_build_object('decider', ${personJson("v")}, 'verdict', c.verdict, 'reason', c.reason,
                                              'decidedAt', ${instant("c.decided_at")}) ORDER BY c.id)
              FROM decision c JOIN user_account v ON v.id = c.decider_id WHERE c.approval_id = a.id), '[]'::json) AS decisions
  FROM approval a JOIN user_account u ON u.id = a.requested_by_id`;

export function approvalRepository({ sql }: Pick<Transaction, "sql">): ApprovalRepository {
  return {
    async get(id) {
      const rows = await select<ApprovalRecord>(sql, "approval.get", `SELECT ${approvalColumns} WHERE a.id = $1`, [id]);
      return rows[0] ?? null;
    },
    ofPlan: (planId) =>
      select<ApprovalRecord>(
        sql,
        "approval.of-plan",
        `SELECT ${approvalColumns} WHERE a.plan_id = $1 ORDER BY a.id DESC`,
        [planId],
      ),
    async insert({ planId, hash, seen, requestedById, requestedAt, dueAt }) {
      const { rows } = await sql.query<{ id: number }>(
        `INSERT INTO approval (plan_id, hash, state, seen, requested_by_id, requested_at, due_at)
         VALUES ($1, $2, 'pending', $3::jsonb, $4, $5::timestamptz, $6::timestamptz) RETURNING id`,
        [planId, hash, JSON.stringify(seen), requestedById, requestedAt, dueAt],
      );
      return rows[0]!.id;
    },
    async close(planId, state) {
      await sql.query("UPDATE approval SET state = $2::approval_state WHERE plan_id = $1 AND state = 'pending'", [
        planId,
        state,
      ]);
    },
    async decide({ approvalId, deciderId, verdict, reason, hash, decidedAt }) {
      await sql.query(
        `INSERT INTO decision (approval_id, decider_id, verdict, reason, hash, decided_at)
         VALUES ($1, $2, $3::verdict, $4, $5, $6::timestamptz)`,
        [approvalId, deciderId, verdict, reason, hash, decidedAt],
      );
    },
    waiting: (personId) =>
      select<WaitingApproval>(
        sql,
        "approval.waiting",
        `SELECT a.id AS "approvalId", p.id AS "planId", p.title, ${personJson("u")} AS author, p.last_editor_id AS "lastEditorId",
                ARRAY(SELECT DISTINCT r.requester_id FROM plan_request q JOIN request r ON r.id = q.request_id
                       WHERE q.plan_id = p.id) AS "requesterIds",
                ${instant("a.requested_at")} AS "requestedAt", ${instant("a.due_at")} AS "dueAt",
                ${instant("p.hold_expires_at")} AS "holdExpiresAt", p.summary, ${instant("s.until")} AS "snoozedUntil"
           FROM approval a JOIN plan p ON p.id = a.plan_id JOIN user_account u ON u.id = p.author_id
           LEFT JOIN inbox_snooze s ON s.plan_id = p.id AND s.user_id = $1
          WHERE a.state = 'pending' ORDER BY a.due_at, a.id`,
        [personId],
      ),
    decidedLately: (limit) =>
      select<{ planId: number; title: string; verdict: string; at: string; by: string }>(
        sql,
        "approval.decided-lately",
        `SELECT p.id AS "planId", p.title, c.verdict::text AS verdict, ${instant("c.decided_at")} AS at, u.name AS by
           FROM decision c JOIN approval a ON a.id = c.approval_id JOIN plan p ON p.id = a.plan_id
           JOIN user_account u ON u.id = c.decider_id ORDER BY c.id DESC LIMIT $1`,
        [limit],
      ),
    async snooze(personId, planId, until) {
      if (until === null) {
        await sql.query("DELETE FROM inbox_snooze WHERE user_id = $1 AND plan_id = $2", [personId, planId]);
        return;
      }
      await sql.query(
        `INSERT INTO inbox_snooze (user_id, plan_id, until) VALUES ($1, $2, $3::timestamptz)
         ON CONFLICT (user_id, plan_id) DO UPDATE SET until = excluded.until`,
        [personId, planId, until],
      );
    },
  };
}

import type { OverviewRepository, PlanInWork, RecentChange, RequestInWork } from "@headroom/services/ports/overview";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

type Moments<T, K extends keyof T> = Omit<T, K> & { [P in K]: Date | (null extends T[P] ? null : never) };
type PlanRow = Moments<PlanInWork, "updatedAt" | "holdExpiresAt" | "dueAt" | "snoozedUntil">;
type RequestRow = Moments<RequestInWork, "answerBy" | "updatedAt">;

const instant = (date: Date): string => date.toISOString();
const instantOrNull = (date: Date | null): string | null => date?.toISOString() ?? null;

const plans = `
  SELECT p.id, p.title, p.state::text AS state, p.author_id AS "authorId", u.name AS author, p.last_editor_id AS "lastEditorId",
         ARRAY(SELECT DISTINCT e.requester_id FROM plan_request q JOIN request e ON e.id = q.request_id
                WHERE q.plan_id = p.id) AS "requesterIds",
         (p.summary ->> 'racksPlaced')::int AS racks, (p.summary ->> 'powerW')::float8 AS "powerW", p.updated_at AS "updatedAt",
         p.hold_expires_at AS "holdExpiresAt", a.due_at AS "dueAt", s.until AS "snoozedUntil",
         CASE WHEN p.state IN ('declined', 'draft') THEN
           (SELECT d.reason FROM decision d JOIN approval b ON b.id = d.approval_id
             WHERE b.plan_id = p.id ORDER BY d.decided_at DESC LIMIT 1) END AS "declineReason",
         CASE WHEN p.state IN ('queued', 'running') AND p.progress IS NOT NULL THEN
           jsonb_build_object('done', p.progress -> 'done', 'total', p.progress -> 'total') END AS progress
    FROM plan p
    JOIN user_account u ON u.id = p.author_id
    LEFT JOIN approval a ON a.plan_id = p.id AND a.state = 'pending'
    LEFT JOIN inbox_snooze s ON s.plan_id = p.id AND s.user_id = $1
   WHERE p.state IN ('queued', 'running', 'submitted')
      OR (p.state IN ('failed', 'draft', 'declined', 'stale', 'expired') AND p.author_id = $1)
   ORDER BY p.updated_at DESC LIMIT 200`;

const requests = `
  SELECT e.id, e.title, e.service, t.code AS "rackType", e.racks, r.code AS region, e.state::text AS state,
         e.state_reason AS "stateReason", e.requester_id AS "requesterId", e.answer_by AS "answerBy", e.updated_at AS "updatedAt",
         (SELECT p.state::text FROM plan_request q JOIN plan p ON p.id = q.plan_id WHERE q.request_id = e.id
           ORDER BY p.id DESC LIMIT 1) AS "planState"
    FROM request e JOIN rack_type t ON t.id = e.rack_type_id JOIN region r ON r.id = e.region_id
   WHERE e.state IN ('open', 'planned') OR (e.state IN ('draft', 'declined') AND e.requester_id = $1)
   ORDER BY e.answer_by, e.id LIMIT 200`;

/** The number of a plan or request is compared only where it is one. */
const changes = `
  SELECT v.at, v.actor_name AS actor, v.action, v.entity_kind AS "entityKind", v.entity_id AS "entityId",
         coalesce(p.title, e.title, v.entity_id) AS title
    FROM (SELECT *, CASE WHEN entity_id ~ '^\\d{1,9}$' THEN entity_id::int END AS number
            FROM audit_event WHERE entity_kind <> 'session' ORDER BY id DESC LIMIT $1) v
    LEFT JOIN plan p ON v.entity_kind = 'plan' AND p.id = v.number
    LEFT JOIN request e ON v.entity_kind = 'request' AND e.id = v.number
   ORDER BY v.id DESC`;

export const overviewRepository = ({ sql }: Pick<Transaction, "sql">): OverviewRepository => ({
  async plansInWork(personId) {
    const rows = await select<PlanRow>(sql, "overview.plans", plans, [personId]);
    return rows.map((row) => ({
      ...row,
      updatedAt: instant(row.updatedAt),
      holdExpiresAt: instantOrNull(row.holdExpiresAt),
      dueAt: instantOrNull(row.dueAt),
      snoozedUntil: instantOrNull(row.snoozedUntil),
    }));
  },
  async requestsInWork(personId) {
    const rows = await select<RequestRow>(sql, "overview.requests", requests, [personId]);
    return rows.map((row) => ({ ...row, answerBy: instant(row.answerBy), updatedAt: instant(row.updatedAt) }));
  },
  async recentChanges(limit) {
    const rows = await select<Moments<RecentChange, "at">>(sql, "overview.changes", changes, [limit]);
    return rows.map((row) => ({ ...row, at: instant(row.at) }));
  },
});

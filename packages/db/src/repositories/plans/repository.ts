import type { PlanState } from "@headroom/core/lifecycle/plan";
import type {
  PlanActionRecord,
  PlanListed,
  PlannedRequest,
  PlanRepository,
  PlanResult,
} from "@headroom/services/ports/plans";
import type pg from "pg";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";
import { actionsOfPlan, changeable, planColumns, planTables } from "./rows";

const jsonOrNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

/** `state = $2::plan_state, ...` and its values, for the fields that are there. */
function assignments(change: object): { text: string; values: unknown[] } {
  const entries = Object.entries(change).filter(([, value]) => value !== undefined);
  return {
    text: entries.map(([name], i) => `${changeable[name]!.column} = $${i + 2}${changeable[name]!.cast}`).join(", "),
    values: entries.map(([name, value]) => (changeable[name]!.cast === "::jsonb" ? jsonOrNull(value) : value)),
  };
}

async function insertResult(sql: pg.ClientBase, id: number, { actions, requests }: PlanResult): Promise<void> {
  await sql.query(
    `UPDATE plan_request q SET outcome = x.outcome, racks_placed = x.racks, certificate = x.certificate
       FROM unnest($2::int[], $3::text[], $4::int[], $5::jsonb[]) AS x(request_id, outcome, racks, certificate)
      WHERE q.plan_id = $1 AND q.request_id = x.request_id`,
    [
      id,
      requests.map((r) => r.requestId),
      requests.map((r) => r.outcome),
      requests.map((r) => r.racksPlaced),
      requests.map((r) => jsonOrNull(r.certificate)),
    ],
  );
  if (actions.length === 0) return;
  const inserted = await sql.query<{ id: number; sequence: number }>(
    `INSERT INTO plan_action (plan_id, sequence, kind, request_id, rack_type_id, datacenter_id, row_id, racks, starts_on, certificate)
     SELECT $1, x.* FROM unnest($2::int[], $3::plan_action_kind[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[],
       $9::date[], $10::jsonb[]) AS x RETURNING id, sequence`,
    [
      id,
      actions.map((_, i) => i + 1),
      actions.map((a) => a.kind),
      actions.map((a) => a.requestId),
      actions.map((a) => a.rackTypeId),
      actions.map((a) => a.datacenterId),
      actions.map((a) => a.rowId),
      actions.map((a) => a.positionIds.length),
      actions.map((a) => a.startsOn),
      actions.map((a) => jsonOrNull(a.certificate)),
    ],
  );
  const idOf = new Map(inserted.rows.map((row) => [row.sequence, row.id]));
  const pairs = actions.flatMap((a, i) => a.positionIds.map((position) => [idOf.get(i + 1)!, position] as const));
  await sql.query(
    "INSERT INTO plan_action_position (plan_action_id, position_id) SELECT * FROM unnest($1::int[], $2::int[])",
    [pairs.map(([action]) => action), pairs.map(([, position]) => position)],
  );
  const moves = actions.flatMap((a, i) => (a.moves ?? []).map((move) => ({ actionId: idOf.get(i + 1)!, ...move })));
  if (moves.length === 0) return;
  await sql.query(
    `INSERT INTO plan_action_rack (plan_action_id, position_id, rack_id, from_position_id)
     SELECT * FROM unnest($1::int[], $2::int[], $3::int[], $4::int[])`,
    [
      moves.map((m) => m.actionId),
      moves.map((m) => m.positionId),
      moves.map((m) => m.rackId),
      moves.map((m) => m.fromPositionId),
    ],
  );
}

export function planRepository({ sql }: Pick<Transaction, "sql">): PlanRepository {
  return {
    async list({ states, region, authorId, cursor, limit }) {
      const where = `($1::text[] IS NULL OR p.state::text = ANY($1))
        AND ($2::text IS NULL OR EXISTS (SELECT 1 FROM plan_request q JOIN request r ON r.id = q.request_id
              JOIN region g ON g.id = r.region_id WHERE q.plan_id = p.id AND g.code = $2)
              OR EXISTS (SELECT 1 FROM datacenter d JOIN zone z ON z.id = d.zone_id JOIN region g ON g.id = z.region_id
                          WHERE d.id = p.repairs_datacenter_id AND g.code = $2))
        AND ($3::text IS NULL OR p.author_id = $3 OR p.last_editor_id = $3)`;
      const values = [states ?? null, region ?? null, authorId ?? null];
      const rows = await select<PlanListed>(
        sql,
        "plan.list",
        `SELECT ${planColumns} FROM ${planTables} WHERE ${where} AND ($4::int IS NULL OR p.id < $4) ORDER BY p.id DESC LIMIT $5`,
        [...values, cursor === undefined ? null : Number(cursor), limit + 1],
      );
      const [counted] = await select<{ total: number }>(
        sql,
        "plan.count",
        `SELECT count(*)::int AS total FROM plan p WHERE ${where}`,
        values,
      );
      const page = rows.slice(0, limit);
      return { rows: page, next: rows.length > limit ? String(page.at(-1)!.id) : null, total: counted!.total };
    },
    async get(id) {
      const rows = await select<PlanListed>(
        sql,
        "plan.get",
        `SELECT ${planColumns} FROM ${planTables} WHERE p.id = $1`,
        [id],
      );
      return rows[0] ?? null;
    },
    async insert({ title, policy, seed, steps, authorId, requestIds, repairsDatacenterId, progress }) {
      const { rows } = await sql.query<{ id: number }>(
        `INSERT INTO plan (title, state, policy, seed, steps, author_id, last_editor_id, progress, repairs_datacenter_id, updated_at)
         VALUES ($1, 'queued', $2, $3, $4, $5, $5, $6::jsonb, $7, now()) RETURNING id`,
        [title, policy, seed, steps, authorId, jsonOrNull(progress), repairsDatacenterId ?? null],
      );
      const { id } = rows[0]!;
      await sql.query("INSERT INTO plan_request (plan_id, request_id) SELECT $1, unnest($2::int[])", [id, requestIds]);
      return id;
    },
    async change(id, change, { quiet = false } = {}) {
      const { text, values } = assignments(change);
      const version = quiet ? "" : "version = version + 1, ";
      await sql.query(`UPDATE plan SET ${version}updated_at = now()${text && `, ${text}`} WHERE id = $1`, [
        id,
        ...values,
      ]);
    },
    async saveProgress(id, progress) {
      const { rows } = await sql.query<{ cancelRequested: boolean; state: PlanState }>(
        `UPDATE plan SET progress = $2::jsonb WHERE id = $1 AND state = 'running'
         RETURNING cancel_requested AS "cancelRequested", state::text AS state`,
        [id, JSON.stringify(progress)],
      );
      return rows[0] ?? null;
    },
    requestsOf: (id) =>
      select<PlannedRequest>(
        sql,
        "plan.requests",
        `SELECT request_id AS "requestId", outcome, racks_placed AS "racksPlaced", certificate FROM plan_request
          WHERE plan_id = $1 ORDER BY request_id`,
        [id],
      ),
    requestsElsewhere: (id, requestIds) =>
      select<{ requestId: number; planId: number; state: PlanState }>(
        sql,
        "plan.requests-elsewhere",
        `SELECT q.request_id AS "requestId", p.id AS "planId", p.state::text AS state FROM plan_request q JOIN plan p ON p.id = q.plan_id
          WHERE q.request_id = ANY($2::int[]) AND p.id <> $1
            AND p.state IN ('queued', 'running', 'draft', 'submitted', 'committed') ORDER BY q.request_id, p.id`,
        [id, requestIds],
      ),
    actions: (id) => select<PlanActionRecord>(sql, "plan.actions", actionsOfPlan, [id]),
    async replaceResult(id, result) {
      await sql.query("DELETE FROM plan_action WHERE plan_id = $1", [id]);
      await sql.query(
        "UPDATE plan_request SET outcome = NULL, racks_placed = 0, certificate = NULL WHERE plan_id = $1",
        [id],
      );
      await insertResult(sql, id, result);
    },
    moving: (datacenterId) =>
      select<{ id: number; title: string; state: PlanState; racks: number }>(
        sql,
        "plan.moving",
        `SELECT p.id, p.title, p.state::text AS state, coalesce(sum(a.racks), 0)::int AS racks
           FROM plan p LEFT JOIN plan_action a ON a.plan_id = p.id AND a.kind = 'move' AND a.datacenter_id = $1
          WHERE p.state IN ('queued', 'running', 'draft', 'submitted', 'committed', 'stale')
            AND (p.repairs_datacenter_id = $1 OR a.id IS NOT NULL)
            AND (p.state <> 'committed' OR EXISTS (SELECT 1 FROM occupancy o WHERE o.plan_action_id = a.id))
          GROUP BY p.id ORDER BY p.id DESC LIMIT 50`,
        [datacenterId],
      ),
    async removeRequest(id, requestId) {
      await sql.query("DELETE FROM plan_action WHERE plan_id = $1 AND request_id = $2", [id, requestId]);
      await sql.query("DELETE FROM plan_request WHERE plan_id = $1 AND request_id = $2", [id, requestId]);
    },
    async withExpiredHolds(now) {
      const rows = await select<{ id: number }>(
        sql,
        "plan.expired-holds",
        `SELECT id FROM plan WHERE state = 'submitted' AND hold_expires_at <= $1::timestamptz ORDER BY hold_expires_at, id`,
        [now],
      );
      return rows.map(({ id }) => id);
    },
    unfinished: (before) =>
      select<{ id: number; version: number }>(
        sql,
        "plan.unfinished",
        `SELECT id, version FROM plan WHERE state IN ('queued', 'running') AND updated_at <= $1::timestamptz ORDER BY id`,
        [before],
      ),
  };
}

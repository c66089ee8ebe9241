import type { RealPlacement, ReplayRecord, ReplayRepository } from "@headroom/services/ports/replays";
import type { PastDemand } from "@headroom/services/ports/requests";
import { personJson } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";
import { jsonOrNull, studyColumns, studyStore } from "../studies/store";

const head = `${studyColumns}, s.region_id AS "regionId", g.code AS region, s.from_day::text AS "from", s.to_day::text AS "to",
  s.policy, s."order", s.seed, s.steps, s.summary, ${personJson("u")} AS author`;
const tables = "replay s JOIN user_account u ON u.id = s.author_id LEFT JOIN region g ON g.id = s.region_id";

export function replayRepository({ sql }: Pick<Transaction, "sql">): ReplayRepository {
  return {
    ...studyStore({ sql }, "replay"),
    async list({ cursor, limit }) {
      const rows = await select<ReplayRecord>(
        sql,
        "replay.list",
        `SELECT ${head}, NULL::jsonb AS decisions, NULL::jsonb AS snapshot FROM ${tables}
          WHERE ($1::int IS NULL OR s.id < $1) ORDER BY s.id DESC LIMIT $2`,
        [cursor === undefined ? null : Number(cursor), limit + 1],
      );
      const [counted] = await select<{ total: number }>(
        sql,
        "replay.count",
        "SELECT count(*)::int AS total FROM replay",
      );
      const page = rows.slice(0, limit);
      return { rows: page, next: rows.length > limit ? String(page.at(-1)!.id) : null, total: counted!.total };
    },
    async get(id) {
      const rows = await select<ReplayRecord>(
        sql,
        "replay.get",
        `SELECT ${head}, s.decisions, s.snapshot FROM ${tables} WHERE s.id = $1`,
        [id],
      );
      return rows[0] ?? null;
    },
    async insert({ regionId, from, to, policy, order, seed, steps, authorId, progress }) {
      const { rows } = await sql.query<{ id: number }>(
        `INSERT INTO replay (region_id, from_day, to_day, policy, "order", seed, steps, state, author_id, progress, updated_at)
         VALUES ($1, $2::date, $3::date, $4, $5, $6, $7, 'queued', $8, $9::jsonb, now()) RETURNING id`,
        [regionId, from, to, policy, order, seed, steps, authorId, jsonOrNull(progress)],
      );
      return rows[0]!.id;
    },
    async saveResult(id, { summary, decisions, snapshot }) {
      await sql.query(
        "UPDATE replay SET summary = $2::jsonb, decisions = $3::jsonb, snapshot = $4::jsonb WHERE id = $1",
        [id, ...[summary, decisions, snapshot].map(jsonOrNull)],
      );
    },
    async requestsMade({ regionId, from, to }) {
      const rows = await select<{ id: number }>(
        sql,
        "replay.requests",
        `SELECT id FROM request WHERE ($1::int IS NULL OR region_id = $1) AND state NOT IN ('draft', 'cancelled')
            AND created_at >= $2::date::timestamp AT TIME ZONE 'UTC'
            AND created_at < ($3::date + 1)::timestamp AT TIME ZONE 'UTC' ORDER BY created_at, id`,
        [regionId, from, to],
      );
      return rows.map(({ id }) => id);
    },
    realPlacements: (requestIds) =>
      select<RealPlacement>(
        sql,
        "replay.real",
        `SELECT a.request_id AS "requestId", a.plan_id AS "planId", a.id AS "planActionId", d.code AS datacenter, m.code AS room,
                w.code AS row, a.row_id AS "rowId", a.racks
           FROM plan_action a JOIN plan p ON p.id = a.plan_id JOIN "row" w ON w.id = a.row_id JOIN room m ON m.id = w.room_id
           JOIN datacenter d ON d.id = a.datacenter_id
          WHERE a.request_id = ANY($1::int[]) AND a.kind = 'add' AND p.state IN ('submitted', 'committed')
          ORDER BY a.request_id, a.id`,
        [requestIds],
      ),
    demandBefore: (regionIds, day, limit) =>
      select<PastDemand>(
        sql,
        "replay.demand-before",
        `SELECT r.racks, t.power_w AS "powerW", t.cooling_w AS "coolingW" FROM request r JOIN rack_type t ON t.id = r.rack_type_id
          WHERE r.region_id = ANY($1::int[]) AND r.state <> 'draft'
            AND r.created_at < $2::date::timestamp AT TIME ZONE 'UTC' ORDER BY r.created_at DESC, r.id DESC LIMIT $3`,
        [regionIds, day, limit],
      ),
  };
}

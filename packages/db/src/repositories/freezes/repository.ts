import type { FreezeRecord, FreezeRepository, PlanInFreeze } from "@headroom/services/ports/freezes";
import { instant, personJson } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

const columns = `
  f.id, f.version, f.datacenter_id AS "datacenterId", f.room_id AS "roomId", f.row_id AS "rowId", d.code AS datacenter, g.code AS region,
  m.code AS room, w.code AS row, f.starts_on::text AS "startsOn", f.ends_on::text AS "endsOn", f.reason,
  CASE WHEN u.id IS NOT NULL THEN ${personJson("u")} END AS author,
  CASE WHEN f.ended_at IS NOT NULL THEN json_build_object('at', ${instant("f.ended_at")}, 'reason', f.end_reason,
    'by', CASE WHEN e.id IS NOT NULL THEN ${personJson("e")} END) END AS ended`;
const tables = `
  freeze_window f JOIN datacenter d ON d.id = f.datacenter_id JOIN zone z ON z.id = d.zone_id JOIN region g ON g.id = z.region_id
  LEFT JOIN room m ON m.id = f.room_id LEFT JOIN "row" w ON w.id = f.row_id
  LEFT JOIN user_account u ON u.id = f.author_id LEFT JOIN user_account e ON e.id = f.ended_by_id`;
/** 0 in force on the day ($1), 1 to come, 2 over or ended. */
const when = `CASE WHEN f.ended_at IS NOT NULL OR f.ends_on < $1::date THEN 2 WHEN f.starts_on > $1::date THEN 1 ELSE 0 END`;
const order = { now: 0, coming: 1, past: 2 } as const;

export function freezeRepository({ sql }: Pick<Transaction, "sql">): FreezeRepository {
  return {
    async list(filter) {
      const where = `($2::text IS NULL OR d.code = $2) AND ($3::int IS NULL OR ${when} = $3)`;
      const values = [filter.today, filter.datacenter ?? null, filter.when === undefined ? null : order[filter.when]];
      const rows = await select<FreezeRecord>(
        sql,
        "freeze.list",
        `SELECT ${columns} FROM ${tables} WHERE ${where}
          ORDER BY ${when}, CASE WHEN ${when} = 2 THEN NULL ELSE f.starts_on END, f.ends_on DESC, f.id LIMIT $4`,
        [...values, filter.limit],
      );
      const [counted] = await select<{ total: number }>(
        sql,
        "freeze.count",
        `SELECT count(*)::int AS total FROM freeze_window f JOIN datacenter d ON d.id = f.datacenter_id WHERE ${where}`,
        values,
      );
      return { rows, total: counted!.total };
    },
    async lock(id) {
      const rows = await select<FreezeRecord>(
        sql,
        "freeze.lock",
        `SELECT ${columns} FROM ${tables} WHERE f.id = $1 FOR UPDATE OF f`,
        [id],
      );
      return rows[0] ?? null;
    },
    async insert({ datacenterId, roomId, rowId, startsOn, endsOn, reason, authorId }) {
      const { rows } = await sql.query<{ id: number }>(
        `INSERT INTO freeze_window (datacenter_id, room_id, row_id, starts_on, ends_on, reason, author_id)
         VALUES ($1, $2, $3, $4::date, $5::date, $6, $7) RETURNING id`,
        [datacenterId, roomId, rowId, startsOn, endsOn, reason, authorId],
      );
      return rows[0]!.id;
    },
    async change(id, { startsOn, endsOn, reason }) {
      await sql.query(
        `UPDATE freeze_window SET starts_on = $2::date, ends_on = $3::date, reason = $4, version = version + 1 WHERE id = $1`,
        [id, startsOn, endsOn, reason],
      );
    },
    async end(id, { at, byId, reason }) {
      await sql.query(
        `UPDATE freeze_window SET ended_at = $2::timestamptz, ended_by_id = $3, end_reason = $4, version = version + 1 WHERE id = $1`,
        [id, at, byId, reason],
      );
    },
    plansIn: ({ datacenterId, roomId, rowId }, { startsOn, endsOn }) =>
      select<PlanInFreeze>(
        sql,
        "freeze.plans-in",
        `SELECT p.id AS "planId", p.title, p.state::text AS state, sum(a.racks)::int AS racks, min(a.starts_on)::text AS "startsOn"
           FROM plan_action a JOIN plan p ON p.id = a.plan_id JOIN "row" w ON w.id = a.row_id
          WHERE p.state IN ('submitted', 'committed') AND a.datacenter_id = $1 AND ($2::int IS NULL OR w.room_id = $2)
            AND ($3::int IS NULL OR w.id = $3) AND a.starts_on BETWEEN $4::date AND $5::date
          GROUP BY p.id ORDER BY min(a.starts_on), p.id`,
        [datacenterId, roomId, rowId, startsOn, endsOn],
      ),
    async places(datacenter) {
      const rows = await select<{
        id: number;
        room_id: number | null;
        room: string;
        rows: { id: number; code: string }[];
      }>(
        sql,
        "freeze.places",
        `SELECT d.id, m.id AS room_id, m.code AS room,
                coalesce((SELECT json_agg(json_build_object('id', w.id, 'code', w.code) ORDER BY w.sequence) FROM "row" w
                           WHERE w.room_id = m.id), '[]'::json) AS rows
           FROM datacenter d LEFT JOIN room m ON m.datacenter_id = d.id WHERE d.code = $1 ORDER BY m.code`,
        [datacenter],
      );
      const [first] = rows;
      if (!first) return null;
      const rooms = rows.flatMap((row) =>
        row.room_id === null ? [] : [{ id: row.room_id, code: row.room, rows: row.rows }],
      );
      return { id: first.id, rooms };
    },
  };
}

import type { ReservationConflict } from "@headroom/core/lifecycle/reservation";
import type { ReservationPlace, ReservationRecord, ReservationRepository } from "@headroom/services/ports/reservations";
import { likeAnywhere, select } from "../../sql";
import type { Transaction } from "../../unit-of-work";
import { columns, reservations, when } from "./rows";

const person = "(SELECT id FROM user_account WHERE email = lower($1::text))";

export function reservationRepository({ sql }: Pick<Transaction, "sql">): ReservationRepository {
  return {
    async list({ today, soon, kind, when: only, datacenter, rack, owner, limit }) {
      const where = `($3::text IS NULL OR r.kind = $3) AND ($4::text IS NULL OR ${when} = $4) AND ($5::text IS NULL OR r.datacenter = $5)
        AND ($6::text IS NULL OR r.rack = $6) AND ($7::text IS NULL OR r.owner ILIKE $7 OR r.said ILIKE $7)`;
      const values = [today, soon, kind ?? null, only ?? null, datacenter ?? null, rack ?? null];
      const named = owner ? likeAnywhere(owner) : null;
      const rows = await select<ReservationRecord>(
        sql,
        "reservations.list",
        `SELECT ${columns} FROM ${reservations} r WHERE ${where}
          ORDER BY ${when} = 'past', r.valid_to NULLS LAST, r.datacenter, r.kind, r.id LIMIT $8`,
        [...values, named, limit],
      );
      const [counted] = await select<{ total: number }>(
        sql,
        "reservations.count",
        `SELECT count(*)::int AS total FROM ${reservations} r WHERE ${where}`,
        [...values, named],
      );
      return { rows, total: counted!.total };
    },

    async find(kind, id) {
      const [found] = await select<ReservationRecord>(
        sql,
        "reservations.find",
        `SELECT ${columns} FROM ${reservations} r WHERE r.kind = $1 AND r.id = $2`,
        [kind, id],
      );
      return found ?? null;
    },

    async locate(target) {
      if (target.kind === "positions") {
        const { datacenter, room, row, numbers } = target;
        const rows = await select<{ id: number; number: number; datacenter_id: number }>(
          sql,
          "reservations.positions",
          `SELECT p.id, p.number, m.datacenter_id FROM datacenter d JOIN room m ON m.datacenter_id = d.id JOIN "row" w ON w.room_id = m.id
             JOIN position p ON p.row_id = w.id
            WHERE d.code = $1 AND m.code = $2 AND w.code = $3 AND p.number = ANY($4::int[]) ORDER BY p.id`,
          [datacenter, room, row, numbers],
        );
        const known = new Set(rows.map(({ number }) => number));
        const lost = numbers.filter((number) => !known.has(number));
        if (lost.length > 0) return { missing: `${datacenter} ${room}/${row} position ${lost.join(", ")}` };
        const parts = rows.map(({ id }) => id);
        return { kind: "positions", datacenterId: rows[0]!.datacenter_id, id: null, parts, face: "both" };
      }
      if (target.kind === "units") {
        const [rack] = await select<{ id: number; datacenter_id: number; height_u: number }>(
          sql,
          "reservations.rack",
          "SELECT id, datacenter_id, height_u FROM rack WHERE code = $1 AND state <> 'retired' FOR UPDATE",
          [target.rack],
        );
        if (!rack) return { missing: `rack ${target.rack}` };
        const units = [...new Set(target.units)].sort((a, b) => a - b);
        if (units.at(-1)! > rack.height_u) return { missing: `unit ${units.at(-1)} of ${target.rack}` };
        return { kind: "units", datacenterId: rack.datacenter_id, id: rack.id, parts: units, face: target.face };
      }
      const [server] = await select<{ id: number; datacenter_id: number }>(
        sql,
        "reservations.server",
        `SELECT s.id, k.datacenter_id FROM rack k JOIN server s ON s.rack_id = k.id
          WHERE k.code = $1 AND s.name = $2 AND s.state <> 'retired' FOR UPDATE OF s`,
        [target.rack, target.server],
      );
      if (!server) return { missing: `device ${target.server} in ${target.rack}` };
      return { kind: "device", datacenterId: server.datacenter_id, id: server.id, parts: [server.id], face: "both" };
    },

    conflicts: (place, { from, to }, except) => conflictsOf(sql, place, from, to, except),

    async noteEnding(today, until) {
      const ending = await select<ReservationRecord>(
        sql,
        "reservations.ending",
        `SELECT ${columns} FROM ${reservations} r
          WHERE r.valid_to > $1::date AND r.valid_to <= $2::date AND NOT EXISTS (SELECT 1 FROM reservation_notice n
             WHERE n.kind = r.kind AND n.reservation_id = r.id AND n.valid_to = r.valid_to)
          ORDER BY r.valid_to, r.kind, r.id`,
        [today, until],
      );
      // two workers may have found the same: each tells what it noted itself
      const { rows } = await sql.query<{ kind: string; id: number }>(
        `INSERT INTO reservation_notice (kind, reservation_id, valid_to) SELECT * FROM unnest($1::text[], $2::int[], $3::date[])
         ON CONFLICT DO NOTHING RETURNING kind, reservation_id AS id`,
        [ending.map(({ kind }) => kind), ending.map(({ id }) => id), ending.map(({ to }) => to)],
      );
      const noted = new Set(rows.map(({ kind, id }) => `${kind} ${id}`));
      return ending.filter(({ kind, id }) => noted.has(`${kind} ${id}`));
    },

    async insert({ kind, id, parts, face, datacenterId }, { owner, ticket, reason, from, to }) {
      const one = async (text: string, values: unknown[]) =>
        (await sql.query<{ id: number }>(text, values)).rows[0]!.id;
      if (kind === "units")
        return one(
          `WITH made AS (INSERT INTO rack_unit_reservation (rack_id, unit, face, owner, reason, ticket, valid_from, valid_to)
             SELECT $1, unit, $3::rack_face, $4, $5, $6, $7::date, $8::date FROM unnest($2::int[]) unit RETURNING id) SELECT min(id) AS id FROM made`,
          [id, parts, face, owner, reason, ticket, from, to],
        );
      if (kind === "device")
        return one(
          `INSERT INTO server_reservation (server_id, owner, reason, ticket, valid_from, valid_to)
           VALUES ($1, $2, $3, $4, $5::date, $6::date) RETURNING id`,
          [id, owner, reason, ticket, from, to],
        );
      const made = await one(
        `INSERT INTO reservation (owner_id, owner_name, datacenter_id, reason, ticket, valid_from, valid_to)
         VALUES (${person}, CASE WHEN ${person} IS NULL THEN $1 END, $2, $3, $4, $5::date, $6::date) RETURNING id`,
        [owner, datacenterId, reason, ticket, from, to],
      );
      await sql.query(
        `INSERT INTO occupancy (position_id, kind, valid_from, valid_to, reservation_id)
         SELECT p, 'reserved', $2::date, $3::date, $4 FROM unnest($1::int[]) p`,
        [parts, from, to, made],
      );
      return made;
    },

    async change({ kind, id, parts }, { owner, ticket, reason, to }) {
      if (kind !== "positions") {
        const [table, ids] = kind === "units" ? ["rack_unit_reservation", parts] : ["server_reservation", [id]];
        await sql.query(
          `UPDATE ${table} SET owner = $2, reason = $3, ticket = $4, valid_to = $5::date WHERE id = ANY($1::int[])`,
          [ids, owner, reason, ticket, to],
        );
        return;
      }
      await sql.query(
        `UPDATE reservation SET owner_id = ${person}, owner_name = CASE WHEN ${person} IS NULL THEN $1 END, reason = $3, ticket = $4,
                valid_to = $5::date WHERE id = $2`,
        [owner, id, reason, ticket, to],
      );
      await sql.query("UPDATE occupancy SET valid_to = $2::date WHERE reservation_id = $1", [id, to]);
    },

    async remove({ kind, id, parts }) {
      const table = { units: "rack_unit_reservation", positions: "reservation", device: "server_reservation" }[kind];
      await sql.query(`DELETE FROM ${table} WHERE id = ANY($1::int[])`, [kind === "units" ? parts : [id]]);
    },
  };
}

function conflictsOf(
  sql: Transaction["sql"],
  { kind, id, parts, face }: ReservationPlace,
  from: string | null,
  to: string | null,
  except: number | null,
): Promise<ReservationConflict[]> {
  const owner = (column: string) =>
    `coalesce((SELECT name FROM user_account WHERE email = lower(${column})), ${column})`;
  if (kind === "units")
    return select(
      sql,
      "reservations.units-taken",
      `SELECT 'U' || u AS what, x.by, x.until FROM unnest($2::int[]) u JOIN LATERAL (
         SELECT s.name AS by, NULL AS until FROM server s WHERE s.rack_id = $1 AND s.state <> 'retired' AND s.start_u < u + 1
            AND s.start_u + s.height_u > u AND (s.face = 'both' OR $3 = 'both' OR s.face::text = $3)
          UNION ALL
         SELECT ${owner("v.owner")}, v.valid_to::text FROM rack_unit_reservation v WHERE v.rack_id = $1 AND v.unit = u
            AND (v.face = 'both' OR $3 = 'both' OR v.face::text = $3) AND daterange(v.valid_from, v.valid_to) && daterange($4::date, $5::date)
            AND NOT v.id = ANY(ARRAY(SELECT b.id FROM rack_unit_reservation a JOIN rack_unit_reservation b
                ON (b.rack_id, b.face, b.owner, b.reason) = (a.rack_id, a.face, a.owner, a.reason)
               AND (b.ticket, b.valid_from, b.valid_to) IS NOT DISTINCT FROM (a.ticket, a.valid_from, a.valid_to) WHERE a.id = $6))
       ) x ON true ORDER BY u`,
      [id, parts, face, from, to, except],
    );
  if (kind === "device")
    return select(
      sql,
      "reservations.device-taken",
      `SELECT s.name AS what, ${owner("v.owner")} AS by, v.valid_to::text AS until FROM server_reservation v JOIN server s ON s.id = v.server_id
        WHERE v.server_id = $1 AND daterange(v.valid_from, v.valid_to) && daterange($2::date, $3::date) AND v.id IS DISTINCT FROM $4::int`,
      [id, from, to, except],
    );
  return select(
    sql,
    "reservations.positions-taken",
    `SELECT 'position ' || p.number AS what, coalesce('rack ' || k.code, 'plan PL-' || a.plan_id, u.name, v.owner_name) AS by, o.valid_to::text AS until
       FROM occupancy o JOIN position p ON p.id = o.position_id LEFT JOIN rack k ON k.id = o.rack_id
       LEFT JOIN plan_action a ON a.id = o.plan_action_id LEFT JOIN reservation v ON v.id = o.reservation_id
       LEFT JOIN user_account u ON u.id = v.owner_id
      WHERE o.position_id = ANY($1::int[]) AND daterange(o.valid_from, o.valid_to) && daterange($2::date, $3::date)
        AND ($4::int IS NULL OR o.reservation_id IS DISTINCT FROM $4::int)
      UNION ALL SELECT 'position ' || number, blocked_reason, NULL FROM position
       WHERE id = ANY($1::int[]) AND blocked_reason IS NOT NULL AND $4::int IS NULL`,
    [parts, from, to, except],
  );
}

import type {
  DatacenterChange,
  OccupancyRepository,
  PositionOwner,
  RackOnTheMove,
} from "@headroom/services/ports/occupancy";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

const positionName = `d.code || ' ' || w.code || ' ' || p.number`;
const positionPlace = `JOIN position p ON p.id = x.position_id JOIN "row" w ON w.id = p.row_id
  JOIN room m ON m.id = w.room_id JOIN datacenter d ON d.id = m.datacenter_id`;

export function occupancyRepository({ sql }: Pick<Transaction, "sql">): OccupancyRepository {
  const count = async (text: string, values: unknown[]): Promise<number> =>
    (await sql.query(text, values)).rowCount ?? 0;
  return {
    owners: (positionIds, from) =>
      select<PositionOwner>(
        sql,
        "occupancy.owners",
        `SELECT x.position_id AS "positionId", ${positionName} AS name, x.kind::text AS kind, a.plan_id AS "planId",
                x.plan_action_id AS "planActionId",
                coalesce(k.code, t.title || ' (' || t.id || ')', coalesce(u.name, v.owner_name) || ': ' || v.reason, '') AS owner
           FROM occupancy x ${positionPlace}
           LEFT JOIN rack k ON k.id = x.rack_id
           LEFT JOIN plan_action a ON a.id = x.plan_action_id
           LEFT JOIN plan t ON t.id = a.plan_id
           LEFT JOIN reservation v ON v.id = x.reservation_id
           LEFT JOIN user_account u ON u.id = v.owner_id
          WHERE x.position_id = ANY($1::int[]) AND (x.valid_to IS NULL OR x.valid_to > $2::date)
          ORDER BY d.code, w.sequence, p.number, x.valid_from`,
        [positionIds, from],
      ),
    positions: (ids) =>
      select<{ id: number; name: string; blockedReason: string | null }>(
        sql,
        "occupancy.positions",
        `SELECT x.position_id AS id, ${positionName} AS name, p.blocked_reason AS "blockedReason"
           FROM unnest($1::int[]) AS x(position_id) ${positionPlace} ORDER BY d.code, w.sequence, p.number`,
        [ids],
      ),
    racksOnTheMove: (rackIds, from) =>
      select<RackOnTheMove>(
        sql,
        "occupancy.racks-on-the-move",
        `SELECT k.id AS "rackId", k.code AS rack, o.position_id AS "positionId",
                w.code || ' tile ' || p.number AS stands, a.plan_id AS "planId", t.title || ' (' || t.id || ')' AS plan
           FROM rack k
           LEFT JOIN occupancy o ON o.rack_id = k.id AND (o.valid_to IS NULL OR o.valid_to > $2::date)
           LEFT JOIN position p ON p.id = o.position_id LEFT JOIN "row" w ON w.id = p.row_id
           LEFT JOIN occupancy v ON v.arriving_rack_id = k.id
           LEFT JOIN plan_action a ON a.id = v.plan_action_id LEFT JOIN plan t ON t.id = a.plan_id
          WHERE k.id = ANY($1::int[]) ORDER BY k.id, o.valid_from`,
        [rackIds, from],
      ),
    hold: (planId, from) =>
      count(
        `INSERT INTO occupancy (position_id, kind, valid_from, plan_action_id, arriving_rack_id)
         SELECT s.position_id, 'held', $2::date, a.id, v.rack_id
           FROM plan_action a JOIN plan_action_position s ON s.plan_action_id = a.id
           LEFT JOIN plan_action_rack v ON v.plan_action_id = a.id AND v.position_id = s.position_id
          WHERE a.plan_id = $1 ORDER BY s.position_id`,
        [planId, from],
      ),
    commit: (planId) =>
      count(
        `UPDATE occupancy o SET kind = 'committed' FROM plan_action a
          WHERE a.plan_id = $1 AND o.plan_action_id = a.id AND o.kind = 'held'`,
        [planId],
      ),
    release: (planId) =>
      count(
        `DELETE FROM occupancy o USING plan_action a
          WHERE a.plan_id = $1 AND o.plan_action_id = a.id AND o.kind IN ('held', 'committed')`,
        [planId],
      ),
    async touch(datacenterIds) {
      await sql.query("UPDATE datacenter SET version = version + 1 WHERE id = ANY($1::int[])", [datacenterIds]);
    },
    async heldLater(datacenterIds, approvalId) {
      const rows = await select<{ plan_id: number }>(
        sql,
        "occupancy.held-later",
        `SELECT DISTINCT a.plan_id FROM approval q JOIN plan_action a ON a.plan_id = q.plan_id
          WHERE q.state = 'pending' AND q.id > $2 AND a.datacenter_id = ANY($1::int[])`,
        [datacenterIds, approvalId],
      );
      return new Set(rows.map((row) => row.plan_id));
    },
    changedSince: (datacenterIds, since, exceptPlanId) =>
      select<DatacenterChange>(
        sql,
        "occupancy.changed-since",
        `SELECT "datacenterId", "planId", what FROM (
           SELECT DISTINCT ON (p.id, a.datacenter_id) a.datacenter_id AS "datacenterId", p.id AS "planId",
                  p.title || ' (' || p.id || ')' AS what, p.decided_at AS at
             FROM plan p JOIN plan_action a ON a.plan_id = p.id
            WHERE p.state = 'committed' AND p.decided_at >= $2::timestamptz AND a.datacenter_id = ANY($1::int[]) AND p.id <> $3
           UNION ALL
           SELECT d.id, NULL, e.actor_name || ', ' || e.action, e.at
             FROM audit_event e CROSS JOIN unnest($1::int[]) AS d(id)
            WHERE e.at >= $2::timestamptz AND (e.entity_kind = 'import' AND e.action = 'import.commit'
               OR e.entity_kind = 'datacenter' AND e.entity_id IN
                  (d.id::text, (SELECT code FROM datacenter c WHERE c.id = d.id)))
         ) x ORDER BY at DESC LIMIT 20`,
        [datacenterIds, since, exceptPlanId],
      ),
  };
}

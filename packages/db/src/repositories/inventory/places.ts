import type {
  DatacenterRecord,
  DatedChanges,
  PendingPlan,
  PlanOnFloor,
  RegionRecord,
  ZoneRecord,
} from "@headroom/services/ports/fleet-inventory";
import type pg from "pg";
import { select } from "../../sql";

export const regions = (sql: pg.ClientBase) =>
  select<RegionRecord>(
    sql,
    "inventory.regions",
    `SELECT r.id, r.code, r.name, r.geography, r.latitude, r.longitude, r.compliance_tags AS "complianceTags",
            count(DISTINCT z.id)::int AS zones, count(DISTINCT d.id)::int AS datacenters, count(m.id)::int AS rooms
       FROM region r
       LEFT JOIN zone z ON z.region_id = r.id
       LEFT JOIN datacenter d ON d.zone_id = z.id
       LEFT JOIN room m ON m.datacenter_id = d.id
      GROUP BY r.id ORDER BY r.name, r.id`,
  );

export const zones = (sql: pg.ClientBase, regionId?: number) =>
  select<ZoneRecord>(
    sql,
    "inventory.zones",
    `SELECT id, region_id AS "regionId", code, name FROM zone
      WHERE $1::int IS NULL OR region_id = $1 ORDER BY region_id, code`,
    [regionId ?? null],
  );

export const datacenters = (sql: pg.ClientBase, regionId?: number) =>
  select<DatacenterRecord>(
    sql,
    "inventory.datacenters",
    `SELECT d.id, d.code, d.name, d.version, z.id AS "zoneId", z.code AS zone, r.id AS "regionId", r.code AS region,
            coalesce(c.rooms, 0) AS rooms, coalesce(c."rows", 0) AS "rows"
       FROM datacenter d JOIN zone z ON z.id = d.zone_id JOIN region r ON r.id = z.region_id
       LEFT JOIN (SELECT m.datacenter_id, count(*)::int AS rooms, coalesce(sum(w.n), 0)::int AS "rows"
                    FROM room m LEFT JOIN (SELECT room_id, count(*) AS n FROM "row" GROUP BY room_id) w ON w.room_id = m.id
                   GROUP BY m.datacenter_id) c ON c.datacenter_id = d.id
      WHERE $1::int IS NULL OR r.id = $1 ORDER BY d.code`,
    [regionId ?? null],
  );

/** A plan that is still queued has no actions: its requests say where it will be. */
export const pendingPlans = (sql: pg.ClientBase, regionId: number) =>
  select<PendingPlan>(
    sql,
    "inventory.pending-plans",
    `SELECT p.id, p.title, p.state::text AS state, coalesce(sum(a.racks), 0)::int AS racks,
            coalesce(sum(a.racks * t.power_w), 0)::float8 AS "powerW", min(a.starts_on)::text AS "startsOn"
       FROM plan p
       LEFT JOIN plan_action a ON a.plan_id = p.id AND a.datacenter_id IN
            (SELECT d.id FROM datacenter d JOIN zone z ON z.id = d.zone_id WHERE z.region_id = $1)
       LEFT JOIN rack_type t ON t.id = a.rack_type_id
      WHERE p.state IN ('queued', 'running', 'draft', 'submitted', 'stale')
      GROUP BY p.id
     HAVING count(a.id) > 0 OR (p.state IN ('queued', 'running') AND EXISTS
            (SELECT 1 FROM plan_request q JOIN request e ON e.id = q.request_id WHERE q.plan_id = p.id AND e.region_id = $1))
      ORDER BY p.id DESC LIMIT 20`,
    [regionId],
  );

/** Reservations that end are counted by neither, but their datacenter is among the answers: it has room by then. */
export const datedIn = (sql: pg.ClientBase, regionId: number, from: string, to: string) =>
  select<DatedChanges>(
    sql,
    "inventory.dated-in",
    `SELECT m.datacenter_id AS "datacenterId",
            count(*) FILTER (WHERE o.kind = 'occupied' AND o.valid_from > $2::date AND o.valid_from <= $3::date)::int AS come,
            count(*) FILTER (WHERE o.kind = 'occupied' AND o.valid_to > $2::date AND o.valid_to <= $3::date)::int AS leave
       FROM occupancy o JOIN position p ON p.id = o.position_id JOIN room m ON m.id = p.room_id
       JOIN datacenter d ON d.id = m.datacenter_id JOIN zone z ON z.id = d.zone_id
      WHERE z.region_id = $1
        AND ((o.valid_to > $2::date AND o.valid_to <= $3::date) OR (o.valid_from > $2::date AND o.valid_from <= $3::date))
      GROUP BY m.datacenter_id`,
    [regionId, from, to],
  );

export async function datacenterOfRow(sql: pg.ClientBase, rowId: number): Promise<number | null> {
  const [found] = await select<{ id: number }>(
    sql,
    "inventory.datacenter-of-row",
    `SELECT m.datacenter_id AS id FROM "row" r JOIN room m ON m.id = r.room_id WHERE r.id = $1`,
    [rowId],
  );
  return found?.id ?? null;
}

export async function planOnFloor(
  sql: pg.ClientBase,
  planId: number,
  datacenterId: number,
): Promise<PlanOnFloor | null> {
  const [plan] = await select<Omit<PlanOnFloor, "positions" | "leaving">>(
    sql,
    "inventory.plan-head",
    "SELECT id, title, state::text AS state, version FROM plan WHERE id = $1",
    [planId],
  );
  if (!plan) return null;
  const positions = await select<PlanOnFloor["positions"][number]>(
    sql,
    "inventory.plan-positions",
    `SELECT q.position_id AS "positionId", a.id AS "actionId", a.request_id AS "requestId", t.code AS type, t.power_w AS "powerW", t.cooling_w AS "coolingW",
            t.weight_kg AS "weightKg", t.ports
       FROM plan_action a
       JOIN plan_action_position q ON q.plan_action_id = a.id
       JOIN rack_type t ON t.id = a.rack_type_id
      WHERE a.plan_id = $1 AND a.datacenter_id = $2 AND a.kind <> 'retire'
      ORDER BY q.position_id`,
    [planId, datacenterId],
  );
  const leaving = await select<PlanOnFloor["leaving"][number]>(
    sql,
    "inventory.plan-leaving",
    `SELECT m.from_position_id AS "positionId", r.code AS rack, 'move' AS kind
       FROM plan_action a
       JOIN plan_action_rack m ON m.plan_action_id = a.id
       JOIN rack r ON r.id = m.rack_id
      WHERE a.plan_id = $1 AND r.datacenter_id = $2
      UNION ALL
     SELECT q.position_id, r.code, 'retire'
       FROM plan_action a
       JOIN plan_action_position q ON q.plan_action_id = a.id
       JOIN occupancy o ON o.position_id = q.position_id AND o.kind = 'occupied' AND o.valid_to IS NULL
       JOIN rack r ON r.id = o.rack_id
      WHERE a.plan_id = $1 AND a.datacenter_id = $2 AND a.kind = 'retire'
      ORDER BY 1`,
    [planId, datacenterId],
  );
  return { ...plan, positions, leaving };
}

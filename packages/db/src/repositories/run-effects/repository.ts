import type { EffectRack, RunEffects } from "@headroom/services/ports/run-effects";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

export function runEffects({ sql }: Pick<Transaction, "sql">): RunEffects {
  /** A stay that would end on the day it began never was. */
  const endStay = async (rackId: number, day: string): Promise<void> => {
    await sql.query("DELETE FROM occupancy WHERE rack_id = $1 AND valid_to IS NULL AND valid_from >= $2::date", [
      rackId,
      day,
    ]);
    await sql.query("UPDATE occupancy SET valid_to = $2::date WHERE rack_id = $1 AND valid_to IS NULL", [rackId, day]);
  };
  return {
    async rack(id) {
      const rows = await select<EffectRack>(
        sql,
        "effect.rack",
        `SELECT k.id, k.code, k.state::text AS state, k.datacenter_id AS "datacenterId", o.position_id AS "positionId"
           FROM rack k LEFT JOIN occupancy o ON o.rack_id = k.id AND o.valid_to IS NULL WHERE k.id = $1`,
        [id],
      );
      return rows[0] ?? null;
    },
    async planRacks(racks) {
      if (racks.length === 0) return [];
      const { rows } = await sql.query<{ id: number; code: string }>(
        `INSERT INTO rack (code, datacenter_id, rack_type_id, height_u, state)
         SELECT c.code, c.datacenter, t.id, t.height_u, 'planned'
           FROM unnest($1::text[], $2::int[], $3::int[]) AS c(code, datacenter, type) JOIN rack_type t ON t.id = c.type
         RETURNING id, code`,
        [racks.map((r) => r.code), racks.map((r) => r.datacenterId), racks.map((r) => r.rackTypeId)],
      );
      const idOf = new Map(rows.map(({ id, code }) => [code, id]));
      const ids = racks.map((rack) => idOf.get(rack.code)!);
      await sql.query(
        `UPDATE occupancy o SET arriving_rack_id = c.rack FROM unnest($1::int[], $2::int[], $3::int[]) AS c(rack, action, place)
          WHERE o.plan_action_id = c.action AND o.position_id = c.place AND o.kind = 'committed'`,
        [ids, racks.map((r) => r.planActionId), racks.map((r) => r.positionId)],
      );
      return ids;
    },
    async codesTaken(codes) {
      const rows = await select<{ code: string }>(
        sql,
        "effect.codes",
        "SELECT code FROM rack WHERE code = ANY($1::text[])",
        [codes],
      );
      return new Set(rows.map((row) => row.code));
    },
    async setState(rackId, state, { installedOn, inServiceOn }) {
      await sql.query(
        `UPDATE rack SET state = $2::asset_state, installed_on = coalesce($3::date, installed_on), in_service_on = coalesce($4::date, in_service_on)
          WHERE id = $1`,
        [rackId, state, installedOn ?? null, inServiceOn ?? null],
      );
    },
    async setDevices(rackId, from, to) {
      await sql.query(
        "UPDATE server SET state = $3::asset_state WHERE rack_id = $1 AND state = ANY($2::text[]::asset_state[])",
        [rackId, from, to],
      );
    },
    async occupy(rackId, { planActionId, positionId, day }) {
      const mine = "plan_action_id = $1 AND position_id = $2 AND kind = 'committed'";
      const there = await sql.query(`SELECT 1 FROM occupancy WHERE ${mine}`, [planActionId, positionId]);
      if (there.rowCount === 0) return null;
      await endStay(rackId, day);
      await sql.query(
        `UPDATE occupancy SET kind = 'occupied', rack_id = $3, plan_action_id = NULL, arriving_rack_id = NULL, valid_from = $4::date
          WHERE ${mine}`,
        [planActionId, positionId, rackId, day],
      );
      await sql.query(
        `UPDATE rack SET datacenter_id = m.datacenter_id FROM position p JOIN room m ON m.id = p.room_id
          WHERE rack.id = $1 AND p.id = $2 AND rack.datacenter_id <> m.datacenter_id`,
        [rackId, positionId],
      );
      await sql.query(
        `INSERT INTO rack_key (rack_id, kind, key_id, lot) SELECT $1, q.kind, q.key_id, 'request-' || q.request_id
           FROM plan_action a JOIN request_key q ON q.request_id = a.request_id WHERE a.id = $2 ON CONFLICT DO NOTHING`,
        [rackId, planActionId],
      );
      return true;
    },
    async vacate(rackId, { planActionId, positionId, fromPositionId, day }) {
      await sql.query(
        `UPDATE occupancy SET kind = 'committed', rack_id = NULL, plan_action_id = $3, arriving_rack_id = $1
          WHERE rack_id = $1 AND position_id = $2 AND valid_to IS NULL`,
        [rackId, positionId, planActionId],
      );
      if (fromPositionId === null) return;
      // where it came from is its own again, as if it had never left
      const back = await sql.query(
        "UPDATE occupancy SET valid_to = NULL WHERE rack_id = $1 AND position_id = $2 AND valid_to = (SELECT max(valid_to) FROM occupancy WHERE rack_id = $1)",
        [rackId, fromPositionId],
      );
      if (back.rowCount === 0)
        await sql.query(
          "INSERT INTO occupancy (position_id, kind, valid_from, rack_id) VALUES ($2, 'occupied', $3::date, $1)",
          [rackId, fromPositionId, day],
        );
      await sql.query(
        `UPDATE rack SET datacenter_id = m.datacenter_id FROM position p JOIN room m ON m.id = p.room_id
          WHERE rack.id = $1 AND p.id = $2 AND rack.datacenter_id <> m.datacenter_id`,
        [rackId, fromPositionId],
      );
    },
    leave: endStay,
    async delivered(planId) {
      const rows = await select<{ id: number }>(
        sql,
        "effect.delivered",
        // nothing of it is still promised, and every rack of it serves
        `SELECT q.request_id AS id FROM plan_request q
          WHERE q.plan_id = $1 AND q.racks_placed > 0
            AND NOT EXISTS (SELECT 1 FROM plan_action a JOIN occupancy o ON o.plan_action_id = a.id
                             WHERE a.plan_id = $1 AND a.request_id = q.request_id)
            AND NOT EXISTS (SELECT 1 FROM plan_action a JOIN run_subject x ON x.plan_action_id = a.id JOIN rack k ON k.id = x.rack_id
                             WHERE a.plan_id = $1 AND a.request_id = q.request_id AND k.state IN ('planned', 'ordered', 'arrived', 'racked'))
          ORDER BY 1`,
        [planId],
      );
      return rows.map((row) => row.id);
    },
    async retirePlanned(planId) {
      const { rowCount } = await sql.query(
        `UPDATE rack SET state = 'retired' WHERE state = 'planned' AND id IN (
           SELECT x.rack_id FROM run_subject x JOIN run r ON r.id = x.run_id WHERE r.plan_id = $1 AND r.kind = 'provision')`,
        [planId],
      );
      return rowCount ?? 0;
    },
    dependents: (rackId, day) =>
      select<{ what: string; owner: string }>(
        sql,
        "effect.dependents",
        `SELECT 'unit ' || string_agg(u.unit::text, ', ' ORDER BY u.unit) AS what, u.owner FROM rack_unit_reservation u
          WHERE u.rack_id = $1 AND (u.valid_to IS NULL OR u.valid_to > $2::date) GROUP BY u.owner, u.reason
         UNION ALL
         SELECT 'device ' || s.name, v.owner FROM server s JOIN server_reservation v ON v.server_id = s.id
          WHERE s.rack_id = $1 AND s.state <> 'retired' AND (v.valid_to IS NULL OR v.valid_to > $2::date) ORDER BY 1, 2`,
        [rackId, day],
      ),
  };
}

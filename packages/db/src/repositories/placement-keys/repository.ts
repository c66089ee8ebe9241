import type { KeyMeaning, PlacementKeyRecord, PlacementKeyRepository } from "@headroom/services/ports/placement-keys";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";
import { kindColumn, scopeColumn, storedKind, storedScope } from "./rows";

const meaning = `k.id, ${kindColumn("k")} AS kind, k.name, ${scopeColumn("k")} AS scope, k.max_racks AS "maxRacks"`;

export function placementKeyRepository({ sql }: Pick<Transaction, "sql">): PlacementKeyRepository {
  return {
    list: () =>
      select<PlacementKeyRecord>(
        sql,
        "key.list",
        `SELECT ${meaning},
                (SELECT count(*)::int FROM request_key q JOIN request r ON r.id = q.request_id
                  WHERE q.key_id = k.id AND r.state NOT IN ('draft', 'cancelled', 'declined')) AS requests,
                (SELECT count(*)::int FROM rack_key q JOIN rack r ON r.id = q.rack_id
                  WHERE q.key_id = k.id AND r.state <> 'retired') AS racks
           FROM placement_key k ORDER BY k.kind, k.name`,
      ),
    find: (keys) =>
      select<KeyMeaning & { id: number }>(
        sql,
        "key.find",
        `SELECT ${meaning} FROM placement_key k JOIN unnest($1::text[], $2::text[]) AS x(kind, name)
             ON k.kind = x.kind::placement_key_kind AND k.name = x.name ORDER BY k.id`,
        [keys.map(({ kind }) => storedKind[kind]), keys.map(({ name }) => name)],
      ),
    async make({ kind, name, scope, maxRacks }, authorId) {
      const { rowCount } = await sql.query(
        `INSERT INTO placement_key (kind, name, scope, max_racks, author_id)
         VALUES ($1::placement_key_kind, $2, $3::domain_scope, $4, $5) ON CONFLICT (kind, name) DO NOTHING`,
        [storedKind[kind], name, storedScope[scope], maxRacks, authorId],
      );
      return rowCount === 1;
    },
    async setOfRequest(requestId, keys) {
      await sql.query("DELETE FROM request_key WHERE request_id = $1", [requestId]);
      if (keys.length === 0) return;
      await sql.query(
        `INSERT INTO request_key (request_id, kind, key_id)
         SELECT $1, x.kind::placement_key_kind, x.id FROM unnest($2::text[], $3::int[]) AS x(kind, id)`,
        [requestId, keys.map(({ kind }) => storedKind[kind]), keys.map(({ id }) => id)],
      );
    },
    homes: (affinityKeys, asOf, without) =>
      select<{ key: string; datacenterId: number; datacenter: string }>(
        sql,
        "key.homes",
        `SELECT DISTINCT x.name AS key, d.id AS "datacenterId", d.code AS datacenter
           FROM (SELECT k.name, o.position_id FROM placement_key k JOIN rack_key q ON q.key_id = k.id
                   JOIN occupancy o ON o.rack_id = q.rack_id AND (o.valid_to IS NULL OR o.valid_to > $2::date)
                  WHERE k.kind = 'affinity' AND k.name = ANY($1::text[])
                 UNION ALL
                 SELECT k.name, o.position_id FROM placement_key k JOIN request_key q ON q.key_id = k.id
                   JOIN plan_action a ON a.request_id = q.request_id JOIN occupancy o ON o.plan_action_id = a.id
                  WHERE k.kind = 'affinity' AND k.name = ANY($1::text[]) AND a.id <> ALL($3::int[])) x
           JOIN position p ON p.id = x.position_id JOIN room m ON m.id = p.room_id JOIN datacenter d ON d.id = m.datacenter_id
          ORDER BY 1, 3`,
        [affinityKeys, asOf, without],
      ),
  };
}

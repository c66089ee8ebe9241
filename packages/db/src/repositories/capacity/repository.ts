import type { DatacenterAccount, DeviceAccount, ResourceAccounts, WorstFailure } from "@headroom/core/capacity/types";
import type { AccountTotals, CapacityRepository } from "@headroom/services/ports/capacity";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

interface TotalsRow {
  datacenter_id: number;
  version: number;
  as_of: Date;
  total: ResourceAccounts;
  worst: WorstFailure | null;
  device: string | null;
  failed: string | null;
}

const toTotals = (row: TotalsRow): AccountTotals => ({
  datacenterId: row.datacenter_id,
  version: row.version,
  asOf: row.as_of.toISOString(),
  total: row.total,
  worstFailure:
    row.worst === null
      ? null
      : {
          device: row.device ?? row.worst.deviceId,
          failed: row.failed ?? row.worst.failedTopId,
          loadW: row.worst.loadW,
          limitW: row.worst.limitW,
        },
});

export function capacityRepository({ sql }: Pick<Transaction, "sql">): CapacityRepository {
  return {
    async store(accounts) {
      if (accounts.length === 0) return;
      await sql.query(
        `INSERT INTO datacenter_capacity (datacenter_id, version, as_of, account)
         SELECT * FROM unnest($1::int[], $2::int[], $3::timestamptz[], $4::jsonb[])
         ON CONFLICT (datacenter_id) DO UPDATE
           SET version = excluded.version, as_of = excluded.as_of, account = excluded.account`,
        [
          accounts.map((a) => a.datacenterId),
          accounts.map((a) => a.version),
          accounts.map((a) => a.asOf),
          accounts.map((a) => JSON.stringify(a.account)),
        ],
      );
    },
    async totals(datacenterIds) {
      const rows = await select<TotalsRow>(
        sql,
        "capacity.totals",
        `SELECT c.datacenter_id, c.version, c.as_of, c.total, nullif(c.worst, 'null') AS worst, d.code AS device, f.code AS failed
           FROM (SELECT datacenter_id, version, as_of, summary -> 'total' AS total, summary -> 'worstFailure' AS worst
                   FROM datacenter_capacity
                  WHERE $1::int[] IS NULL OR datacenter_id = ANY($1::int[])
                 OFFSET 0) c
           LEFT JOIN power_device d ON d.id = (c.worst ->> 'deviceId')::int
           LEFT JOIN power_device f ON f.id = (c.worst ->> 'failedTopId')::int
          ORDER BY c.datacenter_id`,
        [datacenterIds ?? null],
      );
      return rows.map(toTotals);
    },
    async asOf() {
      const [row] = await select<{ at: Date | null }>(
        sql,
        "capacity.as-of",
        "SELECT max(as_of) AS at FROM datacenter_capacity",
      );
      return row?.at?.toISOString() ?? null;
    },
    async account(datacenterId) {
      const [row] = await select<{ version: number; as_of: Date; account: DatacenterAccount }>(
        sql,
        "capacity.account",
        "SELECT version, as_of, account FROM datacenter_capacity WHERE datacenter_id = $1",
        [datacenterId],
      );
      return row ? { datacenterId, version: row.version, asOf: row.as_of.toISOString(), account: row.account } : null;
    },
    async due(today) {
      const rows = await select<{ id: number }>(
        sql,
        "capacity.due",
        `WITH account AS (SELECT datacenter_id, (as_of AT TIME ZONE 'UTC')::date AS day FROM datacenter_capacity)
         SELECT datacenter_id AS id FROM account WHERE date_trunc('month', day) < date_trunc('month', $1::date)
          UNION
         SELECT c.datacenter_id FROM occupancy o JOIN position p ON p.id = o.position_id JOIN room m ON m.id = p.room_id
           JOIN account c ON c.datacenter_id = m.datacenter_id
          WHERE o.valid_to > (SELECT min(day) FROM account) AND o.valid_to > c.day AND o.valid_to <= $1::date
          ORDER BY id`,
        [today],
      );
      return rows.map(({ id }) => id);
    },
    async counts(datacenterId) {
      const [row] = await select<{ racks: number; servers: number }>(
        sql,
        "capacity.counts",
        `SELECT count(DISTINCT k.id)::int AS racks, count(s.id)::int AS servers
           FROM rack k LEFT JOIN server s ON s.rack_id = k.id AND s.state <> 'retired'
          WHERE k.datacenter_id = $1 AND k.state <> 'retired'`,
        [datacenterId],
      );
      return row!;
    },
    async devices(datacenterId, deviceIds) {
      const rows = await select<{ device: DeviceAccount }>(
        sql,
        "capacity.devices",
        `SELECT e AS device FROM datacenter_capacity c, jsonb_array_elements(c.account -> 'devices') e
          WHERE c.datacenter_id = $1 AND e ->> 'id' = ANY($2::text[])`,
        [datacenterId, deviceIds.map(String)],
      );
      return new Map(rows.map(({ device }) => [Number(device.id), device]));
    },
  };
}

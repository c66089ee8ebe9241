import type { PlanState } from "@headroom/core/lifecycle/plan";
import type { RequestState } from "@headroom/core/lifecycle/request";
import type { Locks } from "@headroom/services/ports/locks";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

export function locks({ sql }: Pick<Transaction, "sql">): Locks {
  return {
    async plan(id) {
      const rows = await select<{ state: PlanState; version: number }>(
        sql,
        "lock.plan",
        "SELECT state::text AS state, version FROM plan WHERE id = $1 FOR UPDATE",
        [id],
      );
      return rows[0] ?? null;
    },
    async datacenters(ids) {
      const rows = await select<{ id: number; version: number }>(
        sql,
        "lock.datacenters",
        // PostgreSQL locks after it sorts: rows are locked in id order
        "SELECT id, version FROM datacenter WHERE id = ANY($1::int[]) ORDER BY id FOR UPDATE",
        [ids],
      );
      return new Map(rows.map((row) => [row.id, row.version]));
    },
    async requests(ids) {
      const rows = await select<{ id: number; state: RequestState; version: number }>(
        sql,
        "lock.requests",
        "SELECT id, state::text AS state, version FROM request WHERE id = ANY($1::int[]) ORDER BY id FOR UPDATE",
        [ids],
      );
      return new Map(rows.map(({ id, state, version }) => [id, { state, version }]));
    },
  };
}

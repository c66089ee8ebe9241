import type { PlanState } from "@headroom/core/lifecycle/plan";
import type { RequestState } from "@headroom/core/lifecycle/request";
import type { Locks } from "@headroom/services/ports/locks";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

/** NO KEY: rows that only refer to a locked one (a new action of another plan) need not wait for it. */
export function locks({ sql }: Pick<Transaction, "sql">): Locks {
  return {
    async plan(id) {
      const rows = await select<{ state: PlanState; version: number }>(
        sql,
        "lock.plan",
        "SELECT state::text AS state, version FROM plan WHERE id = $1 FOR NO KEY UPDATE",
        [id],
      );
      return rows[0] ?? null;
    },
    async datacenters(ids) {
      const rows = await select<{ id: number; version: number }>(
        sql,
        "lock.datacenters",
        // PostgreSQL locks after it sorts: rows are locked in id order
        "SELECT id, version FROM datacenter WHERE id = ANY($1::int[]) ORDER BY id FOR NO KEY UPDATE",
        [ids],
      );
      return new Map(rows.map((row) => [row.id, row.version]));
    },
    async requests(ids) {
      const rows = await select<{ id: number; state: RequestState; version: number }>(
        sql,
        "lock.requests",
        "SELECT id, state::text AS state, version FROM request WHERE id = ANY($1::int[]) ORDER BY id FOR NO KEY UPDATE",
        [ids],
      );
      return new Map(rows.map(({ id, state, version }) => [id, { state, version }]));
    },
  };
}

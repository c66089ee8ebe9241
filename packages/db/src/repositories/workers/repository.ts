import type { WorkerRepository } from "@headroom/services/ports/workers";
import { instant } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";
import { TURN } from "../alerts/turn";

type Health = Awaited<ReturnType<WorkerRepository["health"]>>;
type Living = Health["workers"][number];
type Queue = Health["queues"][number];

const DAY_MS = 86_400_000;
const at = (parameter: string) => `to_timestamp(${parameter}::float8 / 1000)`;

export const workerRepository = ({ sql }: Pick<Transaction, "sql">): WorkerRepository => ({
  async health() {
    const living = await select<Omit<Living, "jobs">>(
      sql,
      "worker.living",
      `SELECT name, ${instant("since")} AS since FROM living_worker ORDER BY name`,
    );
    const none = { workers: living.map((one) => ({ ...one, jobs: 0 })), orphaned: 0, queues: [] };
    // the engine makes its tables when the first worker starts
    const [book] = await select<{ there: boolean }>(
      sql,
      "worker.book",
      "SELECT to_regclass('dbos.workflow_status') IS NOT NULL AS there",
    );
    if (!book?.there) return none;
    const queues = await select<Queue>(
      sql,
      "worker.queues",
      `SELECT queue_name AS name,
              count(*) FILTER (WHERE status = 'ENQUEUED')::int AS waiting,
              count(*) FILTER (WHERE status = 'PENDING')::int AS working,
              ${instant("to_timestamp(min(created_at) FILTER (WHERE status = 'ENQUEUED') / 1000.0)")} AS "oldestAt",
              count(*) FILTER (WHERE status IN ('ERROR', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'))::int AS "failedToday"
         FROM dbos.workflow_status
        WHERE queue_name IS NOT NULL AND (status IN ('ENQUEUED', 'PENDING')
           OR created_at > (extract(epoch FROM now()) - 86400) * 1000)
        GROUP BY queue_name ORDER BY queue_name`,
    );
    const inHand = await select<{ name: string; jobs: number }>(
      sql,
      "worker.inHand",
      `SELECT executor_id AS name, count(*)::int AS jobs FROM dbos.workflow_status
        WHERE status = 'PENDING' AND executor_id IS NOT NULL GROUP BY executor_id`,
    );
    const jobsOf = new Map(inHand.map(({ name, jobs }) => [name, jobs]));
    const workers = living.map((one) => ({ ...one, jobs: jobsOf.get(one.name) ?? 0 }));
    const held = workers.reduce((sum, { jobs }) => sum + jobs, 0);
    return { workers, orphaned: inHand.reduce((sum, { jobs }) => sum + jobs, 0) - held, queues };
  },

  async see(nowMs) {
    await sql.query(`DELETE FROM worker_seen WHERE seen_at < ${at("$1")}`, [nowMs - DAY_MS]);
    await sql.query(
      `INSERT INTO worker_seen (worker, seen_at) SELECT name, ${at("$1")} FROM living_worker ORDER BY name
       ON CONFLICT (worker) DO UPDATE SET seen_at = excluded.seen_at`,
      [nowMs],
    );
  },

  async leave(name) {
    // whoever looks now may have seen it living: what they write comes first
    await sql.query("SELECT pg_advisory_xact_lock($1)", [TURN]);
    await sql.query("DELETE FROM worker_seen WHERE worker = $1", [name]);
  },

  async lookedAt() {
    const rows = await select<{ at: string | null }>(
      sql,
      "worker.looked-at",
      `SELECT ${instant("max(seen_at)")} AS at FROM worker_seen`,
    );
    return rows[0]?.at ?? null;
  },
});

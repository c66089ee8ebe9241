import type { WorkerRepository } from "@headroom/services/ports/workers";
import { instant } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

type Health = Awaited<ReturnType<WorkerRepository["health"]>>;
type Living = Health["workers"][number];
type Queue = Health["queues"][number];

/** As a worker's own connection is called (runtime's worker-identity), before its name. */
const CALLED = "headroom worker identity ";
/** The class of the advisory locks that say "this worker lives". */
const LOCK_CLASS = 0x4844_524d;

export const workerRepository = ({ sql }: Pick<Transaction, "sql">): WorkerRepository => ({
  async health() {
    const living = await select<Omit<Living, "jobs">>(
      sql,
      "worker.living",
      `SELECT substr(a.application_name, length($1) + 1) AS name, min(${instant("a.backend_start")}) AS since
         FROM pg_stat_activity a
        WHERE a.datname = current_database() AND starts_with(a.application_name, $1)
          AND EXISTS (SELECT 1 FROM pg_locks l WHERE l.pid = a.pid AND l.locktype = 'advisory' AND l.granted AND l.classid = $2)
        GROUP BY name ORDER BY name`,
      [CALLED, LOCK_CLASS],
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
});

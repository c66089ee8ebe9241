// The worker: does the long work that the web server enqueues. Any number may run beside each other.
import { openContainer } from "@headroom/runtime/container";
import { EnvironmentError, readEnv } from "@headroom/runtime/env";
import { HalfRestored, refuseHalfRestored } from "@headroom/runtime/half-restored";
import { openHealthServer } from "@headroom/runtime/health-server";
import { openLog } from "@headroom/runtime/log";
import { performersOf } from "@headroom/runtime/performers";
import { sendersOf } from "@headroom/runtime/senders";
import { onShutdown } from "@headroom/runtime/shutdown";
import { solve } from "@headroom/runtime/solve";
import { startTracing } from "@headroom/runtime/tracing";
import { openTurns } from "@headroom/runtime/turns";
import { claimIdentity } from "@headroom/runtime/worker-identity";
import { startEngine, stopEngine } from "./engine";
import { startOrders } from "./workflows/orders";
import { registerPlans } from "./workflows/plan";
import { startPost } from "./workflows/post";
import { registerRollout } from "./workflows/rollout";
import { registerStudies } from "./workflows/studies";
import { startSweep } from "./workflows/sweep";
import { startTick } from "./workflows/tick";

/** What runs at the end may take so long before it is left to the next worker. */
const FINISH_MS = 3_000;
const PATIENCE_MS = 7_000;

async function main(): Promise<void> {
  const began = performance.now();
  const env = readEnv();
  const log = openLog(env, "worker");
  const tracing = startTracing(env, "worker");
  const identity = await claimIdentity({
    databaseUrl: env.databaseUrl,
    wanted: env.workerId,
    log,
    onLost: () => {
      log.fatal("another worker has this one's name: ending");
      process.exit(1);
    },
  });
  const container = openContainer(env, log, "worker");
  await refuseHalfRestored(container.database);
  const planning = registerPlans({ ports: container.ports, solve, turns: openTurns(env.databaseUrl), log });
  const studies = registerStudies({ ports: container.ports, solve, log });
  const { ports } = container;
  if (env.outsideUrl !== null) log.warn({ url: env.outsideUrl }, "nothing real is done: a server plays the world");
  const rollout = registerRollout({ ports, performers: performersOf(container, env), alone: identity.alone, log });
  await startEngine({ env, log, executorId: identity.id });
  const sweep = startSweep({ container, identity, log });
  const tick = startTick(container, log);
  const orders = startOrders(container, log);
  const post = startPost(ports, sendersOf(env), log);
  const { database, metrics } = container;
  const health =
    env.workerPort === null
      ? null
      : await openHealthServer(env.workerPort, {
          ...{ database, metrics, token: env.metricsToken, log },
          ...{ alive: sweep.alive, lives: identity.lives },
        });

  onShutdown(
    async (signal) => {
      log.info({ signal }, "worker stops");
      health?.drain();
      await Promise.all([sweep.stop(), tick.stop(), orders.stop(), post.stop()]);
      await stopEngine(FINISH_MS);
      await Promise.all([planning.interrupt(), studies.interrupt(), rollout.interrupt()]);
      await health?.close();
      await identity.release();
      // where the database cannot be reached, others miss this worker: rightly
      await ports.work.write(({ workers }) => workers.leave(identity.id)).catch(() => {});
      await container.close();
      await tracing.stop();
      log.info("worker stopped");
    },
    { patienceMs: PATIENCE_MS, onError: (error) => log.error({ err: error }, "the worker did not stop in order") },
  );
  log.info({ worker: identity.id, startedInMs: Math.round(performance.now() - began) }, "worker ready");
}

main().catch((error) => {
  const expected = error instanceof EnvironmentError || error instanceof HalfRestored;
  const told = expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : error;
  process.stderr.write(`The worker cannot start: ${told}\n`);
  process.exit(1);
});

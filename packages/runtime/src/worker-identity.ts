import { hostname } from "node:os";
import pg from "pg";
import type { Logger } from "./log";
import { LONGEST_NAME } from "./worker-name";

/** First key of the advisory locks that say "this worker lives"; the second is the name's hash. ("HDRM" in ASCII; the view living_worker knows it, too.) */
const LOCK_CLASS = 0x4844_524d;
/** The same for "this worker asks the world about that step"; the second is the step's number. ("HDRA" in ASCII.) */
const ASKING_CLASS = 0x4844_5241;
const NAMES_PER_HOST = 99;
/** Machines of one kind differ at the end of their names. */
const hostName = () => hostname().slice(-(LONGEST_NAME - "-99".length));
const RETRY_MS = 1_000;
/** In line for a step that another worker asks about. */
const IN_LINE_MS = 500;
/** How often a worker that has its connection back may find its name taken: who sorts out what it left has it for a moment. */
const REFUSALS = 5;
/**
 * A worker that is cut off is told by nobody. It asks for a sign of life so often, and gives its name up where the last one it asked for is older than
 * `GIVES_UP_MS`; the server ends its connection, and with it its locks, when it heard nothing for `SERVER_ENDS_MS`. In between everything that
 * the worker is asking is cancelled, so that whoever comes next asks alone.
 */
const SIGN_EVERY_MS = 3_000;
const GIVES_UP_MS = 9_000;
const SERVER_ENDS_MS = 13_000;
const pause = (ms = RETRY_MS) => new Promise((resolve) => setTimeout(resolve, ms));

export interface WorkerIdentity {
  /** Unique among living workers, the same after a restart: what a killed worker left is found under it. */
  readonly id: string;
  /** Whether it holds its name now: that is what living is, to itself as to all others (the view living_worker). */
  lives(): boolean;
  /** Whether a worker of that name lives somewhere. Where it does not, `whileDead` runs and nobody can take the name meanwhile. */
  unlessAlive(id: string, whileDead: () => Promise<void>): Promise<boolean>;
  /**
   * Runs `body` while no worker anywhere, this one too, asks about the same step. `lost` is aborted when that can no longer be said: what is asked then
   * has to be asked anew. Waits in line, and where the connection is lost, for another one; throws where `stop` is aborted first.
   */
  alone<T>(stepId: number, stop: AbortSignal, body: (lost: AbortSignal) => Promise<T>): Promise<T>;
  release(): Promise<void>;
}

export interface IdentityOptions {
  readonly databaseUrl: string;
  /** A name to insist on; null: the host's name and the first free number. */
  readonly wanted: string | null;
  readonly log: Logger;
  /** The lock was lost (the database was restarted, the network broke) and somebody else has the name now. */
  readonly onLost: () => void;
  /** Seconds to wait for a name that is taken; default 5: the server may need a moment to notice that its killed owner is gone. */
  readonly patienceSeconds?: number;
}

/**
 * Names this worker by a session's advisory lock: PostgreSQL gives it to one session at a time and takes it back when the process or its
 * machine dies; where the network is cut in between, both notice within a quarter of a minute. Throws where `wanted`, or every name of the host, is taken.
 */
export async function claimIdentity(options: IdentityOptions): Promise<WorkerIdentity> {
  const { databaseUrl, wanted, log, onLost, patienceSeconds = 5 } = options;
  const names = wanted ? [wanted] : Array.from({ length: NAMES_PER_HOST }, (_, i) => `${hostName()}-${i + 1}`);
  const client = await connect(databaseUrl);
  let id = await firstFree(client, names);
  for (let i = 0; id === null && i < patienceSeconds; i++) {
    await pause();
    id = await firstFree(client, names);
  }
  if (id === null) {
    await client.end();
    throw new Error(`A worker named ${names[0]} runs already; give this one another HEADROOM_WORKER_ID.`);
  }

  const mine = id;
  let released = false;
  await call(client, mine);
  let tenure: Tenure | null = hold(client, mine, log, lose);
  const asking = new Set<number>();

  function lose(): void {
    tenure = null;
    if (!released) void reclaim();
  }
  async function reclaim(): Promise<void> {
    for (let refusals = 0; !released; ) {
      const next = await connect(databaseUrl).catch(() => null);
      const locked = next && (await lock(next, LOCK_CLASS, mine).catch(() => null));
      if (next && locked && !released) {
        await call(next, mine).catch(() => {});
        tenure = hold(next, mine, log, lose);
        log.info({ worker: mine }, "the worker has its name back");
        return;
      }
      await next?.end().catch(() => {});
      if (locked === false && ++refusals >= REFUSALS) return onLost();
      await pause();
    }
  }

  return {
    id: mine,
    lives: () => tenure !== null,
    async unlessAlive(other, whileDead) {
      const current = tenure;
      if (other === mine || !current || !(await lock(current.client, LOCK_CLASS, other))) return false;
      try {
        await whileDead();
        return true;
      } finally {
        await unlock(current.client, LOCK_CLASS, other);
      }
    },
    async alone(stepId, stop, body) {
      for (;;) {
        stop.throwIfAborted();
        const current: Tenure | null = asking.has(stepId) ? null : tenure;
        if (current) asking.add(stepId);
        try {
          if (current && (await lock(current.client, ASKING_CLASS, stepId).catch(() => false)))
            try {
              return await body(current.lost);
            } finally {
              await unlock(current.client, ASKING_CLASS, stepId).catch(() => {});
            }
        } finally {
          if (current) asking.delete(stepId);
        }
        await pause(IN_LINE_MS);
      }
    },
    async release() {
      released = true;
      await tenure?.end();
    },
  };
}

/** The name as long as one connection holds it. */
interface Tenure {
  readonly client: pg.Client;
  readonly lost: AbortSignal;
  end(): Promise<void>;
}

/** Watches over a connection that has the name. `onLost`: it is gone, or nobody can say; called once, and not after `end`. */
function hold(client: pg.Client, id: string, log: Logger, onLost: () => void): Tenure {
  const lost = new AbortController();
  let isOver = false;
  const over = () => {
    if (isOver) return;
    isOver = true;
    clearTimeout(deadline);
    clearInterval(signs);
    lost.abort(new Error("the worker lost its name"));
    // where nobody answers there is nobody to say goodbye to
    void client.end().catch(() => {});
    onLost();
  };
  const sign = async () => {
    const askedAt = performance.now();
    await client.query("SELECT 1");
    if (isOver) return;
    clearTimeout(deadline);
    deadline = setTimeout(cutOff, Math.max(0, askedAt + GIVES_UP_MS - performance.now()));
    deadline.unref();
  };
  const cutOff = () => {
    log.warn({ worker: id }, "the worker is cut off from the database: what it asks is cancelled");
    over();
  };
  let deadline = setTimeout(cutOff, GIVES_UP_MS);
  deadline.unref();
  const signs = setInterval(() => void sign().catch(() => {}), SIGN_EVERY_MS);
  signs.unref();
  client.on("error", (error) => log.warn({ err: error }, "the worker's own connection broke"));
  client.once("end", over);
  return {
    client,
    lost: lost.signal,
    async end() {
      isOver = true;
      clearTimeout(deadline);
      clearInterval(signs);
      lost.abort(new Error("the worker stops"));
      // the server ends a session some time after it was told: the name is free before
      await client.query("SELECT pg_advisory_unlock_all()").catch(() => {});
      await client.end().catch(() => {});
    },
  };
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: "headroom worker identity",
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    query_timeout: GIVES_UP_MS,
  });
  await client.connect();
  await client.query("SELECT set_config('idle_session_timeout', $1, false)", [`${SERVER_ENDS_MS}ms`]);
  return client;
}

/** The connection is called by the worker's name, so that people see which workers live. */
const call = (client: pg.Client, id: string) =>
  client.query("SELECT set_config('application_name', $1, false)", [`headroom worker identity ${id}`]);

type Key = string | number;
const keyOf = (key: Key) => (typeof key === "number" ? "$2::int" : "hashtext($2)");

async function lock(client: pg.Client, of: number, key: Key): Promise<boolean> {
  const { rows } = await client.query(`SELECT pg_try_advisory_lock($1, ${keyOf(key)}) AS locked`, [of, key]);
  return rows[0].locked;
}

const unlock = (client: pg.Client, of: number, key: Key) =>
  client.query(`SELECT pg_advisory_unlock($1, ${keyOf(key)})`, [of, key]);

async function firstFree(client: pg.Client, names: readonly string[]): Promise<string | null> {
  for (const name of names) if (await lock(client, LOCK_CLASS, name)) return name;
  return null;
}

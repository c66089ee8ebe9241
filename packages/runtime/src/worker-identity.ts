import { hostname } from "node:os";
import pg from "pg";
import type { Logger } from "./log";

/** First key of the advisory locks that say "this worker lives"; the second is the name's hash. ("HDRM" in ASCII.) */
const LOCK_CLASS = 0x4844_524d;
const NAMES_PER_HOST = 99;
const RETRY_MS = 1_000;
const pause = () => new Promise((resolve) => setTimeout(resolve, RETRY_MS));

export interface WorkerIdentity {
  /** Unique among living workers, the same after a restart: what a killed worker left is found under it. */
  readonly id: string;
  /** Whether a worker of that name lives somewhere. Where it does not, `whileDead` runs and nobody can take the name meanwhile. */
  unlessAlive(id: string, whileDead: () => Promise<void>): Promise<boolean>;
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
 * machine dies, so no heartbeat and no clock is needed. Throws where `wanted`, or every name of the host, is taken.
 */
export async function claimIdentity(options: IdentityOptions): Promise<WorkerIdentity> {
  const { databaseUrl, wanted, log, onLost, patienceSeconds = 5 } = options;
  const names = wanted ? [wanted] : Array.from({ length: NAMES_PER_HOST }, (_, i) => `${hostname()}-${i + 1}`);
  let client = await connect(databaseUrl);
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
  const watch = (watched: pg.Client) => {
    watched.on("error", (error) => log.warn({ err: error }, "the worker's own connection broke"));
    watched.once("end", () => {
      if (!released) void reclaim();
    });
  };
  const reclaim = async () => {
    while (!released) {
      const next = await connect(databaseUrl).catch(() => null);
      const locked = next && (await lock(next, mine).catch(() => null));
      if (next && locked) {
        client = next;
        watch(next);
        await call(next, mine).catch(() => {});
        log.info({ worker: mine }, "the worker has its name back");
        return;
      }
      await next?.end().catch(() => {});
      if (locked === false) return onLost();
      await pause();
    }
  };
  watch(client);

  return {
    id: mine,
    async unlessAlive(other, whileDead) {
      if (other === mine || !(await lock(client, other))) return false;
      try {
        await whileDead();
        return true;
      } finally {
        await client.query("SELECT pg_advisory_unlock($1, hashtext($2))", [LOCK_CLASS, other]);
      }
    },
    async release() {
      released = true;
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
  });
  await client.connect();
  return client;
}

/** The connection is called by the worker's name, so that people see which workers live. */
const call = (client: pg.Client, id: string) =>
  client.query("SELECT set_config('application_name', $1, false)", [`headroom worker identity ${id}`]);

async function lock(client: pg.Client, id: string): Promise<boolean> {
  const { rows } = await client.query("SELECT pg_try_advisory_lock($1, hashtext($2)) AS locked", [LOCK_CLASS, id]);
  return rows[0].locked;
}

async function firstFree(client: pg.Client, names: readonly string[]): Promise<string | null> {
  for (const name of names) if (await lock(client, name)) return name;
  return null;
}

import { AsyncLocalStorage } from "node:async_hooks";
import type { UnitOfWork } from "@headroom/services/ports";
import type { Repositories } from "@headroom/services/ports/repositories";
import type pg from "pg";
import { type Database, WAIT_LIMIT_MS } from "./client";
import type { Prisma } from "./generated/client";
import { repositoriesOf } from "./repositories";

/**
 * One PostgreSQL transaction, reached two ways over the same connection: `prisma` for typed queries, `sql` for locks, set-wise SQL and
 * COPY (`copyRows(sql, ...)`). Both see each other's changes and end together. Never send BEGIN, COMMIT or ROLLBACK through `sql`.
 */
export interface Transaction {
  /** Only where something is written. */
  readonly prisma: Prisma.TransactionClient;
  readonly sql: pg.ClientBase;
}

/** Long enough for an import of a fleet; a plan's commit takes milliseconds. */
const WRITE_LIMIT_MS = 120_000;
const READ_LIMIT_MS = 60_000;

interface Capture {
  client: pg.ClientBase | null;
}

/** Pools whose `connect` hands the connection of a starting transaction to the unit of work that starts it. */
const capturing = new WeakMap<pg.Pool, AsyncLocalStorage<Capture>>();

function captureConnections(pool: pg.Pool): AsyncLocalStorage<Capture> {
  const known = capturing.get(pool);
  if (known) return known;
  const storage = new AsyncLocalStorage<Capture>();
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>;
  const noted = async (): Promise<pg.PoolClient> => {
    const capture = storage.getStore();
    const client = await connect();
    // Prisma's transaction takes its connection before the body runs, so the first one is the transaction's.
    if (capture && capture.client === null) capture.client = client;
    return client;
  };
  const original = pool.connect;
  // pg-pool's own `query` uses the callback form: it is left as it was.
  pool.connect = ((callback?: Parameters<typeof original>[0]) =>
    callback ? original.call(pool, callback) : noted()) as typeof pool.connect;
  capturing.set(pool, storage);
  return storage;
}

/** One transaction with both ways in, or a read. A throw rolls it back. For code inside packages/db; use cases take `createUnitOfWork`. */
export function transact<T>(
  database: Database,
  kind: "read" | "write",
  body: (transaction: Transaction) => Promise<T>,
  limitMs = WRITE_LIMIT_MS,
): Promise<T> {
  if (kind === "read") return read(database.pool, body);
  const capture: Capture = { client: null };
  return captureConnections(database.pool).run(capture, () =>
    database.prisma.$transaction(
      async (prisma) => {
        const sql = capture.client;
        if (sql === null) throw new Error("the transaction's connection was not seen");
        return body({ prisma, sql });
      },
      { isolationLevel: "ReadCommitted", maxWait: WAIT_LIMIT_MS, timeout: limitMs },
    ),
  );
}

/** One message to the server, so one round trip. */
const beginReading = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = ${READ_LIMIT_MS}`;

/**
 * Reads are plain SQL, so they begin and end without Prisma: its transaction costs two more round trips and more time than most
 * reads themselves.
 */
async function read<T>(pool: pg.Pool, body: (transaction: Transaction) => Promise<T>): Promise<T> {
  const sql = await pool.connect();
  let broken: Error | undefined;
  // The pool listens to idle connections only: without a listener of ours one that breaks now would end the process.
  const note = (error: Error) => {
    broken = error;
  };
  sql.on("error", note);
  const end = async (statement: "COMMIT" | "ROLLBACK") => {
    await sql.query(statement).catch(note);
    sql.off("error", note);
    // A connection that cannot end its transaction is not given to anybody else.
    sql.release(broken);
  };
  try {
    await sql.query(beginReading);
    const result = await body({
      sql,
      get prisma(): never {
        throw new Error("a read has SQL only");
      },
    });
    // Nothing was written, so nothing can fail that the reader would have to know: the answer does not wait for the end.
    void end("COMMIT");
    return result;
  } catch (error) {
    await end("ROLLBACK");
    throw error;
  }
}

/** The port: every call is one transaction with every repository over it. */
export function createUnitOfWork(database: Database): UnitOfWork {
  const run =
    (kind: "read" | "write") =>
    <T>(body: (repositories: Repositories) => Promise<T>, options?: { readonly limitMs?: number }): Promise<T> =>
      transact(database, kind, (transaction) => body(repositoriesOf(transaction)), options?.limitMs);
  return { read: run("read"), write: run("write") };
}

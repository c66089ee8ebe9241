import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client";
import { traceStatements } from "./traced";

/** An open database: Prisma and plain pg over one pool, so that both count against the same number of connections. */
export interface Database {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Connections at most; default 10. */
  readonly connections?: number;
  /** Shown in pg_stat_activity; default "headroom". */
  readonly applicationName?: string;
  /**
   * A transaction that hears nothing from here for so long is ended by the server: who is cut off in the middle keeps nobody else waiting. Default:
   * never.
   */
  readonly idleInTransactionMs?: number;
  /** A connection in the pool broke while nobody used it (the server was restarted). Default: nothing, the pool opens another one. */
  readonly onIdleError?: (error: Error) => void;
}

/** How long anybody waits for a free connection, and for a server that does not answer. */
export const WAIT_LIMIT_MS = 30_000;

/** Opens nothing yet: the first query connects. Interactive transactions may take 30 s (Prisma's own default is 5 s). */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    connectionTimeoutMillis: WAIT_LIMIT_MS,
    application_name: options.applicationName ?? "headroom",
    ...(options.idleInTransactionMs === undefined
      ? {}
      : { idle_in_transaction_session_timeout: options.idleInTransactionMs }),
  });
  // Without a listener an idle connection's end would be an uncaught error and stop the process.
  pool.on("error", options.onIdleError ?? (() => {}));
  pool.on("connect", traceStatements);
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  });
  return {
    prisma,
    pool,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

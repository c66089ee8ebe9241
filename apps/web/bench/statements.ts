import pg from "pg";

/** One statement as it was sent: text and values, or the driver's own form of it. */
type Statement = readonly unknown[];

/**
 * Everything that is sent to PostgreSQL while it runs, in order, the beginning and end of transactions too. Only for this process's own
 * pool. The goal counts the session on both sides: whoever asks for a read must read the session as well.
 */
export async function recordStatements(run: () => Promise<unknown>): Promise<readonly Statement[]> {
  await run(); // what is only read once (caches) is not part of the usual call
  const sent: Statement[] = [];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function record(this: pg.Client, ...args: unknown[]) {
    const [first, values] = args;
    if (typeof first === "string") sent.push(Array.isArray(values) ? [first, values] : [first]);
    else if (typeof first === "object" && first !== null && "text" in first) {
      const { text, values: own, rowMode, types } = first as pg.QueryArrayConfig;
      // Without the name of a prepared statement: each connection prepares its own.
      sent.push([{ text, values: own ?? (Array.isArray(values) ? values : undefined), rowMode, types }]);
    }
    return (original as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof original;
  try {
    await run();
  } finally {
    pg.Client.prototype.query = original;
  }
  return sent;
}

/** Sends the same statements again, one after the other, on one connection. */
export async function replay(client: pg.Client, statements: readonly Statement[]): Promise<void> {
  for (const statement of statements) await (client.query as (...all: unknown[]) => Promise<unknown>)(...statement);
}

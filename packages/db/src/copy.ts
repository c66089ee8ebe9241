/// <reference path="./pg-copy-streams.d.ts" />
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { quoted } from "./quoted";

/** A value for a json or jsonb column. */
export class Json {
  constructor(readonly value: unknown) {}
}
export const json = (value: unknown): Json => new Json(value);

/** An array is a text[]; a Date goes into date and timestamp columns alike (UTC). */
export type CopyValue = string | number | bigint | boolean | Date | null | Json | readonly string[];

/** The rows of one table, each with a value per column, in that order. Names are as in the database. */
export interface CopyTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly CopyValue[]>;
}

const special = /[\\\t\n\r]/g;
const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
const escapeText = (text: string): string => text.replace(special, (c) => escapes[c]!);

/** One value in PostgreSQL's COPY text format (documentation of COPY, "Text Format"). */
export function encodeValue(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return escapeText(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Json) return escapeText(JSON.stringify(value.value));
  if (Array.isArray(value)) {
    return escapeText(`{${value.map((v: string) => `"${v.replace(/["\\]/g, "\\$&")}"`).join(",")}}`);
  }
  return String(value);
}

const CHUNK_CHARACTERS = 1 << 16;

function* chunks(rows: Iterable<readonly CopyValue[]>): Generator<Buffer> {
  let chunk = "";
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) chunk += i === 0 ? encodeValue(row[i]!) : `\t${encodeValue(row[i]!)}`;
    chunk += "\n";
    if (chunk.length > CHUNK_CHARACTERS) {
      yield Buffer.from(chunk);
      chunk = "";
    }
  }
  if (chunk !== "") yield Buffer.from(chunk);
}

/** Loads rows with COPY on a connection whose transaction the caller holds. Rejects with the server's error; returns how many. */
export async function copyRows(client: pg.ClientBase, { table, columns, rows }: CopyTable): Promise<number> {
  const stream = client.query(copyFrom(`COPY ${quoted(table)} (${columns.map(quoted).join(", ")}) FROM STDIN`));
  await pipeline(Readable.from(chunks(rows), { objectMode: false }), stream);
  return stream.rowCount;
}

/** After rows with explicit ids: the next id the table gives out is above all of them. */
export async function syncSequence(client: pg.ClientBase, table: string, column = "id"): Promise<void> {
  await client.query(
    `SELECT setval(pg_get_serial_sequence($1, $2), greatest((SELECT max(${quoted(column)}) FROM ${quoted(table)}), 1),
       EXISTS (SELECT 1 FROM ${quoted(table)}))`,
    [quoted(table), column],
  );
}

/**
 * Sets a table's foreign keys and exclusion constraints aside while `load` fills it, and puts them back: the database then checks all
 * rows at once, which takes a fraction of the time of one by one, and refuses the same. For large loads in a transaction, by the
 * table's owner; nobody else can use the table meanwhile.
 */
export async function constrainedAfterwards<T>(
  client: pg.ClientBase,
  table: string,
  load: () => Promise<T>,
): Promise<T> {
  const { rows } = await client.query(
    `SELECT conname AS name, pg_get_constraintdef(oid) AS rule FROM pg_constraint
      WHERE conrelid = $1::regclass AND contype IN ('f', 'x') ORDER BY conname`,
    [quoted(table)],
  );
  const clauses = (of: (c: { name: string; rule: string }) => string) => rows.map(of).join(", ");
  const alter = async (changes: string) => rows.length > 0 && client.query(`ALTER TABLE ${quoted(table)} ${changes}`);
  await alter(clauses((c) => `DROP CONSTRAINT ${quoted(c.name)}`));
  const result = await load();
  await alter(clauses((c) => `ADD CONSTRAINT ${quoted(c.name)} ${c.rule}`));
  return result;
}

/**
 * Sets a table's plain indexes aside while `load` fills it (not those that stand for a key or a constraint), and builds them whole afterwards: for
 * many rows a fraction of the time of one row after the other. Inside a transaction, by the table's owner.
 */
export async function indexedAfterwards<T>(client: pg.ClientBase, table: string, load: () => Promise<T>): Promise<T> {
  const { rows } = await client.query<{ name: string; rule: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS rule FROM pg_index i
      WHERE i.indrelid = $1::regclass AND NOT i.indisunique
        AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY 1`,
    [quoted(table)],
  );
  if (rows.length > 0) await client.query(`DROP INDEX ${rows.map((index) => index.name).join(", ")}`);
  const result = await load();
  // builds of a million entries sort in memory, and trigrams are gathered there
  await client.query("SET LOCAL maintenance_work_mem = '256MB'");
  for (const { rule } of rows) await client.query(rule);
  return result;
}

/** All or nothing: commits what `work` did, or rolls it back and throws its error again. */
export async function inTransaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    // The connection may be what failed: the first error is the one to tell.
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

import type pg from "pg";
import { countRows, readBook, readTables } from "../backup/catalog";
import { type RestoreMarker, readMarker } from "../backup/marker";
import type { Migration } from "../backup/migrations";
import { quoted } from "../quoted";
import { type ConstraintFinding, verifyConstraints } from "./constraints";

export type DatabaseFinding =
  | ConstraintFinding
  | { readonly kind: "half_restored"; readonly marker: RestoreMarker }
  /** missing: not applied; unknown: not of this release; changed: applied with other words; failed: begun and not ended. */
  | { readonly kind: "migration"; readonly what: "missing" | "unknown" | "changed" | "failed"; readonly name: string }
  /** The next row would take a number that is taken. */
  | { readonly kind: "sequence_behind"; readonly table: string; readonly column: string; readonly highest: string }
  /** An event is told to have happened long before one that was written earlier, or after now. */
  | {
      readonly kind: "audit_order";
      readonly what: "back_in_time" | "in_the_future";
      readonly events: number;
      readonly firstId: string;
    };

export interface DatabaseReport {
  readonly findings: readonly DatabaseFinding[];
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  readonly foreignKeys: number;
  readonly checks: number;
  readonly sequences: number;
  readonly auditEvents: number;
  /** Where the database came from, when it was restored. */
  readonly restored: RestoreMarker | null;
}

/** Transactions that write at the same time may end in another order than they began; none of ours takes so long. */
const AUDIT_TOLERANCE = "1 hour";
/** Clocks of servers may differ so much. */
const CLOCK_TOLERANCE = "5 minutes";

/**
 * Reads a whole database in one snapshot and changes nothing: whether a restore came to its end, whether its migrations are this
 * release's, whether every row keeps every rule, sequences, the order of the audit trail. Null where it has no tables of Headroom.
 */
export async function verifyDatabase(
  client: pg.ClientBase,
  migrations: readonly Migration[],
): Promise<DatabaseReport | null> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    const restored = await readMarker(client);
    const book = await readBook(client);
    const catalog = await readTables(client);
    if (book === null && restored === null) return null;
    const findings: DatabaseFinding[] = [];
    if (restored && restored.state !== "whole") findings.push({ kind: "half_restored", marker: restored });
    findings.push(...judgeBook(book ?? [], migrations));
    const constraints = await verifyConstraints(client);
    findings.push(...constraints.findings);
    const sequences = await verifySequences(client);
    findings.push(...sequences.findings);
    const tables = [];
    for (const { name } of catalog) tables.push({ name, rows: await countRows(client, name) });
    const hasAudit = catalog.some(({ name }) => name === "audit_event");
    if (hasAudit) findings.push(...(await verifyAudit(client)));
    return {
      findings,
      tables,
      foreignKeys: constraints.foreignKeys,
      checks: constraints.checks,
      sequences: sequences.count,
      auditEvents: tables.find(({ name }) => name === "audit_event")?.rows ?? 0,
      restored,
    };
  } finally {
    await client.query("ROLLBACK").catch(() => {});
  }
}

function judgeBook(
  book: NonNullable<Awaited<ReturnType<typeof readBook>>>,
  ours: readonly Migration[],
): DatabaseFinding[] {
  const applied = new Map(book.map((migration) => [migration.name, migration]));
  const known = new Set(ours.map(({ name }) => name));
  return [
    ...ours.flatMap(({ name, checksum }): DatabaseFinding[] => {
      const there = applied.get(name);
      if (there === undefined) return [{ kind: "migration", what: "missing", name }];
      if (!there.finished) return [{ kind: "migration", what: "failed", name }];
      return there.checksum === checksum ? [] : [{ kind: "migration", what: "changed", name }];
    }),
    ...book
      .filter(({ name }) => !known.has(name))
      .map(({ name }) => ({ kind: "migration", what: "unknown", name }) as const),
  ];
}

async function verifySequences(client: pg.ClientBase): Promise<{ count: number; findings: DatabaseFinding[] }> {
  const { rows } = await client.query<{ sequence: string; table: string; column: string }>(
    `SELECT s.relname AS sequence, c.relname AS table, a.attname AS column FROM pg_depend d
       JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_class c ON c.oid = d.refobjid
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
      WHERE d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND c.relnamespace = 'public'::regnamespace ORDER BY s.relname`,
  );
  const findings: DatabaseFinding[] = [];
  for (const { sequence, table, column } of rows) {
    const { rows: found } = await client.query(
      `SELECT m.highest::text, m.highest >= s.last_value + s.is_called::int AS behind
         FROM public.${quoted(sequence)} s, (SELECT max(${quoted(column)}) AS highest FROM public.${quoted(table)}) m`,
    );
    const { highest, behind } = found[0];
    if (behind) findings.push({ kind: "sequence_behind", table, column, highest });
  }
  return { count: rows.length, findings };
}

async function verifyAudit(client: pg.ClientBase): Promise<DatabaseFinding[]> {
  const { rows } = await client.query<{ what: "back_in_time" | "in_the_future"; events: string; firstId: string }>(
    `WITH told AS (SELECT id, at, max(at) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest FROM audit_event),
       wrong AS (SELECT 'back_in_time' AS what, id FROM told WHERE at < latest - interval '${AUDIT_TOLERANCE}'
                 UNION ALL SELECT 'in_the_future', id FROM told WHERE at > now() + interval '${CLOCK_TOLERANCE}')
     SELECT what, count(*) AS events, min(id)::text AS "firstId" FROM wrong GROUP BY what ORDER BY what`,
  );
  return rows.map(({ what, events, firstId }) => ({ kind: "audit_order", what, events: Number(events), firstId }));
}

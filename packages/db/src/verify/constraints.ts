import type pg from "pg";
import { quoted } from "../quoted";

export type ConstraintFinding =
  /** The database was told to believe it, or not to keep it. */
  | {
      readonly kind: "not_enforced";
      readonly what: "constraint" | "trigger" | "index";
      readonly table: string;
      readonly name: string;
    }
  /** Rows that break it all the same. */
  | { readonly kind: "broken"; readonly table: string; readonly name: string; readonly rows: number };

export interface ConstraintReport {
  readonly foreignKeys: number;
  readonly checks: number;
  readonly findings: readonly ConstraintFinding[];
}

interface Rule {
  readonly table: string;
  readonly name: string;
  readonly valid: boolean;
  /** Rows that break it. */
  readonly broken: string;
}

const ours = "c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition";

/** Every foreign key and check asked of every row again, and whether anything that keeps a rule is switched off. */
export async function verifyConstraints(client: pg.ClientBase): Promise<ConstraintReport> {
  const findings: ConstraintFinding[] = [];
  const { rows: off } = await client.query<{ what: "trigger" | "index"; table: string; name: string }>(
    `SELECT 'trigger' AS what, c.relname AS table, t.tgname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE ${ours} AND t.tgenabled = 'D'
     UNION ALL
     SELECT 'index', c.relname, i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
      WHERE ${ours} AND NOT (x.indisvalid AND x.indisready)`,
  );
  findings.push(...off.map((row) => ({ kind: "not_enforced" as const, ...row })));
  const [foreignKeys, checks] = [await readForeignKeys(client), await readChecks(client)];
  for (const { table, name, valid, broken } of [...foreignKeys, ...checks]) {
    if (!valid) findings.push({ kind: "not_enforced", what: "constraint", table, name });
    const { rows } = await client.query(`SELECT count(*) AS n FROM ${broken}`);
    if (rows[0].n !== "0") findings.push({ kind: "broken", table, name, rows: Number(rows[0].n) });
  }
  return { foreignKeys: foreignKeys.length, checks: checks.length, findings };
}

async function readForeignKeys(client: pg.ClientBase): Promise<Rule[]> {
  const columnsOf = (relation: string, numbers: string) =>
    `(SELECT array_agg(a.attname::text ORDER BY n.place) FROM unnest(${numbers}) WITH ORDINALITY AS n (attnum, place)
        JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = n.attnum)`;
  const { rows } = await client.query(
    `SELECT c.relname AS table, k.conname AS name, k.convalidated AS valid, f.relname AS other,
       ${columnsOf("k.conrelid", "k.conkey")} AS columns, ${columnsOf("k.confrelid", "k.confkey")} AS others
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid
     WHERE ${ours} AND k.contype = 'f' ORDER BY c.relname, k.conname`,
  );
  return rows.map(({ table, name, valid, other, columns, others }) => {
    const named = (columns as string[]).map((column) => `r.${quoted(column)}`);
    const same = named.map((column, i) => `o.${quoted(others[i])} = ${column}`).join(" AND ");
    const set = named.map((column) => `${column} IS NOT NULL`).join(" AND ");
    const broken = `public.${quoted(table)} r WHERE ${set} AND NOT EXISTS (SELECT 1 FROM public.${quoted(other)} o WHERE ${same})`;
    return { table, name, valid, broken };
  });
}

async function readChecks(client: pg.ClientBase): Promise<Rule[]> {
  const { rows } = await client.query(
    `SELECT c.relname AS table, k.conname AS name, k.convalidated AS valid, pg_get_expr(k.conbin, k.conrelid) AS rule
       FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      WHERE ${ours} AND k.contype = 'c' ORDER BY c.relname, k.conname`,
  );
  return rows.map(({ table, name, valid, rule }) => ({
    table,
    name,
    valid,
    broken: `public.${quoted(table)} WHERE NOT (${rule})`,
  }));
}

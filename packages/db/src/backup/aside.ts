import type pg from "pg";
import { quoted } from "../quoted";

/** A trigger, index or constraint that is out of the way of a load, and how it comes back. */
interface Aside {
  readonly away: string;
  readonly back: string;
}

/**
 * Everything that would work row by row while a database is filled: foreign keys and exclusion constraints, indexes that only make
 * reading fast, triggers of ours (which would write history, raise versions, refuse the audit trail). In the order in which it comes
 * back: every constraint is then checked over all rows at once, and refuses the same as before. For the tables' owner; no superuser.
 */
export async function readAside(client: pg.ClientBase): Promise<readonly Aside[]> {
  const ordinary = "c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT c.relispartition";
  const { rows: indexes } = await client.query(
    `SELECT i.relname AS name, pg_get_indexdef(i.oid) AS rule FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
       JOIN pg_class c ON c.oid = x.indrelid
      WHERE ${ordinary} AND NOT x.indisunique AND NOT x.indisexclusion ORDER BY i.relname`,
  );
  const { rows: constraints } = await client.query(
    `SELECT c.relname AS table, k.conname AS name, pg_get_constraintdef(k.oid) AS rule FROM pg_constraint k
       JOIN pg_class c ON c.oid = k.conrelid
      WHERE ${ordinary} AND k.contype IN ('x', 'f') ORDER BY k.contype DESC, c.relname, k.conname`,
  );
  const { rows: triggers } = await client.query(
    `SELECT c.relname AS table, t.tgname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE ${ordinary} AND NOT t.tgisinternal AND t.tgenabled = 'O' ORDER BY c.relname, t.tgname`,
  );
  const alter = (table: string, change: string) => `ALTER TABLE public.${quoted(table)} ${change}`;
  return [
    ...indexes.map(({ name, rule }) => ({ away: `DROP INDEX public.${quoted(name)}`, back: rule })),
    ...constraints.map(({ table, name, rule }) => ({
      away: alter(table, `DROP CONSTRAINT ${quoted(name)}`),
      back: alter(table, `ADD CONSTRAINT ${quoted(name)} ${rule}`),
    })),
    ...triggers.map(({ table, name }) => ({
      away: alter(table, `DISABLE TRIGGER ${quoted(name)}`),
      back: alter(table, `ENABLE TRIGGER ${quoted(name)}`),
    })),
  ];
}

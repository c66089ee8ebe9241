import type { ImportProposal, NounKind, ProposedNoun } from "@headroom/core/topology/proposal/types";
import type { ImportContext, ImportOutcome } from "@headroom/services/ports/imports";
import type pg from "pg";
import { type CopyValue, copyRows } from "../../copy";
import { touchedDatacenters } from "./datacenters";
import { writeNotes } from "./notes";
import { type IdOf, type NounTable, nounTables, type Writing } from "./nouns";
import { writeObjects } from "./objects";
import { writeFeeds, writeOccupancies } from "./stands";

/** What is to be done with the nouns of one kind. */
export interface KindWork {
  readonly table: NounTable;
  readonly created: readonly ProposedNoun[];
  /** Known under another digest. */
  readonly changed: readonly ProposedNoun[];
  /** Taken for something that is there: only the reference is new. */
  readonly adopted: readonly ProposedNoun[];
}

export type ImportWork = ReadonlyMap<NounKind, KindWork>;

function sortOut(proposal: ImportProposal, { known }: ImportContext): ImportWork {
  return new Map(
    nounTables.map((table) => {
      const ofKind = known.get(table.kind);
      const nouns = table.nouns(proposal);
      const created = nouns.filter((n) => !ofKind?.has(n.key));
      const adopted = nouns.filter((n) => ofKind?.get(n.key)?.adopted);
      const changed = nouns.filter((n) => {
        const before = ofKind?.get(n.key);
        return before && !before.adopted && before.digest !== n.ref.digest;
      });
      return [table.kind, { table, created, changed, adopted }];
    }),
  );
}

/** See ImportRepository.apply. The caller has made sure that there are no obstacles. */
export async function apply(
  sql: pg.ClientBase,
  proposal: ImportProposal,
  context: ImportContext,
): Promise<ImportOutcome> {
  const work = sortOut(proposal, context);
  const datacenterIds = await touchedDatacenters(sql, proposal, work, context);
  const heights = new Map(proposal.racks.map((rack) => [rack.key, rack.heightU]));
  const writing: Writing = { ...context, heightOf: (key) => heights.get(key) ?? 0 };
  const fresh = new Map<NounKind, ReadonlyMap<string, number>>();
  const id: IdOf = (kind, key) => {
    const found = context.known.get(kind)?.get(key)?.localId ?? fresh.get(kind)?.get(key);
    if (found === undefined) throw new Error(`the proposal refers to ${kind} ${key}, which it does not have`);
    return found;
  };
  for (const { table, changed } of [...work.values()].reverse()) {
    if (changed.length > 0) await sql.query(table.park, [changed.map((n) => id(table.kind, n.key))]);
  }
  for (const { table, created, changed, adopted } of work.values()) {
    fresh.set(table.kind, await newIds(sql, table, created));
    const insert = table.replace ? [...created, ...changed] : created;
    const rows = (nouns: readonly ProposedNoun[]) =>
      nouns.map((n) => [id(table.kind, n.key), ...table.values(n, id, writing)] as const);
    if (insert.length > 0) {
      await copyRows(sql, { table: table.table, columns: ["id", ...table.columns], rows: rows(insert) });
    }
    if (!table.replace && changed.length > 0) await update(sql, table, rows(changed));
    await writeNotes(sql, table.table, { created, changed }, id);
    if (table.kind === "position") await writeFeeds(sql, proposal, { created, changed }, id);
    if (table.kind === "rack") await writeOccupancies(sql, proposal, { created, changed }, id, context.today);
    await writeReferences(sql, [...created, ...adopted], changed, id);
  }
  await writeObjects(sql, proposal);
  const existing = datacenterIds.known;
  if (existing.length > 0) {
    await sql.query("UPDATE datacenter SET version = version + 1 WHERE id = ANY($1::int[])", [existing]);
  }
  return {
    created: count(work, "created"),
    updated: count(work, "changed"),
    datacenterIds: [...existing, ...(fresh.get("datacenter")?.values() ?? [])].sort((a, b) => a - b),
  };
}

async function newIds(sql: pg.ClientBase, { table }: NounTable, nouns: readonly ProposedNoun[]) {
  if (nouns.length === 0) return new Map<string, number>();
  const { rows } = await sql.query<{ id: number }>(
    "SELECT nextval(pg_get_serial_sequence($1, 'id'))::int AS id FROM generate_series(1, $2::int)",
    [`"${table}"`, nouns.length],
  );
  return new Map(nouns.map((noun, i) => [noun.key, rows[i]!.id]));
}

/** One statement for all rows: PostgreSQL reads their types off the table. */
async function update(sql: pg.ClientBase, table: NounTable, rows: readonly (readonly CopyValue[])[]): Promise<void> {
  const columns = ["id", ...table.columns];
  const value = (column: string) =>
    table.keeps?.includes(column) ? `coalesce(n."${column}", t."${column}")` : `n."${column}"`;
  const set = (table.updates ?? table.columns).map((column) => `"${column}" = ${value(column)}`).join(", ");
  const records = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])));
  await sql.query(
    `UPDATE "${table.table}" t SET ${set} FROM jsonb_populate_recordset(NULL::"${table.table}", $1::jsonb) n
      WHERE t.id = n.id AND ${table.updateWhere ?? "true"}`,
    [JSON.stringify(records)],
  );
}

async function writeReferences(
  sql: pg.ClientBase,
  added: readonly ProposedNoun[],
  changed: readonly ProposedNoun[],
  id: IdOf,
): Promise<void> {
  if (added.length > 0) {
    await copyRows(sql, {
      table: "external_ref",
      columns: ["source", "kind", "external_id", "local_id", "digest"],
      rows: added.map(({ key, ref }) => [ref.source, ref.kind, ref.externalId, id(ref.kind, key), ref.digest]),
    });
  }
  const first = changed[0];
  if (!first) return;
  await sql.query(
    `UPDATE external_ref r SET digest = n.digest FROM unnest($3::text[], $4::text[]) AS n(external_id, digest)
      WHERE r.source = $1 AND r.kind = $2 AND r.external_id = n.external_id`,
    [first.ref.source, first.ref.kind, changed.map((n) => n.ref.externalId), changed.map((n) => n.ref.digest)],
  );
}

const count = (work: ImportWork, which: "created" | "changed"): Partial<Record<NounKind, number>> =>
  Object.fromEntries(
    [...work].flatMap(([kind, done]) => (done[which].length > 0 ? [[kind, done[which].length] as const] : [])),
  );

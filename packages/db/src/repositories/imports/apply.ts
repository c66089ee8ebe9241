import { canonical } from "@headroom/core/foundation/digest";
import type {
  ImportProposal,
  NounKind,
  ProposedNoun,
  ProposedPosition,
  ProposedRack,
} from "@headroom/core/topology/proposal/types";
import type { ImportContext, ImportOutcome } from "@headroom/services/ports/imports";
import type pg from "pg";
import { type CopyValue, copyRows } from "../../copy";
import { touchedDatacenters } from "./datacenters";
import { inFreePlaces, type Stood } from "./free-places";
import { writeNotes } from "./notes";
import { type IdOf, type NounTable, nounTables, type Writing } from "./nouns";
import { writeObjects } from "./objects";
import { takeFeedsOut, writeFeeds, writeOccupancies } from "./stands";

/** What is to be done with the nouns of one kind. */
export interface KindWork {
  readonly table: NounTable;
  readonly created: readonly ProposedNoun[];
  /** Known under another digest. */
  readonly changed: readonly ProposedNoun[];
  /** What the source said or would say of those that are changed, by key: only what is said otherwise is written. */
  readonly said: ReadonlyMap<string, readonly ProposedNoun[]>;
  /** Taken for something that is there: only the reference is new. */
  readonly adopted: readonly ProposedNoun[];
  /** Keys of racks that go to the position the proposal has for them, whatever was said before. */
  readonly moves: ReadonlySet<string>;
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
      const said = new Map(
        changed.flatMap(({ key }) => (ofKind?.get(key)?.said ? [[key, ofKind.get(key)!.said!]] : [])),
      );
      const moves = new Set(changed.flatMap(({ key }) => (ofKind?.get(key)?.moves ? [key] : [])));
      return [table.kind, { table, created, changed, adopted, said, moves }];
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
  const stood = new Map<NounKind, ReadonlyMap<number, Stood>>();
  for (const { table, changed } of work.values()) {
    if (changed.length > 0)
      stood.set(
        table.kind,
        await standing(
          sql,
          table,
          changed.map((n) => id(table.kind, n.key)),
        ),
      );
  }
  // feeds are of one room with their position and their devices: they go before any of these moves, and come back when all have
  const positions = work.get("position");
  const refed = (positions?.changed ?? []).filter((one) => !alike(one, positions?.said.get(one.key), feedsOf));
  await takeFeedsOut(
    sql,
    refed.map(({ key }) => id("position", key)),
  );
  for (const { table, changed } of [...work.values()].reverse()) {
    if (changed.length > 0) await sql.query(table.park, [changed.map((n) => id(table.kind, n.key))]);
  }
  for (const { table, created, changed, adopted, said, moves } of work.values()) {
    fresh.set(table.kind, await newIds(sql, table, created));
    const columns = ["id", ...table.columns];
    const added = created.map((noun): Stood => {
      const values = [id(table.kind, noun.key), ...table.values(noun, id, writing)];
      return Object.fromEntries(columns.map((column, i) => [column, values[i]]));
    });
    const merged = changed.map((noun): Stood => {
      const before = said.get(noun.key);
      const differing = before ? table.differing(noun, before, writing) : table.columns;
      const values = table.values(noun, before ? tolerant(id) : id, writing);
      const own = table.columns.flatMap((column, i) =>
        differing.includes(column) ? [[column, values[i]] as const] : [],
      );
      const localId = id(table.kind, noun.key);
      return { ...stood.get(table.kind)?.get(localId), ...Object.fromEntries(own), id: localId };
    });
    const placed = await inFreePlaces(sql, table, [...added, ...merged]);
    if (created.length > 0) {
      const rows = placed.slice(0, created.length).map((row) => columns.map((column) => row[column] as CopyValue));
      await copyRows(sql, { table: table.table, columns, rows });
    }
    if (changed.length > 0) await update(sql, table, placed.slice(created.length));
    const renoted = changed.filter(
      (noun) => !alike(noun, said.get(noun.key), ({ tags, customFields }) => [tags ?? null, customFields ?? null]),
    );
    await writeNotes(sql, table.table, { created, changed: renoted }, id);
    if (table.kind === "position") {
      await writeFeeds(sql, proposal, { created, changed: refed }, id);
    }
    if (table.kind === "rack") {
      const moved = changed.filter(
        (noun) => moves.has(noun.key) || !alike(noun, said.get(noun.key), (one) => placeOf(one)),
      );
      await writeOccupancies(sql, proposal, { created, changed: moved }, id, context.today);
    }
    await writeReferences(sql, [...created, ...adopted, ...changed], id);
  }
  await renewReferences(sql, proposal, context);
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

/** Rows as they stand, by id. */
async function standing(
  sql: pg.ClientBase,
  { table }: NounTable,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Stood>> {
  const { rows } = await sql.query<{ id: number; row: Stood }>(
    `SELECT t.id, to_jsonb(t) AS row FROM "${table}" t WHERE t.id = ANY($1::int[])`,
    [ids],
  );
  return new Map(rows.map(({ id, row }) => [id, row]));
}

/** What is not written may refer to what nobody writes. */
const tolerant =
  (id: IdOf): IdOf =>
  (kind, key) => {
    try {
      return id(kind, key);
    } catch {
      return 0;
    }
  };

const alike = (
  noun: ProposedNoun,
  said: readonly ProposedNoun[] | undefined,
  of: (noun: ProposedNoun) => unknown,
): boolean => said?.some((one) => canonical(of(noun)) === canonical(of(one))) ?? false;
// apply asks them of positions and of racks
const feedsOf = (noun: ProposedNoun) => [(noun as ProposedPosition).roomKey, (noun as ProposedPosition).feeds];
const placeOf = (noun: ProposedNoun) => {
  const { state, positionKey } = noun as ProposedRack;
  return state === "retired" ? null : positionKey;
};

async function newIds(sql: pg.ClientBase, { table }: NounTable, nouns: readonly ProposedNoun[]) {
  if (nouns.length === 0) return new Map<string, number>();
  const { rows } = await sql.query<{ id: number }>(
    "SELECT nextval(pg_get_serial_sequence($1, 'id'))::int AS id FROM generate_series(1, $2::int)",
    [`"${table}"`, nouns.length],
  );
  return new Map(nouns.map((noun, i) => [noun.key, rows[i]!.id]));
}

/** One statement for all rows: PostgreSQL reads their types off the table. */
async function update(sql: pg.ClientBase, table: NounTable, records: readonly Stood[]): Promise<void> {
  const value = (column: string) =>
    table.keeps?.includes(column) ? `coalesce(n."${column}", t."${column}")` : `n."${column}"`;
  const set = (table.updates ?? table.columns).map((column) => `"${column}" = ${value(column)}`).join(", ");
  await sql.query(
    `UPDATE "${table.table}" t SET ${set} FROM jsonb_populate_recordset(NULL::"${table.table}", $1::jsonb) n
      WHERE t.id = n.id AND ${table.updateWhere ?? "true"}`,
    [JSON.stringify(records)],
  );
}

async function writeReferences(sql: pg.ClientBase, nouns: readonly ProposedNoun[], id: IdOf): Promise<void> {
  const first = nouns[0];
  if (!first) return;
  await sql.query(
    `INSERT INTO external_ref (source, kind, external_id, local_id, digest)
       SELECT $1, $2, n.external_id, n.local_id, n.digest FROM unnest($3::text[], $4::int[], $5::text[]) AS n(external_id, local_id, digest)
     ON CONFLICT (source, kind, external_id) DO UPDATE SET local_id = excluded.local_id, digest = excluded.digest`,
    [
      first.ref.source,
      first.ref.kind,
      nouns.map((n) => n.ref.externalId),
      nouns.map((n) => id(n.ref.kind, n.key)),
      nouns.map((n) => n.ref.digest),
    ],
  );
}

/** What is said just as it is here is as it was said from now on, although nothing of it had to be written. */
async function renewReferences(sql: pg.ClientBase, proposal: ImportProposal, { known }: ImportContext): Promise<void> {
  const same = nounTables.flatMap(({ kind, nouns }) =>
    nouns(proposal).flatMap(({ key, ref }) => (known.get(kind)?.get(key)?.digest === ref.digest ? [ref] : [])),
  );
  await sql.query(
    `UPDATE external_ref r SET digest = n.digest FROM unnest($2::text[], $3::text[], $4::text[]) AS n(kind, external_id, digest)
      WHERE r.source = $1 AND r.kind = n.kind AND r.external_id = n.external_id AND r.digest <> n.digest`,
    [
      proposal.source,
      same.map(({ kind }) => kind),
      same.map(({ externalId }) => externalId),
      same.map((one) => one.digest),
    ],
  );
}

const count = (work: ImportWork, which: "created" | "changed"): Partial<Record<NounKind, number>> =>
  Object.fromEntries(
    [...work].flatMap(([kind, done]) => (done[which].length > 0 ? [[kind, done[which].length] as const] : [])),
  );

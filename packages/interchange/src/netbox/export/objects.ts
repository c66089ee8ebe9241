import type { SourceObject } from "@headroom/core/topology/proposal/types";
import type { Columns, Table, TableName } from "../column";
import { sourceObject } from "../facts";
import { TABLES } from "../tables";

export type Facts = Record<string, string>;

/** Objects of a NetBox in the making, by table and id. */
export class Objects {
  readonly #tables = new Map<TableName, Map<string, Facts>>(TABLES.map(({ name }) => [name, new Map()]));
  readonly #next = new Map<TableName, bigint>();
  readonly #since = new Map<TableName, bigint>();

  /** `first`: the least number that a new object gets. */
  constructor(stored: readonly SourceObject[], first = 1n) {
    for (const { kind, externalId, facts } of stored)
      this.#tables.get(kind as TableName)?.set(externalId, { ...facts });
    for (const [name, objects] of this.#tables) {
      let most = first - 1n;
      for (const id of objects.keys()) if (BigInt(id) > most) most = BigInt(id);
      this.#next.set(name, most + 1n);
    }
  }

  /** All of a table, by id. Changes to the facts are changes to the object. */
  of(table: TableName): ReadonlyMap<string, Facts> {
    return this.#tables.get(table) ?? new Map();
  }

  /** The object of an id, made where it is not there. */
  at(table: TableName, id: string): Facts {
    const objects = this.#tables.get(table);
    const facts = objects?.get(id) ?? {};
    objects?.set(id, facts);
    return facts;
  }

  /** An object of that slug which none of `keys` (as `region:7`) stands for: it was only kept, and a new record may be it. */
  unclaimed(table: TableName, prefix: string, slug: string, keys: ReadonlySet<string>): string | null {
    const found = [...this.of(table)].find(([id, facts]) => facts.slug === slug && !keys.has(`${prefix}:${id}`));
    return found?.[0] ?? null;
  }

  /** A new object; returns its id. */
  add(table: TableName, facts: Facts): string {
    const next = this.#next.get(table) ?? 1n;
    this.#next.set(table, next + 1n);
    this.#tables.get(table)?.set(String(next), facts);
    return String(next);
  }

  /** Puts objects in for a while. New ones of their tables get numbers behind theirs, until the first `restart`. */
  put(objects: readonly SourceObject[]): void {
    for (const { kind, externalId, facts } of objects) {
      const table = kind as TableName;
      this.#tables.get(table)?.set(externalId, { ...facts });
      const next = BigInt(externalId) + 1n;
      if (!this.#since.has(table) && next > (this.#next.get(table) ?? 1n)) this.#next.set(table, next);
    }
  }

  /** Takes all objects of a table out, by number. */
  takeAll(table: TableName): SourceObject[] {
    const objects = this.#tables.get(table)!;
    const all = written(table, objects);
    objects.clear();
    return all;
  }

  /** Takes all objects of a table out that were made since `restart`. */
  take(table: TableName): SourceObject[] {
    const [objects, from] = [this.#tables.get(table)!, this.#since.get(table) ?? 0n];
    const made = [...objects].filter(([id]) => BigInt(id) >= from);
    for (const [id] of made) objects.delete(id);
    return made.map(([id, facts]) => ({ kind: table, externalId: id, facts: said(facts), digest: "" }));
  }

  /** From here on new objects of a table get the numbers that they got after the first `restart`. */
  restart(table: TableName): void {
    const from = this.#since.get(table) ?? this.#next.get(table) ?? 1n;
    this.#since.set(table, from);
    this.#next.set(table, from);
  }

  drop(table: TableName, id: string): void {
    this.#tables.get(table)?.delete(id);
  }

  /** Takes out what refers to nothing; a reference that may be empty is emptied instead. In the order of the tables: all, or some. */
  settle(some?: readonly TableName[]): void {
    for (const table of TABLES as readonly Table<Columns>[]) {
      if (some !== undefined && !some.includes(table.name)) continue;
      const links = Object.entries(table.columns).filter(([, { references }]) => references !== undefined);
      for (const [id, facts] of this.of(table.name)) {
        for (const [column, { references, cell }] of links) {
          const to = facts[column];
          if (to === undefined || references === undefined || this.of(references).has(to)) continue;
          if (cell("").ok) delete facts[column];
          else this.drop(table.name, id);
        }
      }
    }
  }

  /** By table and id, without digests: to be written and forgotten. */
  toWrite(): SourceObject[] {
    return [...this.#tables].flatMap(([kind, objects]) => written(kind, objects));
  }

  /** By table and id. */
  all(): SourceObject[] {
    return [...this.#tables].flatMap(([name, objects]) =>
      [...objects]
        .sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))
        .map(([id, facts]) => sourceObject(name, id, said(facts))),
    );
  }
}

const written = (kind: TableName, objects: ReadonlyMap<string, Facts>): SourceObject[] =>
  [...objects]
    .sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))
    .map(([externalId, facts]) => ({ kind, externalId, facts: said(facts), digest: "" }));

/** What says nothing is not there. */
function said(facts: Facts): Facts {
  const silent = Object.keys(facts).filter((name) => facts[name] === "");
  return silent.length === 0 ? facts : Object.fromEntries(Object.entries(facts).filter(([, text]) => text !== ""));
}

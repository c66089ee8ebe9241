import type { SourceObject } from "@headroom/core/topology/proposal/types";
import type { Columns, Table } from "../column";
import { sourceObject } from "../facts";
import { nameOfObject, naturalKeys } from "../natural";
import { TABLES } from "../tables";
import type { Made } from "./made";

/** Objects of an inventory, and the records for which they were made. */
export interface ObjectsMade {
  readonly objects: readonly SourceObject[];
  readonly made: readonly Made[];
}

/**
 * Gives objects that were made up (those that `stored` does not have) the numbers under which `incoming` has objects that are called the
 * same, and other numbers than those of anything else there. Linear in the number of objects.
 */
export function renumbered(
  { objects, made }: ObjectsMade,
  stored: readonly SourceObject[],
  incoming: readonly SourceObject[],
): ObjectsMade {
  const known = new Set(stored.map((one) => nameOfObject(one.kind, one.externalId)));
  const fresh = objects.filter((one) => !known.has(nameOfObject(one.kind, one.externalId)));
  const theirs = incoming.filter((one) => !known.has(nameOfObject(one.kind, one.externalId)));
  if (fresh.length === 0 || theirs.length === 0) return { objects, made };
  const [ours, wanted] = [naturalKeys(objects), naturalKeys(incoming)];
  const numbers = new Map<string, string>();
  const free = new Map<string, string[]>();
  const own = new Map(fresh.map((one) => [nameOfObject(one.kind, one.externalId), one]));
  for (const { kind, externalId } of theirs) {
    const name = nameOfObject(kind, externalId);
    const key = wanted.get(name) ?? "";
    // an export that comes back has the numbers it had
    if (own.has(name) && ours.get(name) === key) numbers.set(name, externalId);
    else free.set(key, [...(free.get(key) ?? []), externalId]);
  }
  const last = new Map<string, bigint>();
  for (const { kind, externalId } of [...objects, ...incoming]) {
    const id = BigInt(externalId);
    if (id > (last.get(kind) ?? 0n)) last.set(kind, id);
  }
  const taken = new Set(theirs.map((one) => nameOfObject(one.kind, one.externalId)));
  for (const [name, { kind, externalId }] of own) {
    if (numbers.has(name)) continue;
    const match = free.get(ours.get(name) ?? "")?.shift();
    if (match !== undefined) numbers.set(name, match);
    else if (taken.has(name)) {
      const next = (last.get(kind) ?? 0n) + 1n;
      last.set(kind, next);
      numbers.set(name, String(next));
    } else numbers.set(name, externalId);
  }
  const at = (kind: string, id: string) => numbers.get(nameOfObject(kind, id)) ?? id;
  const links = new Map(
    (TABLES as readonly Table<Columns>[]).map(({ name, columns }) => [
      name as string,
      Object.entries(columns).flatMap(([column, { references }]) =>
        references ? [[column, references] as const] : [],
      ),
    ]),
  );
  const moved = objects.map((one) => {
    const id = at(one.kind, one.externalId);
    const refer = (links.get(one.kind) ?? []).flatMap(([column, to]) => {
      const was = one.facts[column];
      return was === undefined || at(to, was) === was ? [] : [[column, at(to, was)] as const];
    });
    if (id === one.externalId && refer.length === 0) return one;
    // the tables are known to TABLES
    return sourceObject(one.kind as Parameters<typeof sourceObject>[0], id, {
      ...one.facts,
      ...Object.fromEntries(refer),
    });
  });
  return { objects: moved, made: made.map((one) => ({ ...one, id: at(one.table, one.id) })) };
}

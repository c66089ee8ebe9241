import type { SourceObject } from "@headroom/core/topology/proposal/types";
import { nameOfObject, naturalKeys } from "../natural";
import { withNumbers } from "../numbers";
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
  const wanted = naturalKeys(incoming);
  const ours = asPlacedThere(objects, fresh, theirs, wanted);
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
  return {
    objects: withNumbers(objects, numbers),
    made: made.map((one) => ({ ...one, id: at(one.table, one.id) })),
  };
}

/**
 * What objects are called. Racks are told by their location, too: one that no rack there is called like, and whose name one other rack of its site
 * there has, is that one in another place.
 */
function asPlacedThere(
  objects: readonly SourceObject[],
  fresh: readonly SourceObject[],
  theirs: readonly SourceObject[],
  wanted: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const ours = naturalKeys(objects);
  const there = new Set(theirs.map((one) => wanted.get(nameOfObject(one.kind, one.externalId))));
  const racks = (list: readonly SourceObject[], keys: ReadonlyMap<string, string>, others: ReadonlySet<unknown>) => {
    const found = new Map<string, SourceObject[]>();
    for (const one of list) {
      if (one.kind !== "dcim_rack" || others.has(keys.get(nameOfObject(one.kind, one.externalId)))) continue;
      const site = keys.get(nameOfObject("dcim_site", one.facts.site_id ?? ""));
      const key = JSON.stringify([site, one.facts.name?.toLowerCase()]);
      found.set(key, [...(found.get(key) ?? []), one]);
    }
    return found;
  };
  const mine = racks(fresh, ours, there);
  const here = new Set(fresh.map((one) => ours.get(nameOfObject(one.kind, one.externalId))));
  const moved = new Map<string, string>();
  for (const [key, [one, ...more]] of racks(theirs, wanted, here)) {
    const [own, ...others] = mine.get(key) ?? [];
    if (one === undefined || own === undefined || more.length + others.length > 0) continue;
    moved.set(nameOfObject(own.kind, own.externalId), wanted.get(nameOfObject(one.kind, one.externalId)) ?? "");
  }
  return moved.size === 0 ? ours : naturalKeys(objects, moved);
}

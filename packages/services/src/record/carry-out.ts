import type { RecordPreview } from "@headroom/contracts/record";
import type { AssetState } from "@headroom/core/lifecycle/asset";
import { brokenStep, keyChange, keyOf, recordDiff, sameValue, threeWay } from "@headroom/core/topology/records/change";
import { recordTypes } from "@headroom/core/topology/records/fleet";
import type { FleetRecord, RecordType, RecordTypeName } from "@headroom/core/topology/records/types";
import type { Actor } from "../actor";
import type { ChangedRecord, StoredRecord, WantedRecord } from "../ports/records";
import type { Repositories } from "../ports/repositories";
import { floorProblems, floorsBefore } from "./floor-limits";
import { fieldValue, type Item, linkedTo, type Problem, type Step } from "./items";
import { rackProblems, racksBefore } from "./rack-limits";

type Conflict = RecordPreview["conflicts"][number];
type ChangedObject = RecordPreview["objects"][number];

export interface CarriedOut {
  readonly objects: ChangedObject[];
  readonly problems: Problem[];
  readonly conflicts: Conflict[];
  /** What was written; empty where anything stood in its way. */
  readonly changed: readonly ChangedRecord[];
  readonly datacenterIds: readonly number[];
}

export interface Doing {
  readonly actor: Actor;
  /** Calendar day, UTC. */
  readonly today: string;
  readonly undoing: boolean;
}

type Known = ReadonlyMap<RecordType, ReadonlyMap<number, StoredRecord>>;

/**
 * Writes records as they shall be, in the transaction of the caller: by the rules and the writer of imports, under locks on the datacenters
 * they belong to. Problems and conflicts are what stands in the way: the caller has to roll back then. `undoing`: what was so becomes so
 * again; states may go backwards then, and freezes hold nobody up. Limits and what others keep bind it, too.
 */
export async function carryOut(
  repositories: Repositories,
  items: readonly Item[],
  { actor, today, undoing }: Doing,
): Promise<CarriedOut> {
  const { records } = repositories;
  const codes = await codesOf(repositories, items, await knownOf(repositories, items));
  const locked = await records.lock(codes);
  const known = await knownOf(repositories, items);
  const found: { objects: ChangedObject[]; problems: Problem[]; conflicts: Conflict[] } = {
    ...{ objects: [], problems: [], conflicts: [] },
  };
  const refused = () => ({ ...found, changed: [], datacenterIds: [] });
  found.problems.push(...twice(items));
  const planned: Step[] = [];
  for (const item of items) {
    const before = item.id === null ? null : (known.get(item.of)?.get(item.id) ?? null);
    if (item.id !== null && (before === null || (item.version !== null && before.version !== item.version))) {
      const conflict = await conflictOf(repositories, item, before);
      found.conflicts.push(conflict);
      continue;
    }
    const step = {
      item,
      before,
      after: item.op === "delete" ? null : merged(item, before?.values ?? null, found.problems),
    };
    const fields = recordDiff(item.of, before?.values ?? null, step.after);
    if (fields.length === 0) continue;
    planned.push(step);
    found.problems.push(...allowed(step, !undoing));
    const key = [...keyOf(item.of, step.after ?? before!.values)].map(plain);
    const diffs = fields.map(({ field, before: was, after }) => ({ field, before: plain(was), after: plain(after) }));
    found.objects.push({ at: item.line, type: item.of.name, id: item.id, key, op: item.op, fields: diffs });
  }
  if (found.problems.length + found.conflicts.length > 0 || planned.length === 0) return refused();
  const floors = await floorsBefore(repositories, planned, today);
  const racks = await racksBefore(repositories, planned, today);
  const away = planned.filter(({ item }) => item.op === "delete");
  const renamed = planned.filter(
    ({ item, before, after }) => before && after && isRenamed(item.of, before.values, after),
  );
  const told =
    (step: readonly Step[]) =>
    (f: { line: number; field: string | null; value: string; expected: string; advice: string }) => {
      const { line, ...rest } = f;
      const type = step.find(({ item }) => item.line === line)?.item.of.name ?? items[0]!.of.name;
      found.problems.push({ at: line, type, ...rest });
    };
  const gone = away.map(({ item, before }) => ({ line: item.line, type: item.of, id: before!.id }));
  const rules = await records.rackRules(gone.flatMap(({ type, id }) => (type.name === "racks" ? [id] : [])));
  if (gone.length > 0) (await records.remove(gone)).forEach(told(away));
  for (const of of recordTypes) {
    const here = renamed.filter(({ item }) => item.of === of);
    const wanted = here.map(({ item, after }) => ({ line: item.line, id: item.id, values: after! }));
    if (wanted.length > 0 && found.problems.length === 0) (await records.rename(of, wanted)).forEach(told(here));
  }
  if (found.problems.length > 0) return refused();
  const staying = planned.filter(({ item }) => item.op !== "delete");
  const written = renamed.length > 0 ? await followed(repositories, staying) : staying;
  const wanted = new Map<RecordTypeName, WantedRecord[]>();
  for (const { item, after } of written) {
    const list = wanted.get(item.of.name) ?? [];
    const back = item.back === undefined ? {} : { back: item.back };
    list.push({ line: item.line, id: item.id, ...back, values: after! });
    wanted.set(item.of.name, list);
  }
  (await records.stage(wanted)).forEach(told(written));
  if (found.problems.length > 0) return refused();
  const outcome = await records.write();
  if (!outcome.ok) {
    told(written)({ line: items[0]!.line, field: null, ...outcome.error });
    return refused();
  }
  await records.giveRackRules(
    new Map(written.flatMap(({ item: { back, rules } }) => (back !== undefined && rules ? [[back, rules]] : []))),
  );
  found.problems.push(...(await floorProblems(repositories, floors, !undoing)));
  if (racks) found.problems.push(...(await rackProblems(repositories, racks, [...away, ...written], actor)));
  if (found.problems.length > 0) return refused();
  const touched = away.length + renamed.length > 0 && codes !== null ? locked : [];
  await records.touch(touched);
  const changed = (await changedOf(repositories, [...away, ...written])).map((one) =>
    one.type === "racks" && one.op === "delete" && rules.has(one.id) ? { ...one, rules: rules.get(one.id)! } : one,
  );
  return { ...found, changed, datacenterIds: [...new Set([...outcome.value.datacenterIds, ...touched])] };
}

const plain = (value: FleetRecord[number]) => (Array.isArray(value) ? [...value] : value) as never;

function twice(items: readonly Item[]): Problem[] {
  const seen = new Set<string>();
  return items.flatMap(({ of, id, line }) => {
    const name = `${of.name}/${id}`;
    if (id === null || !seen.has(name)) {
      seen.add(name);
      return [];
    }
    const expected = "each object once";
    return [{ at: line, type: of.name, field: null, value: String(id), expected, advice: "put its changes together" }];
  });
}

async function knownOf({ records }: Repositories, items: readonly Item[]): Promise<Known> {
  const known = new Map<RecordType, ReadonlyMap<number, StoredRecord>>();
  for (const of of new Set(items.map((item) => item.of))) {
    const ids = items.flatMap((item) => (item.of === of && item.id !== null ? [item.id] : []));
    known.set(of, await records.current(of, ids));
  }
  return known;
}

/** Codes of the datacenters that the records belong to, before and after; null: all of the fleet, as for the catalogue. */
async function codesOf({ records }: Repositories, items: readonly Item[], known: Known): Promise<string[] | null> {
  const codes = new Set<string>();
  const racks = new Set<string>();
  for (const { of, id, set } of items) {
    const stored = id === null ? undefined : known.get(of)?.get(id);
    const names = (name: string) => of.fields.some((field) => field.name === name);
    const values = (name: string) => [
      set.get(name) ?? null,
      stored && names(name) ? fieldValue(of, stored.values, name) : null,
    ];
    if (of.name === "datacenters") for (const code of values("code")) code && codes.add(String(code));
    if (names("datacenter")) for (const code of values("datacenter")) code && codes.add(String(code));
    // a stay in one datacenter of a rack that belongs to another changes both
    if (names("rack")) for (const rack of values("rack")) rack && racks.add(String(rack));
    if (of.name !== "datacenters" && !names("datacenter") && !names("rack")) return null;
  }
  for (const rack of racks) for (const code of await records.datacentersOfRack(rack)) codes.add(code);
  return [...codes];
}

function merged({ of, line, set, op }: Item, before: FleetRecord | null, problems: Problem[]): FleetRecord {
  return of.fields.map((field, at) => {
    const given = set.get(field.name);
    if (given !== undefined) return given;
    if (before) return before[at]!;
    if (field.initial === undefined && op === "create") {
      const expected = field.about;
      problems.push({ at: line, type: of.name, field: field.name, value: "", expected, advice: "fill it in" });
    }
    return field.initial ?? null;
  });
}

const isRenamed = (of: RecordType, before: FleetRecord, after: FleetRecord): boolean =>
  linkedTo.has(of.name) && of.key.some((name) => fieldValue(of, before, name) !== fieldValue(of, after, name));

function allowed({ item: { of, line, op }, before, after }: Step, steps: boolean): Problem[] {
  if (op !== "edit" || !before || !after) return [];
  const problems: Problem[] = [];
  for (const name of of.key) {
    if (fieldValue(of, before.values, name) === fieldValue(of, after, name)) continue;
    if (keyChange(of, name, linkedTo.has(of.name)) !== "fixed") continue;
    const value = String(fieldValue(of, after, name));
    const expected = `${fieldValue(of, before.values, name)}: it is part of what it is`;
    problems.push({
      at: line,
      type: of.name,
      field: name,
      value,
      expected,
      advice: "make a new one there and delete this one",
    });
  }
  const state = of.fields.find(({ kind }) => kind.type === "choice" && kind.sqlType === "asset_state");
  if (!steps || !state) return problems;
  const to = fieldValue(of, after, state.name) as AssetState;
  const broken = brokenStep(fieldValue(of, before.values, state.name) as AssetState, to);
  if (broken) {
    const advice = broken.way ? `go there by ${broken.way.join(", ")}` : "nothing leads back there; make a new one";
    const expected = `one of ${broken.next.join(", ")}`;
    problems.push({ at: line, type: of.name, field: state.name, value: to, expected, advice });
  }
  return problems;
}

async function conflictOf({ records }: Repositories, item: Item, now: StoredRecord | null): Promise<Conflict> {
  const { of, line, id, version } = item;
  const base = await records.past(of, id!, version ?? 0);
  const mine = base && item.op !== "delete" ? merged(item, base.values, []) : null;
  const fields = base && now ? threeWay(of, base.values, now.values, mine ?? base.values) : [];
  return {
    ...{ at: line, type: of.name, id: id!, version: version ?? 0, now: now?.version ?? null },
    key: now || base ? [...keyOf(of, (now ?? base)!.values)].map(plain) : [],
    fields: fields.map((one) => ({ ...one, base: plain(one.base), theirs: plain(one.theirs), mine: plain(one.mine) })),
  };
}

/** The same steps with the names that their references have after others were renamed. */
async function followed(repositories: Repositories, steps: readonly Step[]): Promise<readonly Step[]> {
  const now = await knownOf(
    repositories,
    steps.map(({ item }) => item),
  );
  return steps.map((step) => {
    const stored = step.item.id === null ? undefined : now.get(step.item.of)?.get(step.item.id);
    return stored ? { ...step, after: merged(step.item, stored.values, []) } : step;
  });
}

async function changedOf({ records }: Repositories, steps: readonly Step[]): Promise<ChangedRecord[]> {
  const changed: ChangedRecord[] = [];
  for (const of of new Set(steps.map(({ item }) => item.of))) {
    const here = steps.filter(({ item }) => item.of === of);
    const ids: (number | null)[] = [];
    for (const { item, after } of here) ids.push(item.id ?? (await records.find(of, keyOf(of, after!))));
    const now = await records.current(
      of,
      ids.flatMap((id) => id ?? []),
    );
    for (const [at, { item, before, after }] of here.entries()) {
      const id = ids[at];
      if (id === null || id === undefined) throw new Error(`a new ${of.noun} was written and cannot be found`);
      const version = now.get(id)?.version ?? before!.version;
      changed.push({ type: of.name, id, op: item.op, before: before?.values ?? null, after, version });
    }
  }
  return changed;
}

/** Fields that a change set, by name: what undoing it sets back. */
export const setBack = (of: RecordType, from: FleetRecord, to: FleetRecord) =>
  new Map(of.fields.flatMap((field, i) => (sameValue(field, from[i]!, to[i]!) ? [] : [[field.name, to[i]!] as const])));

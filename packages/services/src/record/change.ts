import type { RecordChangesInput, RecordOutcome, RecordPreview } from "@headroom/contracts/record";
import { recordTypes } from "@headroom/core/topology/records/fleet";
import { type Actor, authorize } from "../actor";
import { accountOf, refreshCapacity } from "../capacity/refresh";
import { dayOf } from "../days";
import { notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { AccountTotals } from "../ports/capacity";
import type { ChangedRecord } from "../ports/records";
import type { Repositories } from "../ports/repositories";
import { record } from "../record";
import { type CarriedOut, carryOut, setBack } from "./carry-out";
import { type Item, itemsOf, type Problem, typeOf } from "./items";

/** Changes of a rack type reach every datacenter. */
const LIMIT_MS = 10 * 60_000;
/** More datacenters than this are not shown before and after. */
const SHOWN_DATACENTERS = 4;
/** Objects that the audit event names; all of them stand with the change. */
const AUDITED_OBJECTS = 20;

/** Ends a transaction without keeping what it wrote. */
class Rollback<T> extends Error {
  constructor(readonly result: T) {
    super("rolled back");
  }
}

async function attempted<T>(ports: Ports, body: (repositories: Repositories) => Promise<T>): Promise<T> {
  try {
    return await ports.work.write(body, { limitMs: LIMIT_MS });
  } catch (cause) {
    if (cause instanceof Rollback) return cause.result as T;
    throw cause;
  }
}

const refusal = ({ objects, problems, conflicts }: CarriedOut, more: readonly Problem[] = []) => ({
  ...{ objects, problems: [...more, ...problems], conflicts },
});

/** Reads changes and carries out what is in order; what cannot be read stands in the way of all of it. */
async function read(
  ports: Ports,
  repositories: Repositories,
  actor: Actor,
  { changes }: RecordChangesInput,
): Promise<CarriedOut> {
  const today = dayOf(ports.clock.now());
  const { items, problems } = await itemsOf(repositories.records, ports.importers.value, changes, today);
  const carried = await carryOut(repositories, items, { actor, today, undoing: false });
  return problems.length > 0 ? { ...carried, ...refusal(carried, problems), changed: [], datacenterIds: [] } : carried;
}

/**
 * What changes would come to: every object and field, what stands in the way, and what it does to capacity. Nothing is kept: it is written
 * and taken back. Needs fleet.edit.
 */
export function previewChanges(ports: Ports, actor: Actor, input: RecordChangesInput): Promise<RecordPreview> {
  authorize(actor, "fleet.edit");
  return attempted(ports, async (repositories): Promise<RecordPreview> => {
    const carried = await read(ports, repositories, actor, input);
    const capacity = carried.changed.length > 0 ? await effectOf(ports, repositories, carried.datacenterIds) : [];
    throw new Rollback({ ...refusal(carried), capacity });
  });
}

async function effectOf(
  ports: Ports,
  repositories: Repositories,
  ids: readonly number[],
): Promise<RecordPreview["capacity"]> {
  if (ids.length === 0 || ids.length > SHOWN_DATACENTERS) return [];
  const before = new Map((await repositories.capacity.totals(ids)).map((one) => [one.datacenterId, one.total]));
  const snapshots = await repositories.fleet.loadDatacenters(ids, dayOf(ports.clock.now()));
  return snapshots.flatMap((snapshot) => {
    const was = before.get(snapshot.id);
    return was ? [{ datacenter: snapshot.code, before: shown(was), after: shown(accountOf(snapshot).total) }] : [];
  });
}

const shown = ({ space, power }: AccountTotals["total"]) => ({
  ...{ positions: space.supply, installedW: power.installed, freeW: power.free, strandedW: power.stranded },
});

/**
 * Makes changes, all of them or none, with one audit event. Refused where a rule stands in the way, or where an object is not what it was
 * when it was seen: the three sides of it are in the answer. Needs fleet.edit.
 */
export function applyChanges(ports: Ports, actor: Actor, input: RecordChangesInput): Promise<RecordOutcome> {
  authorize(actor, "fleet.edit");
  return attempted(ports, async (repositories): Promise<RecordOutcome> => {
    const carried = await read(ports, repositories, actor, input);
    return kept(ports, repositories, actor, carried, {
      action: "record.change",
      reason: input.reason || null,
      undoes: null,
    });
  });
}

/**
 * Takes a change back: every object becomes what it was. Refused where one has changed since; states may go backwards. Needs fleet.edit.
 * Errors: NOT_FOUND; WRONG_STATE where it was undone already.
 */
export function undoChange(
  ports: Ports,
  actor: Actor,
  { change: id }: { readonly change: number },
): Promise<RecordOutcome> {
  authorize(actor, "fleet.edit");
  return attempted(ports, async (repositories): Promise<RecordOutcome> => {
    const change = await repositories.records.change(id);
    if (!change) throw notFound("record_change", id);
    if (change.undoneBy !== null) {
      const details = { kind: "record_change", id, state: "undone", action: "undo", allowed: ["done"] };
      throw new ServiceError("WRONG_STATE", details);
    }
    const carried = await carryOut(repositories, change.objects.map(inverse), {
      ...{ actor, today: dayOf(ports.clock.now()), undoing: true },
    });
    return kept(ports, repositories, actor, carried, { action: "record.undo", reason: null, undoes: id });
  });
}

function inverse({ type, id, op, before, after, version, rules = [] }: ChangedRecord, line: number): Item {
  const of = typeOf(type);
  if (op === "create") return { line, of, op: "delete", id, version, set: new Map() };
  const all = new Map(of.fields.map((field, i) => [field.name, before![i]!] as const));
  if (op === "delete") return { line, of, op: "create", id: null, back: id, version: null, set: all, rules };
  return { line, of, op: "edit", id, version, set: setBack(of, after!, before!) };
}

interface Deed {
  readonly action: "record.change" | "record.undo";
  readonly reason: string | null;
  readonly undoes: number | null;
}

async function kept(
  ports: Ports,
  repositories: Repositories,
  actor: Actor,
  carried: CarriedOut,
  { action, reason, undoes }: Deed,
): Promise<RecordOutcome> {
  const { problems, conflicts, changed, objects, datacenterIds } = carried;
  if (problems.length + conflicts.length > 0) throw new Rollback({ kind: "refused", ...refusal(carried) });
  if (changed.length === 0) return { kind: "done", change: null, objects: [] };
  await refreshCapacity(repositories, datacenterIds, ports.clock.now());
  const change = await repositories.records.keep({
    actorId: actor.id,
    actorName: actor.name,
    reason,
    objects: changed,
    undoes,
  });
  await record(repositories, actor, {
    action,
    entityKind: "record_change",
    entityId: String(change),
    after: { counts: countsOf(changed), objects: objects.slice(0, AUDITED_OBJECTS), undoes },
    reason,
  });
  return { kind: "done", change, objects: withVersions(objects, changed) };
}

function countsOf(changed: readonly ChangedRecord[]) {
  const counts: Record<string, Record<string, number>> = {};
  for (const { noun, name } of recordTypes) {
    for (const { op } of changed.filter(({ type }) => type === name)) {
      counts[noun] = { ...counts[noun], [op]: (counts[noun]?.[op] ?? 0) + 1 };
    }
  }
  return counts;
}

/** Both lists hold the same objects; new ones have no id in the first, and stand in the order of the changes in both. */
function withVersions(objects: CarriedOut["objects"], changed: readonly ChangedRecord[]) {
  const fresh = new Map<string, ChangedRecord[]>();
  for (const one of changed) if (one.op === "create") fresh.set(one.type, [...(fresh.get(one.type) ?? []), one]);
  const known = new Map(changed.map((one) => [`${one.type}/${one.id}`, one]));
  return objects.map((object) => {
    const one = object.id === null ? fresh.get(object.type)?.shift() : known.get(`${object.type}/${object.id}`);
    return { ...object, id: one?.id ?? object.id, version: object.op === "delete" ? null : (one?.version ?? null) };
  });
}

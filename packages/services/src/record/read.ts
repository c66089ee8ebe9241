import type {
  RecordAsOfInput,
  RecordDetail,
  RecordGetInput,
  RecordHistory,
  RecordHistoryInput,
} from "@headroom/contracts/record";
import type { AssetState } from "@headroom/core/lifecycle/asset";
import { keyOf, nextStates, recordDiff } from "@headroom/core/topology/records/change";
import type { RecordType, RecordValue } from "@headroom/core/topology/records/types";
import { type Actor, authorize } from "../actor";
import { notFound } from "../errors";
import type { Ports } from "../ports";
import type { RecordEvent, RecordVersion, StoredRecord } from "../ports/records";
import { fieldValue, typeOf } from "./items";

const plain = (value: RecordValue) => (typeof value === "object" && value !== null ? [...value] : value);

function detailOf(of: RecordType, { id, version, changedAt, values }: StoredRecord): RecordDetail {
  const state = of.fields.find(({ kind }) => kind.type === "choice" && kind.sqlType === "asset_state");
  return {
    ...{ type: of.name, id, version, changedAt, key: keyOf(of, values).map(plain) },
    fields: Object.fromEntries(of.fields.map(({ name }, at) => [name, plain(values[at] ?? null)])),
    nextStates: state ? nextStates(fieldValue(of, values, state.name) as AssetState) : [],
  };
}

/** One object with its version, by id or by natural key. Needs fleet.read. Errors: NOT_FOUND. */
export function getRecord(ports: Ports, actor: Actor, input: RecordGetInput): Promise<RecordDetail> {
  authorize(actor, "fleet.read");
  const of = typeOf(input.type);
  return ports.work.read(async ({ records }) => {
    const id = "id" in input ? input.id : await records.find(of, input.key);
    const found = id === null ? undefined : (await records.current(of, [id])).get(id);
    if (!found) throw notFound(of.noun, "id" in input ? input.id : input.key.join(" "));
    return detailOf(of, found);
  });
}

/** Every version of an object with who made it and what changed, newest first. Needs fleet.read. Errors: NOT_FOUND. */
export function recordHistoryOf(ports: Ports, actor: Actor, { type, id }: RecordHistoryInput): Promise<RecordHistory> {
  authorize(actor, "fleet.read");
  const of = typeOf(type);
  return ports.work.read(async ({ records }) => {
    const versions = await records.versions(of, id);
    const last = versions.at(-1);
    if (!last) throw notFound(of.noun, id);
    const moments = versions.flatMap(({ madeIn, goneIn }) => [madeIn, goneIn]).flatMap((one) => one ?? []);
    const events = await records.events([...new Set(moments)]);
    const by = (moment: string | null) =>
      events.flatMap((one) => (one.transactionAt === moment ? [byOf(one)] : []))[0] ?? null;
    const gone = (one: RecordVersion) => ({
      ...{ version: one.version, op: "delete" as const, at: one.until!, by: by(one.goneIn) },
      fields: shownDiff(of, one, null),
    });
    const entries: RecordHistory = versions.flatMap((one, at) => {
      const before = versions[at - 1];
      // deleted, and back under its id some time later
      const isBack = before !== undefined && before.until !== null && before.until < one.changedAt;
      const op = before && !isBack ? ("edit" as const) : ("create" as const);
      const fields = shownDiff(of, isBack ? null : (before ?? null), one);
      const entry = { version: one.version, op, at: one.changedAt, by: by(one.madeIn), fields };
      return isBack ? [gone(before), entry] : [entry];
    });
    if (last.until !== null) entries.push(gone(last));
    return entries.reverse();
  });
}

const shownDiff = (of: RecordType, before: StoredRecord | null, after: StoredRecord | null) =>
  recordDiff(of, before?.values ?? null, after?.values ?? null).map((one) => ({
    ...{ field: one.field, before: plain(one.before), after: plain(one.after) },
  }));

const byOf = ({ event, action, actor, via, reason, change }: RecordEvent) => ({
  event,
  action,
  actor,
  via,
  reason,
  change,
});

/** An object as it was at the end of a day. Needs fleet.read. Errors: NOT_FOUND: it was not there then. */
export function recordAsOf(ports: Ports, actor: Actor, { type, id, day }: RecordAsOfInput): Promise<RecordDetail> {
  authorize(actor, "fleet.read");
  const of = typeOf(type);
  return ports.work.read(async ({ records }) => {
    const end = `${new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)}T00:00:00.000000Z`;
    const versions = await records.versions(of, id);
    const found = versions.find((one) => one.changedAt < end && (one.until === null || one.until >= end));
    if (!found) throw notFound(of.noun, `${id} on ${day}`);
    return detailOf(of, found);
  });
}

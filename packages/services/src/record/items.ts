import type { RecordChange, RecordPreview } from "@headroom/contracts/record";
import { fieldAt, recordType, recordTypes } from "@headroom/core/topology/records/fleet";
import type { FleetRecord, RecordType, RecordValue } from "@headroom/core/topology/records/types";
import type { ReadValue } from "../ports/imports";
import type { RackRule, RecordRepository, StoredRecord } from "../ports/records";

export type Problem = RecordPreview["problems"][number];

/** What shall happen to one record; a change of a person may come to several. */
export interface Item {
  /** The change that wants it, from 0. */
  readonly line: number;
  readonly of: RecordType;
  readonly op: "create" | "edit" | "delete";
  /** null: a new one. */
  readonly id: number | null;
  /** Of a new one that comes back: the id that it had. */
  readonly back?: number;
  /** Of a rack that comes back: the rules it came under. */
  readonly rules?: readonly RackRule[];
  /** The one that was seen; null: whichever it is. */
  readonly version: number | null;
  readonly set: ReadonlyMap<string, RecordValue>;
}

/** An item held against the object as it is. */
export interface Step {
  readonly item: Item;
  readonly before: StoredRecord | null;
  /** As it shall be; null: gone. */
  readonly after: FleetRecord | null;
}

export const typeOf = (name: string): RecordType => {
  const found = recordType(name);
  if (!found) throw new Error(`there is no record type ${name}`);
  return found;
};

/** Types that others refer to. Servers move with what keeps them, which knows them by number: their units have to move with their rack. */
export const linkedTo: ReadonlySet<string> = new Set(
  recordTypes
    .flatMap((of) => of.links.filter(({ column }) => column !== null).map(({ to }) => to))
    .filter((name) => name !== "servers"),
);

export const fieldValue = (of: RecordType, record: FleetRecord, name: string): RecordValue =>
  record[fieldAt(of, name)]!;

const textOf = (value: unknown): string => {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

interface Reading {
  readonly items: Item[];
  readonly problems: Problem[];
}

/** What changes come to. `today`: first day where a change names none. */
export async function itemsOf(
  records: RecordRepository,
  read: ReadValue,
  changes: readonly RecordChange[],
  today: string,
): Promise<Reading> {
  const reading: Reading = { items: [], problems: [] };
  for (const [line, change] of changes.entries()) {
    const of = typeOf(change.type);
    if (change.op === "create" || change.op === "edit") {
      const set = setOf(reading, read, of, line, change.fields);
      const seen = change.op === "edit" ? { id: change.id, version: change.version } : { id: null, version: null };
      reading.items.push({ line, of, op: change.op, ...seen, set });
    } else if (change.op === "delete") {
      reading.items.push({ line, of, op: "delete", id: change.id, version: change.version, set: new Map() });
    } else {
      await leave(records, reading, line, change, change.on ?? today);
    }
  }
  return reading;
}

function setOf(
  { problems }: Reading,
  read: ReadValue,
  of: RecordType,
  line: number,
  fields: Readonly<Record<string, unknown>>,
): Map<string, RecordValue> {
  const set = new Map<string, RecordValue>();
  for (const [name, value] of Object.entries(fields)) {
    const field = of.fields.find((one) => one.name === name);
    const wrong = (expected: string, advice: string) =>
      problems.push({ at: line, type: of.name, field: name, value: textOf(value), expected, advice });
    if (!field) {
      wrong(`a field of ${of.name}`, `choose one of ${of.fields.map((one) => one.name).join(", ")}`);
      continue;
    }
    const parsed = read(field, value);
    if (parsed.ok) set.set(name, parsed.value);
    else wrong(parsed.error.expected, parsed.error.advice);
  }
  return set;
}

type Leaving = Extract<RecordChange, { readonly op: "move" | "retire" }>;

/** Moves a rack, or retires a rack or a server: where it stands ends, and what it holds goes with it. */
async function leave(
  records: RecordRepository,
  { items, problems }: Reading,
  line: number,
  change: Leaving,
  on: string,
) {
  const of = typeOf(change.type);
  const record = (await records.current(of, [change.id])).get(change.id);
  const set = new Map<string, RecordValue>();
  if (change.op === "retire") set.set("state", "retired");
  if (change.op === "move") set.set("datacenter", change.to.datacenter);
  items.push({ line, of, op: "edit", id: change.id, version: change.version, set });
  if (!record || change.type === "servers") return;
  const rack = String(fieldValue(of, record.values, "code"));
  const placements = typeOf("placements");
  const edit = (one: StoredRecord, what: Readonly<Record<string, RecordValue>>, type = placements) =>
    items.push({ line, of: type, op: "edit", id: one.id, version: one.version, set: new Map(Object.entries(what)) });
  let begun = false;
  for (const one of await records.where(placements, "rack", rack)) {
    const from = String(fieldValue(placements, one.values, "valid_from"));
    const to = fieldValue(placements, one.values, "valid_to");
    if (to !== null && String(to) <= on) continue;
    if (from < on) edit(one, { valid_to: on });
    else if (change.op === "retire") {
      items.push({ line, of: placements, op: "delete", id: one.id, version: one.version, set: new Map() });
    } else if (from === on) {
      edit(one, change.to);
      begun = true;
    } else {
      const expected = "no later move of the rack";
      const advice = "move it after that day, or delete that placement";
      problems.push({ at: line, type: "placements", field: "valid_from", value: from, expected, advice });
    }
  }
  if (change.op === "move") {
    if (begun) return;
    const fields = { rack, valid_from: on, ...change.to };
    items.push({ line, of: placements, op: "create", id: null, version: null, set: new Map(Object.entries(fields)) });
    return;
  }
  const servers = typeOf("servers");
  for (const one of await records.where(servers, "rack", rack)) {
    if (fieldValue(servers, one.values, "state") !== "retired") edit(one, { state: "retired" }, servers);
  }
}

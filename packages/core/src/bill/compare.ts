import { naturalOrder } from "../foundation/natural-order";

/** A bill of materials: what was ordered, against what was found. */

export interface ExpectedServer {
  /** Lowest unit that it was to be racked at. */
  readonly unit: number;
  /** Null where nobody wrote it down: any will do. */
  readonly serial: string | null;
  /** Code of its server type. */
  readonly type: string;
  /** As the type is called by its maker; empty: not written down, any will do. */
  readonly models: readonly string[];
  /** Zero: the type does not say. */
  readonly cores: number;
  readonly memoryGib: number;
  readonly storageTb: number;
  readonly gpus: number;
  readonly drives: number | null;
}

export interface FoundServer {
  readonly unit: number;
  readonly serial: string | null;
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly health: string | null;
  /** Null: its controller does not tell. */
  readonly cores: number | null;
  readonly memoryGib: number | null;
  readonly gpus: number;
  readonly drives: readonly { readonly serial: string | null; readonly capacityBytes: number | null }[];
  /** Parts that could not be read: what was not found may be among them. */
  readonly unread: number;
}

/** `blocks`: it is not what was ordered. `warns`: somebody should look. `notes`: more or better than ordered, or not said. */
export type Severity = "blocks" | "warns" | "notes";

export type DifferenceKind =
  | "absent" // nothing answers where one was to be
  | "unexpected" // one answers where none was to be
  | "serial"
  | "same_serial" // two say that they are the same one
  | "model"
  | "cores"
  | "memory_gib"
  | "storage_tb"
  | "gpus"
  | "drives"
  | "health"
  | "unread"
  | "untold"; // it was ordered, and the controller says nothing of it

export interface Difference {
  readonly unit: number;
  readonly kind: DifferenceKind;
  readonly severity: Severity;
  /** In the kind's own unit; of `untold`, the name of what is not told. */
  readonly expected: string | number | null;
  readonly found: string | number | null;
}

/** Drives and memory are sold in round numbers and measured in others: less than this share too little is as ordered. */
const SLACK = 0.08;
const TB = 1e12;

/**
 * All that differs, by unit and kind. Serials that were swapped between two units are two differences. Nothing that cannot be read is taken for right
 * or wrong: it is said. O(n log n).
 */
export function compareBill(expected: readonly ExpectedServer[], found: readonly FoundServer[]): Difference[] {
  const at = new Map(found.map((server) => [server.unit, server]));
  const wanted = new Set(expected.map(({ unit }) => unit));
  const differences: Difference[] = [];
  for (const server of expected) {
    const own = at.get(server.unit);
    if (own) differences.push(...compareServer(server, own));
    else
      differences.push({
        ...{ unit: server.unit, kind: "absent", severity: "blocks" },
        ...{ expected: server.serial ?? server.type, found: null },
      });
  }
  for (const { unit, serial, model } of found)
    if (!wanted.has(unit))
      differences.push({ unit, kind: "unexpected", severity: "blocks", expected: null, found: serial ?? model });
  differences.push(...sameSerials(found));
  return differences.toSorted((a, b) => a.unit - b.unit || naturalOrder(a.kind, b.kind));
}

function compareServer(expected: ExpectedServer, found: FoundServer): Difference[] {
  const { unit } = expected;
  const differences: Difference[] = [];
  const add = (kind: DifferenceKind, severity: Severity, want: string | number | null, got: string | number | null) =>
    differences.push({ unit, kind, severity, expected: want, found: got });
  const untold = (what: DifferenceKind) => add("untold", "warns", what, null);

  if (expected.serial !== null) {
    if (found.serial === null) untold("serial");
    else if (plain(found.serial) !== plain(expected.serial)) add("serial", "blocks", expected.serial, found.serial);
  }
  if (expected.models.length > 0) {
    if (found.model === null) untold("model");
    else if (!expected.models.some((model) => isModel(found, model)))
      add("model", "blocks", expected.models.join(" or "), found.model);
  }
  const amount = (kind: DifferenceKind, want: number, got: number | null, slack: number) => {
    if (want === 0) return;
    if (got === null) untold(kind);
    else if (got < want * (1 - slack)) add(kind, "blocks", want, got);
    else if (got > want * (1 + slack)) add(kind, "notes", want, got);
  };
  amount("cores", expected.cores, found.cores, 0);
  amount("memory_gib", expected.memoryGib, found.memoryGib, SLACK);
  amount("gpus", expected.gpus, found.gpus, 0);
  if (expected.drives !== null && found.drives.length !== expected.drives)
    add("drives", found.drives.length < expected.drives ? "blocks" : "notes", expected.drives, found.drives.length);
  const sizes = found.drives.map(({ capacityBytes }) => capacityBytes);
  const isTold = sizes.every((size) => size !== null);
  amount(
    "storage_tb",
    expected.storageTb,
    isTold ? round(sizes.reduce((sum, size) => sum + size!, 0) / TB) : null,
    SLACK,
  );
  if (found.health !== null && !/^ok$/i.test(found.health))
    add("health", /^critical$/i.test(found.health) ? "blocks" : "warns", "OK", found.health);
  if (found.unread > 0) add("unread", "warns", 0, found.unread);
  return differences;
}

/** Cloned identities: every one after the first, in the order of units. */
function sameSerials(found: readonly FoundServer[]): Difference[] {
  const first = new Map<string, number>();
  return found
    .toSorted((a, b) => a.unit - b.unit)
    .flatMap(({ unit, serial }): Difference[] => {
      if (serial === null) return [];
      const before = first.get(plain(serial));
      if (before === undefined) {
        first.set(plain(serial), unit);
        return [];
      }
      return [{ unit, kind: "same_serial", severity: "blocks", expected: `U${before}`, found: serial }];
    });
}

/** Makers write their own name before the model, or leave it out. */
const isModel = ({ manufacturer, model }: FoundServer, wanted: string) =>
  [model ?? "", `${manufacturer ?? ""} ${model ?? ""}`].some((said) => plain(said) === plain(wanted));
const plain = (text: string) => text.toUpperCase().replace(/[^0-9A-Z]/g, "");
const round = (value: number) => Math.round(value * 100) / 100;

/** Whether what was found may go on: the criterion of the gate behind the check. */
export const isAsOrdered = (differences: readonly Difference[]): boolean =>
  differences.every(({ severity }) => severity !== "blocks");

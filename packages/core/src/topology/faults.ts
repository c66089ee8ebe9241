/** A readable reason why a topology cannot be compiled. `message` is for people, the rest for programs. */
export interface TopologyFault {
  readonly code:
    | "duplicate-id"
    | "unknown-id"
    | "cycle"
    | "other-room"
    | "number-of-feeds"
    | "same-top"
    | "too-many"
    | "not-a-whole-number"
    | "not-a-number"
    | "not-a-day";
  readonly kind: "room" | "row" | "group" | "device" | "coolingZone" | "networkZone" | "freeze";
  /** The thing that is wrong. */
  readonly id: string;
  readonly field: string;
  readonly message: string;
  /** With "duplicate-id": index of the thing that has it again. */
  readonly index?: number;
}

/** Largest wattage of anything (a terawatt): beyond it sums would leave the range of exact doubles. */
export const MAX_WATTS = 1e12;
/** Largest weight of anything, in kg. */
export const MAX_KG = 1e9;
/** Most network ports of anything. */
export const MAX_PORTS = 1e9;
/** Most feeds of one group. */
export const MAX_FEEDS = 6;
/** Most groups of one row. */
export const MAX_GROUPS = 1000;
/** Most numbers in the limits of all rows together, one for each group of a row: 25 times those of a campus of 100,000 positions. */
export const MAX_NUMBERS = 10e6;
/** Largest number of positions in one group. */
export const MAX_POSITIONS = 1e6;

type Kind = TopologyFault["kind"];

/** Collects faults while the topology is read. */
export class FaultList {
  readonly faults: TopologyFault[] = [];

  add(code: TopologyFault["code"], kind: Kind, id: string, field: string, message: string): void {
    this.faults.push({ code, kind, id, field, message: `${kind} ${id}: ${message}` });
  }

  /** Index of every id; a repeated id is a fault and keeps its first index. */
  index(kind: Kind, items: readonly { readonly id: string }[]): Map<string, number> {
    const index = new Map<string, number>();
    items.forEach((item, i) => {
      if (index.has(item.id)) {
        const message = `${kind} ${item.id}: this id appears twice`;
        this.faults.push({ code: "duplicate-id", kind, id: item.id, field: "id", message, index: i });
      } else index.set(item.id, i);
    });
    return index;
  }

  /** Index of `to`, or -1 and a fault. */
  resolve(index: ReadonlyMap<string, number>, kind: Kind, id: string, field: string, to: string): number {
    const found = index.get(to);
    if (found === undefined) this.add("unknown-id", kind, id, field, `${field} names ${to}, which does not exist`);
    return found ?? -1;
  }

  /** `value` when it is a whole number in 0..most, else 0 and a fault. */
  whole(kind: Kind, id: string, field: string, value: number, most: number): number {
    if (Number.isInteger(value) && value >= 0 && value <= most) return value;
    this.add("not-a-whole-number", kind, id, field, `${field} is ${value}, expected 0 to ${most}`);
    return 0;
  }

  /** `value` when it is a number in 0..most, else 0 and a fault. */
  amount(kind: Kind, id: string, field: string, value: number, most = MAX_WATTS): number {
    if (Number.isFinite(value) && value >= 0 && value <= most) return value;
    this.add("not-a-number", kind, id, field, `${field} is ${value}, expected a number from 0 to ${most}`);
    return 0;
  }
}

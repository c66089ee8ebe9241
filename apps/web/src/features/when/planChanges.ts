import type { PlanActionDto } from "@headroom/contracts/plan";
import { rowLabel } from "../words/places";

/** A rack that a plan puts somewhere. */
export interface PlannedRack {
  readonly datacenter: string;
  readonly room: string;
  readonly row: string;
  /** Along the row. */
  readonly number: number;
  readonly rackType: string;
  readonly powerW: number;
  readonly startsOn: string;
  /** That moves there; null: a new one. */
  readonly rack: string | null;
}

/** What a plan changes, by place: where it puts racks, and which of those that stand it takes away. */
export interface PlanChanges {
  readonly adds: readonly PlannedRack[];
  /** By code: where to, "1-08, 04". */
  readonly moves: ReadonlyMap<string, string>;
  /** By `placeKey`. */
  readonly retires: ReadonlySet<string>;
}

export const nothingPlanned: PlanChanges = { adds: [], moves: new Map(), retires: new Set() };

export const placeKey = (place: Pick<PlannedRack, "datacenter" | "room" | "row" | "number">): string =>
  [place.datacenter, place.room, place.row, place.number].join(" ");

export const placeWords = ({ room, row, number }: Pick<PlannedRack, "room" | "row" | "number">): string =>
  `${rowLabel(room, row)}, ${String(number).padStart(2, "0")}`;

export function planChanges(actions: readonly PlanActionDto[]): PlanChanges {
  const adds: PlannedRack[] = [];
  const moves = new Map<string, string>();
  const retires = new Set<string>();
  for (const { kind, datacenter, room, row, positions, rackType, racks, powerW, startsOn, moves: moved } of actions) {
    const place = { datacenter, room, row };
    for (const number of positions) {
      if (kind === "retire") {
        retires.add(placeKey({ ...place, number }));
        continue;
      }
      const rack = moved?.find(({ to }) => to === number)?.rack ?? null;
      if (rack !== null) moves.set(rack, placeWords({ ...place, number }));
      adds.push({ ...place, number, rackType, powerW: powerW / Math.max(1, racks), startsOn, rack });
    }
  }
  return { adds, moves, retires };
}

/** What a plan does with a rack that stands: it moves, retires, or stays (null). */
export function planOfRack(
  { moves, retires }: PlanChanges,
  rack: { readonly code: string; readonly datacenter: string; readonly room: string | null } & {
    readonly row: string | null;
    readonly position: number | null;
  },
): { readonly kind: "move"; readonly to: string } | { readonly kind: "retire" } | null {
  const to = moves.get(rack.code);
  if (to !== undefined) return { kind: "move", to };
  const { datacenter, room, row, position } = rack;
  if (room === null || row === null || position === null) return null;
  return retires.has(placeKey({ datacenter, room, row, number: position })) ? { kind: "retire" } : null;
}

/** How many racks a plan adds, moves and retires, and what those it adds draw, W. */
export function planCounts({ adds, moves, retires }: PlanChanges) {
  const fresh = adds.filter(({ rack }) => rack === null);
  const powerW = fresh.reduce((sum, one) => sum + one.powerW, 0);
  return { adds: fresh.length, powerW, moves: moves.size, retires: retires.size };
}

import type { Floor, FloorPosition } from "@headroom/contracts/fleet";
import type { CellState, FloorCell, FloorRow, FloorScene, StrandCause, StrandedRun } from "@headroom/ui/floor/scene";
import type { FloorIndex, Group } from "./floorIndex";

export type FloorMetric = "space" | "power" | "cooling";

export interface SceneOptions {
  metric: FloorMetric;
  /** Top device assumed down. */
  failedTopId: string | null;
}

/**
 * What the floor shows. Heat is always a share of a limit: power = the worse of the position's two feeds (after the failure shown, if
 * any), cooling = its zone, space = its row. So a hot cell is a place with little left, whatever stands on it.
 */
export function floorScene(floor: Floor, index: FloorIndex, options: SceneOptions): FloorScene {
  const planned = new Map((floor.plan?.positions ?? []).map((one) => [one.positionId, one]));
  const stranded: StrandedRun[] = [];
  const rooms = floor.rooms.map((room, roomAt) => ({
    id: room.id,
    name: room.name,
    rows: room.rows.map((row, rowAt): FloorRow => {
      const used = row.positions.filter((one) => one.o !== undefined && one.o !== "blocked").length;
      const usable = row.positions.filter((one) => one.o !== "blocked").length;
      const cells = row.positions.map((position): FloorCell => {
        const group = index.groups.get(position.g);
        const plan = planned.get(position.id);
        return {
          id: String(position.id),
          label: `${floor.datacenter.code}-${room.code}-${row.code}-${String(position.n).padStart(2, "0")}`,
          state: cellState(position, plan !== undefined),
          heat: heatOf(group, index, options, usable === 0 ? 0 : used / usable),
          lostFeed:
            options.failedTopId !== null &&
            position.o === "occupied" &&
            (group?.tops.includes(options.failedTopId) ?? false),
          detail: detailOf(position, plan),
        };
      });
      stranded.push(...strandedRuns(row.positions, index, roomAt, rowAt));
      return { id: row.id, label: `${room.code}-${row.code}`, short: row.code, cells };
    }),
  }));
  return { rooms, stranded };
}

function cellState(position: FloorPosition, isPlanned: boolean): CellState {
  if (isPlanned) return "planned";
  switch (position.o) {
    case "occupied":
      return "rack";
    case undefined:
      return "free";
    default:
      return position.o;
  }
}

function detailOf(position: FloorPosition, plan: { type: string } | undefined): string | undefined {
  if (plan) return `${plan.type}, planned`;
  return [position.type, position.rack, position.note].filter(Boolean).join(", ") || undefined;
}

function heatOf(
  group: Group | undefined,
  index: FloorIndex,
  { metric, failedTopId }: SceneOptions,
  rowShare: number,
): number | null {
  if (metric === "space") return rowShare;
  if (!group) return null;
  if (metric === "cooling") {
    const zone = index.zones.get(group.coolingZoneId);
    return zone && zone.capacityW > 0 ? zone.loadW / zone.capacityW : null;
  }
  const shares = group.feeds.flatMap((id) => index.shareOf(id, failedTopId) ?? []);
  return shares.length > 0 ? Math.max(...shares) : null;
}

const causes: Record<string, StrandCause> = {
  space: "S",
  row: "S",
  device: "P",
  power: "P",
  failover: "F",
  cooling: "C",
  weight: "W",
};

/** The free positions of a group that take nothing more, last ones first, as runs of neighbours. */
function strandedRuns(
  positions: readonly FloorPosition[],
  index: FloorIndex,
  room: number,
  row: number,
): StrandedRun[] {
  const marked = new Map<number, StrandCause>();
  const left = new Map<string, number>();
  for (let at = positions.length - 1; at >= 0; at--) {
    const position = positions[at];
    if (!position || position.o !== undefined) continue;
    const group = index.groups.get(position.g);
    const cause = group?.strandedCause ? causes[group.strandedCause] : undefined;
    if (!group || !cause) continue;
    const remaining = left.get(group.id) ?? group.stranded;
    if (remaining > 0) marked.set(at, cause);
    left.set(group.id, remaining - 1);
  }
  const runs: StrandedRun[] = [];
  for (const at of [...marked.keys()].sort((a, b) => a - b)) {
    const cause = marked.get(at) as StrandCause;
    const last = runs.at(-1);
    if (last && last.cause === cause && last.from + last.count === at) last.count += 1;
    else runs.push({ room, row, from: at, count: 1, cause });
  }
  return runs;
}

import type { Floor, FloorPosition } from "@headroom/contracts/fleet";
import type { CellState, FloorCell, FloorRow, FloorScene, StrandCause, StrandedRun } from "@headroom/ui/floor/scene";
import { formatDate } from "@headroom/ui/format/dates";
import { formatPower, shareOf } from "@headroom/ui/format/numbers";
import { powerOf } from "../words/amounts";
import { positionLabel, rowLabel, rowShort } from "../words/places";
import type { FloorIndex, Group, Room } from "./floorIndex";

export type FloorMetric = "space" | "power" | "cooling" | "weight" | "ports";

export interface SceneOptions {
  metric: FloorMetric;
  /** Top device assumed down. */
  failedTopId: string | null;
}

/**
 * What the floor shows. Heat is always a share of a limit: power = the tightest of the position's feeds and of the devices between them and
 * the top (after the failure shown, if any), cooling = its zone, space and ports = its row, weight = its position. So a hot cell is a place with little left, whatever stands
 * on it. The few top devices stand in the strip above: as heat they would paint a whole room in one colour.
 */
export function floorScene(floor: Floor, index: FloorIndex, options: SceneOptions): FloorScene {
  const stranded: StrandedRun[] = [];
  const today = floor.datacenter.asOf.slice(0, 10);
  const left = new Map(floor.ahead?.left.map((one) => [one.positionId, one]));
  const leaving = new Map(floor.plan?.leaving.map((one) => [one.positionId, one]));
  const rooms = floor.rooms.map((room, roomAt) => ({
    id: room.id,
    name: room.name,
    note: roomNote(floor, index, room),
    rows: room.rows.map((row, rowAt): FloorRow => {
      const usable = row.positions.filter((one) => one.o !== "blocked");
      const used = usable.filter((one) => one.o !== undefined || index.planned.has(one.id));
      const rowShare = options.metric === "ports" ? portsShare(row, index) : shareOf(used.length, usable.length);
      const cells = row.positions.map((position): FloorCell => {
        const group = index.groups.get(position.g);
        const plan = index.planned.get(position.id);
        return {
          id: String(position.id),
          label: positionLabel(floor.datacenter.code, room.code, row.code, position.n),
          state: cellState(position, plan !== undefined, today, left.has(position.id), leaving.has(position.id)),
          heat: heatOf(position, group, index, options, rowShare),
          noLimit:
            (options.metric === "weight" && group?.weightLimitKg === null) ||
            (options.metric === "ports" && row.ports === null),
          lostFeed:
            options.failedTopId !== null &&
            position.o === "occupied" &&
            (group?.tops.includes(options.failedTopId) ?? false),
          detail: detailOf(position, plan, today, left.get(position.id), leaving.get(position.id)),
          name: position.rack,
          lines: linesOf(position, plan),
        };
      });
      stranded.push(...strandedRuns(row.positions, index, roomAt, rowAt));
      return { id: row.id, label: rowLabel(room.code, row.code), short: rowShort(room.code, row.code), cells };
    }),
  }));
  return { rooms, stranded };
}

/** A floor of this height is seen without scrolling on a desk. */
const roomHeightPx = 560;

/** Height of the largest cell, px: small rooms take the page, large ones keep the 12 px of a dense floor. */
export function largestCellHeight(scene: Pick<FloorScene, "rooms">): number {
  const rows = Math.max(1, ...scene.rooms.map((room) => room.rows.length));
  return Math.max(12, Math.min(40, Math.floor(roomHeightPx / rows - 4)));
}

/** "1.20 of 1.33 MW, 4N/3": what is taken of the room's power, and how its top devices stand in for each other. */
function roomNote(floor: Floor, index: FloorIndex, room: Room): string | undefined {
  const power = floor.roomAccounts[room.id]?.power;
  if (!power) return undefined;
  const scheme = redundancyOf(index.tops.get(room.id) ?? []);
  return [powerOf(power.installed + power.committed + power.held, power.supply), scheme].filter(Boolean).join(", ");
}

/**
 * The scheme by its numbers: N top devices that each carry N/(N-1) of their capacity while another is down are "4N/3", with two of them
 * "2N". null where the numbers say neither.
 */
export function redundancyOf(tops: readonly { capacityW: number; failoverCapacityW: number }[]): string | null {
  const count = tops.length;
  if (count < 2) return null;
  // Failover capacities are kept in whole watts.
  const matches = tops.every((top) => Math.abs(top.failoverCapacityW - (top.capacityW * count) / (count - 1)) <= 1);
  if (!matches) return null;
  return count === 2 ? "2N" : `${count}N/${count - 1}`;
}

function cellState(
  position: FloorPosition,
  isPlanned: boolean,
  today: string,
  hasLeft: boolean,
  isLeaving: boolean,
): CellState {
  if (position.o === "occupied") {
    if (position.from !== undefined && position.from > today) return "planned";
    return isLeaving || position.to !== undefined ? "retiring" : "rack";
  }
  if (isPlanned) return "planned";
  return position.o ?? (hasLeft ? "left" : "free");
}

function detailOf(
  position: FloorPosition,
  plan: { type: string } | undefined,
  today: string,
  left: NonNullable<Floor["ahead"]>["left"][number] | undefined,
  leaving: NonNullable<Floor["plan"]>["leaving"][number] | undefined,
): string | undefined {
  if (plan && position.o !== "occupied") return `${plan.type}, planned`;
  const words = [
    position.type,
    position.rack,
    position.note,
    position.from && position.from > today ? `comes on ${formatDate(position.from, today)}` : undefined,
    position.to ? `${position.o === "reserved" ? "until" : "leaves on"} ${formatDate(position.to, today)}` : undefined,
    leaving ? (leaving.kind === "move" ? "moves with the plan" : "retires with the plan") : undefined,
    left ? `${left.rack ?? "a rack"} leaves on ${formatDate(left.on, today)}` : undefined,
  ];
  return words.filter(Boolean).join(", ") || undefined;
}

/** Under the name, in a cell that is large enough: type and nameplate power. */
function linesOf(position: FloorPosition, plan: { type: string; powerW: number } | undefined): string[] | undefined {
  const type = position.type ?? plan?.type;
  if (type === undefined) return position.note ? [position.note] : undefined;
  const powerW = position.powerW ?? plan?.powerW;
  return powerW === undefined ? [type] : [type, formatPower(powerW).text];
}

/** Ports of the racks of a row against those it has. null: not limited. */
function portsShare(row: Room["rows"][number], index: FloorIndex): number | null {
  if (row.ports === null) return null;
  const used = row.positions.reduce((sum, one) => sum + (one.ports ?? index.planned.get(one.id)?.ports ?? 0), 0);
  return shareOf(used, row.ports);
}

function heatOf(
  position: FloorPosition,
  group: Group | undefined,
  index: FloorIndex,
  { metric, failedTopId }: SceneOptions,
  rowShare: number | null,
): number | null {
  if (metric === "space" || metric === "ports") return rowShare;
  if (!group) return null;
  if (metric === "weight") {
    const weightKg = position.weightKg ?? index.planned.get(position.id)?.weightKg;
    return group.weightLimitKg === null || weightKg === undefined ? null : shareOf(weightKg, group.weightLimitKg);
  }
  if (metric === "cooling") {
    const zone = index.zones.get(group.coolingZoneId);
    return zone && zone.capacityW > 0 ? index.zoneLoadW(zone.id) / zone.capacityW : null;
  }
  const shares = devicesBelowTop(index, group.feeds).flatMap((id) => index.shareOf(id, failedTopId) ?? []);
  return shares.length > 0 ? Math.max(...shares) : null;
}

/** The feeds, and every device above them but the top. */
function devicesBelowTop(index: FloorIndex, feeds: readonly string[]): string[] {
  const found = new Set(feeds);
  for (const feed of feeds) {
    let device = index.devices.get(feed);
    while (device && device.parentId !== null) {
      found.add(device.id);
      device = index.devices.get(device.parentId);
    }
  }
  return [...found];
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
    if (!position || position.o !== undefined || index.planned.has(position.id)) continue;
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

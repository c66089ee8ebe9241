import type { RackElevation, RackElevations } from "@headroom/contracts/rack";
import { formatNumber, formatPower } from "@headroom/ui/format/numbers";
import { stateByName } from "@headroom/ui/primitives/states";
import type { ThumbDevice, ThumbRack, ThumbRow } from "@headroom/ui/rack/thumbs";
import { type PlanChanges, placeKey, planOfRack } from "../when/planChanges";
import { rowLabel, rowShort } from "../words/places";

export const rackColours = ["fill", "power", "state", "age"] as const;
export type RackColour = (typeof rackColours)[number];

export interface RackFilter {
  readonly q: string;
  readonly state: string;
  readonly type: string;
}

/** A rack of the room with what is worked out of its numbers. */
export interface RoomRack extends Pick<RackElevation, "code" | "row" | "n" | "type" | "state" | "powerW" | "deratedW"> {
  readonly heightU: number;
  readonly devices: readonly ThumbDevice[];
  /** Units that devices take, halves for half depth. */
  readonly usedU: number;
  /** Years since it was installed; null: it is not known when. */
  readonly ageYears: number | null;
  readonly dark: number;
  /** First day it stands there, where that is known. */
  readonly from: string | null;
  /** It is not there at the moment shown: "from 2027-01-10", "with PL-12, from 2027-01-10". null: it stands. */
  readonly comes: string | null;
  /** It stands, and is to leave: "leaves on 2027-01-10", "moves to 1-08, 04", "retires". */
  readonly leaves: string | null;
}

/** The moment that the room is shown at. */
export interface RoomMoment {
  /** The day, "2027-02-26". */
  readonly on: string;
  /** Of the plan that is shown. */
  readonly plan: { readonly id: number; readonly changes: PlanChanges } | null;
  /** Units of a rack by its type, for racks that only a plan knows. */
  readonly heights: ReadonlyMap<string, number>;
}

const FACES = ["front", "rear", "both"] as const;
const FUTURE = ["planned", "ordered", "arrived"];
/** Hardware is written off after about this long: the end of the scale of ages. */
export const OLD_YEARS = 6;
/** Of a rack whose type is not known here. */
const DEFAULT_U = 42;
const YEAR_MS = 365.25 * 86_400_000;

function toneOf(state: string | undefined): ThumbDevice["tone"] {
  if (state === "offline" || state === "failed") return "dark";
  if (state === "draining") return "leaving";
  return state !== undefined && FUTURE.includes(state) ? "planned" : "used";
}

type Found = Pick<RackElevations, "racks" | "states" | "datacenter" | "room">;

/**
 * The numbers of the wire as devices, at a moment, with what is to come beside what stands, by row and position. A rack that moves on a day
 * is there once: where it stands at the moment. `todayMs`: what ages are counted to.
 */
export function roomRacks(found: Found, todayMs: number, moment: RoomMoment): RoomRack[] {
  const standing = atMoment(found, todayMs, moment);
  const ghosts = plannedRacks(found, moment);
  if (ghosts.length === 0) return standing;
  const order = new Map(rowsInOrder(standing, ghosts).map((row, at) => [row, at]));
  return [...standing, ...ghosts].sort((a, b) => order.get(a.row)! - order.get(b.row)! || a.n - b.n);
}

/** Rows in the order of those that stand; one in which nothing stands yet comes before the first of a higher number. */
function rowsInOrder(standing: readonly RoomRack[], ghosts: readonly RoomRack[]): string[] {
  const rows = [...new Set(standing.map(({ row }) => row))];
  for (const { row } of ghosts) {
    if (rows.includes(row)) continue;
    const next = rows.findIndex((one) => one.localeCompare(row, "en", { numeric: true }) > 0);
    rows.splice(next < 0 ? rows.length : next, 0, row);
  }
  return rows;
}

function atMoment({ racks, states, datacenter, room }: Found, todayMs: number, { on, plan }: RoomMoment): RoomRack[] {
  const stands = ({ from, to }: RackElevation) => from <= on && (to === null || to > on);
  const best = new Map<string, RackElevation>();
  for (const rack of racks) if (!best.has(rack.code) || stands(rack)) best.set(rack.code, rack);
  return [...best.values()].map(({ h, d, installedOn, from, to, ...rack }) => {
    const byPlan =
      plan && planOfRack(plan.changes, { ...rack, datacenter, room: room?.code ?? null, position: rack.n });
    const moved = byPlan?.kind === "move" ? `moves to ${byPlan.to}` : byPlan ? "retires" : null;
    const devices = Array.from({ length: d.length / 4 }, (_, at): ThumbDevice => {
      const [start = 2, height = 2, face = 2, state = -1] = d.slice(at * 4, at * 4 + 4);
      return { startU: start / 2, heightU: height / 2, face: FACES[face] ?? "both", tone: toneOf(states[state]) };
    });
    return {
      ...rack,
      heightU: h,
      devices,
      usedU: devices.reduce((sum, one) => sum + one.heightU * (one.face === "both" ? 1 : 0.5), 0),
      ageYears: installedOn === null ? null : Math.max(0, (todayMs - Date.parse(installedOn)) / YEAR_MS),
      dark: devices.filter((one) => one.tone === "dark").length,
      from,
      comes: from > on ? `from ${from}` : null,
      leaves: moved ?? (to !== null && to <= on ? `leaves on ${to}` : null),
    };
  });
}

/** What the plan puts into the room. */
function plannedRacks({ datacenter, room }: Found, { plan, heights }: RoomMoment): RoomRack[] {
  return (plan?.changes.adds ?? [])
    .filter((add) => add.datacenter === datacenter && add.room === room?.code)
    .map(({ row, number, rack, rackType, powerW, startsOn }) => ({
      ...{
        code: rack ?? placeKey({ datacenter, room: room?.code ?? "", row, number }),
        row,
        n: number,
        type: rackType,
      },
      ...{ state: "planned", powerW, deratedW: 0, heightU: heights.get(rackType) ?? DEFAULT_U, devices: [], usedU: 0 },
      ...{ ageYears: null, dark: 0, from: null, leaves: null },
      comes: rack === null ? `with PL-${plan?.id}, from ${startsOn}` : `${rack} moves here with PL-${plan?.id}`,
    }));
}

export const passes = (rack: RoomRack, { q, state, type }: RackFilter): boolean =>
  (q === "" || rack.code.toLowerCase().includes(q.toLowerCase())) &&
  (state === "" || (state === "dark" ? rack.dark > 0 : rack.state === state)) &&
  (type === "" || rack.type === type);

/** Share of the scale; null: by state, or not known. */
export function shareOfRack(rack: RoomRack, colour: RackColour): number | null {
  if (rack.comes !== null) return null;
  if (colour === "fill") return rack.usedU / rack.heightU;
  if (colour === "power") return rack.powerW > 0 ? rack.deratedW / rack.powerW : null;
  return colour === "age" && rack.ageYears !== null ? Math.min(1, rack.ageYears / OLD_YEARS) : null;
}

function heatOf(rack: RoomRack, colour: RackColour): ThumbRack["heat"] {
  const share = shareOfRack(rack, colour);
  if (share === null) return null;
  return share > 1 ? "over" : Math.max(0, Math.min(10, Math.round(share * 10)));
}

export const ageWords = (years: number | null): string =>
  years === null ? "age not known" : `${formatNumber(years, 1)} years old`;

/** What a rack is, a line each; the first names it. */
export function rackWords(rack: RoomRack): string[] {
  const units = formatNumber(rack.usedU, Number.isInteger(rack.usedU) ? 0 : 1);
  return [
    `${rack.code}, ${rack.type}`,
    ...(rack.comes !== null ? [`Planned, ${rack.comes}`] : [stateByName(rack.state).word]),
    ...(rack.leaves !== null ? [rack.leaves] : []),
    `${units} of ${rack.heightU} U taken`,
    `${formatPower(rack.deratedW).text} derated, of ${formatPower(rack.powerW).text}`,
    ageWords(rack.ageYears),
    ...(rack.dark > 0 ? [`${rack.dark} out of order`] : []),
  ];
}

/** By row, as the drawing shows them. Rows in which the filter finds nothing are left out; in the others, the rest is faded. */
export function thumbRows(
  racks: readonly RoomRack[],
  room: string | undefined,
  colour: RackColour,
  filter: RackFilter,
): ThumbRow[] {
  const rows = new Map<string, { label: string; racks: ThumbRack[]; any: boolean }>();
  for (const rack of racks) {
    const row = rows.get(rack.row) ?? { label: rowShort(room, rack.row), racks: [], any: false };
    rows.set(rack.row, row);
    const matches = passes(rack, filter);
    row.any ||= matches;
    row.racks.push({
      code: rack.code,
      short: String(rack.n).padStart(2, "0"),
      heightU: rack.heightU,
      devices: rack.devices,
      heat: heatOf(rack, colour),
      faded: !matches,
      planned: rack.comes !== null,
      leaving: rack.leaves !== null,
      words: rackWords(rack),
    });
  }
  return [...rows.values()].filter(({ any }) => any).map(({ label, racks: found }) => ({ label, racks: found }));
}

export const placeOf = (room: string | undefined, rack: RoomRack): string =>
  `${rowLabel(room, rack.row)}, ${String(rack.n).padStart(2, "0")}`;

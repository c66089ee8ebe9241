import { type AssetCondition, type AssetState, assetMeanings } from "@headroom/core/lifecycle/asset";
import type { Day } from "./calendar";
import type { Dice } from "./dice";
import type { RegionHistory } from "./history";
import type { Lot } from "./stock";
import type { SeedPosition } from "./topology";

export interface SeedRack {
  readonly id: number;
  readonly code: string;
  readonly lot: Lot;
  readonly position: SeedPosition;
  readonly state: AssetState;
  readonly serial: string;
  readonly endOfLife: Day;
}

export interface SeedServer {
  readonly id: number;
  readonly rack: SeedRack;
  readonly name: string;
  readonly serial: string;
  readonly startU: number;
  readonly face: "front" | "rear" | "both";
  readonly state: AssetState;
  readonly condition: AssetCondition;
}

const LIFE_DAYS = 6 * 365;
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const serialOf = (prefix: string, dice: Dice): string =>
  `${prefix}${Array.from({ length: 8 }, () => letters[dice.int(0, letters.length - 1)]).join("")}`;

/** Racks by the day they came. */
export function buildRacks(histories: readonly RegionHistory[], dice: Dice): SeedRack[] {
  const draining = new Set(histories.flatMap(({ lots }) => oldestStanding(lots)));
  const lots = histories.flatMap((h) => h.lots).sort((a, b) => a.installedOn! - b.installedOn!);
  const stood = new Map<number, number>();
  let id = 0;
  return lots.flatMap((lot) =>
    lot.places.map(({ position }): SeedRack => {
      const before = stood.get(position.id) ?? 0;
      stood.set(position.id, before + 1);
      id += 1;
      const state =
        lot.retiredOn !== null
          ? "retired"
          : lot.inServiceOn === null
            ? "racked"
            : draining.has(lot)
              ? "draining"
              : "in_service";
      return { ...rackOf(lot, position, { id, stoodBefore: before }, dice), state };
    }),
  );
}

/** A rack in service. One that stands where others stood has a number after its position's name. */
export function rackOf(
  lot: Lot,
  position: SeedPosition,
  { id, stoodBefore }: { readonly id: number; readonly stoodBefore: number },
  dice: Dice,
): SeedRack {
  return {
    ...{ id, lot, position, state: "in_service", serial: serialOf("QR", dice) },
    code: codeAt(position, stoodBefore),
    endOfLife: lot.installedOn! + LIFE_DAYS,
  };
}

/** What a rack is called at a position where so many stood before. */
export const codeAt = ({ label }: SeedPosition, stoodBefore: number): string =>
  stoodBefore === 0 ? label : `${label}.${stoodBefore + 1}`;

/** One lot of each region is being emptied. */
function oldestStanding(lots: readonly Lot[]): Lot[] {
  const standing = lots.filter((l) => l.retiredOn === null && l.inServiceOn !== null);
  return standing.sort((a, b) => a.installedOn! - b.installedOn!).slice(0, 1);
}

/** Shares of an in-service rack's servers that do not run. */
const FAILED = 0.006;
const OFFLINE = 0.003;
const PLANNED_OF_RACKED = 0.1;

/** The servers of every rack that stands, from unit 1 upwards; half-depth ones in pairs, front and rear. */
export function* buildServers(racks: readonly SeedRack[], dice: Dice): Generator<SeedServer> {
  let id = 0;
  for (const rack of racks) {
    if (!assetMeanings[rack.state].standing) continue;
    const { serverType, serverCount } = rack.lot.type;
    const perSlot = serverType.fullDepth ? 1 : 2;
    for (let i = 0; i < serverCount; i++) {
      const startU = 1 + Math.floor(i / perSlot) * serverType.heightU;
      const face = serverType.fullDepth ? "both" : i % 2 === 0 ? "front" : "rear";
      id += 1;
      yield {
        id,
        rack,
        name: `${rack.code.toLowerCase()}-u${String(startU).padStart(2, "0")}${face === "rear" ? "r" : ""}`,
        serial: serialOf("QS", dice),
        startU,
        face,
        ...lifeOf(rack.state, dice),
      };
    }
  }
}

function lifeOf(rack: AssetState, dice: Dice): Pick<SeedServer, "state" | "condition"> {
  const at = dice.share();
  if (rack === "draining") return { state: "draining", condition: "ok" };
  if (rack === "racked") return { state: at < PLANNED_OF_RACKED ? "planned" : "racked", condition: "ok" };
  return { state: "in_service", condition: at < FAILED ? "failed" : at < FAILED + OFFLINE ? "offline" : "ok" };
}

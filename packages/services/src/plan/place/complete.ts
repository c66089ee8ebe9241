import { addLots } from "@headroom/core/approval/footprint";
import { lotsThatFit } from "@headroom/core/planning/lots";
import { rankRows } from "@headroom/core/planning/placement/rank";
import { placementRequest, prefitOf, rankPrefits } from "../../placement/ask";
import type { AccountTotals } from "../../ports/capacity";
import {
  type Filling,
  type Fillings,
  keep,
  lotAsPlaced,
  openTo,
  type PlacedLot,
  type PlannedAsk,
  rewardOf,
} from "./types";

type Totals = ReadonlyMap<number, AccountTotals>;

/**
 * A last look at a request that is not placed, or not wholly: what is missing goes wherever it may. An all-or-nothing request whose rest finds no
 * place beside its beginning is given back and tried as a whole everywhere. Returns whether it gave back for good: others may fit now.
 */
export function complete(state: Fillings, ask: PlannedAsk, lots: PlacedLot[], totals: Totals): boolean {
  const own = lots.filter((lot) => lot.requestId === ask.id);
  const missing = ask.racks - own.reduce((sum, lot) => sum + lot.count, 0);
  if (missing === 0) return false;
  const begun = own[0]?.datacenterId;
  if (begun !== undefined) {
    if (tryIn(state, ask, missing, [begun], lots, totals) || ask.splitRule === "best_effort") return false;
    giveBack(state, ask, lots);
  }
  const open = openTo(ask, (id) => state.get(id)?.loads);
  return !tryIn(state, ask, ask.racks, open, lots, totals) && begun !== undefined;
}

function giveBack(state: Fillings, ask: PlannedAsk, lots: PlacedLot[]): void {
  for (let i = lots.length - 1; i >= 0; i--) {
    const lot = lots[i]!;
    if (lot.requestId !== ask.id) continue;
    addLots(state.get(lot.datacenterId)!.loads, [lotAsPlaced(ask, lot)], -1);
    lots.splice(i, 1);
  }
}

/** Places `racks` in the best of the datacenters that take them (a best effort: that take any). Returns whether it did. */
function tryIn(
  state: Fillings,
  ask: PlannedAsk,
  racks: number,
  datacenterIds: readonly number[],
  lots: PlacedLot[],
  totals: Totals,
): boolean {
  const rest = { ...ask, racks };
  const fillings = datacenterIds.flatMap((id) => state.get(id) ?? []);
  const prefits = fillings.map((f) => prefitOf({ ...f.floor, loads: f.loads }, totals.get(f.floor.snapshot.id), rest));
  const [best] = rankPrefits(prefits);
  if (!best) return false;
  // the rest of a request that was split already may be split further
  const whole = best.fits || (racks < ask.racks && best.racksThatFit === racks);
  if (!whole && !(ask.splitRule === "best_effort" && best.racksThatFit > 0)) return false;
  fill(state, state.get(best.id)!, ask, racks, lots);
  return true;
}

/** Takes the best row, or the rows of the lots where no row takes it whole. */
function fill(state: Fillings, { floor, loads }: Filling, ask: PlannedAsk, racks: number, lots: PlacedLot[]): void {
  const request = placementRequest(String(ask.id), { ...ask, racks }, rewardOf(ask));
  const parts = lotsThatFit(floor.dc, loads, request);
  for (const part of parts) {
    const whole = parts.length === 1;
    const asked = { ...request, racks: part.count, ...(whole ? {} : { allowedRowIds: [part.rowId] }) };
    const [first, second] = rankRows(floor.dc, loads, asked, 2);
    if (!first) throw new Error(`row ${part.rowId} takes ${part.count} racks and then does not`);
    const { rowId, racks: byGroup } = first.score;
    const place = { requestId: ask.id, datacenterId: floor.snapshot.id, rowId, racks: byGroup, count: part.count };
    keep(state, ask, { ...place, score: first.score, runnerUp: second?.score ?? null }, lots);
  }
}

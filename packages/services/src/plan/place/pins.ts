import type { LimitCheck, RequestCertificateDto } from "@headroom/contracts/explanation";
import { addLots } from "@headroom/core/approval/footprint";
import { explainSplit } from "@headroom/core/planning/placement/explain";
import { rankRows, scoreAt } from "@headroom/core/planning/placement/rank";
import { placementRequest } from "../../placement/ask";
import { choice, nextLimitOf, toCheck } from "../../placement/certificate";
import { type OpenFloor, openFloor } from "../../placement/floors";
import { namesOf } from "../../placement/names";
import type { Pin, PinnedLot } from "../../ports/overrides";
import { placeRequests } from "./place";
import { lotAsPlaced, type PlacedLot, type PlacedRequest, type PlaceOptions, type PlannedAsk } from "./types";

interface Held {
  readonly ask: PlannedAsk;
  readonly pin: Pin;
  readonly lots: readonly PlacedLot[];
}
interface Dropped {
  readonly pin: Pin;
  /** What stands in the way; null: the row or its groups are gone, or the request has become smaller. */
  readonly limit: LimitCheck | null;
}

/**
 * Places requests around those whose place a person chose: these stay where every limit is still kept, in the order given, before anything
 * else is placed. Where one no longer holds its request is placed like any other, and its certificate says by what. `dropped`: ids of requests.
 */
export async function placeWithPins(
  floors: readonly OpenFloor[],
  asks: readonly PlannedAsk[],
  pins: readonly Pin[],
  options: PlaceOptions,
): Promise<{ lots: PlacedLot[]; requests: PlacedRequest[]; dropped: number[] }> {
  if (pins.length === 0) return { ...(await placeRequests(floors, asks, options)), dropped: [] };
  const { held, dropped } = hold(floors, asks, pins);
  const around = floors.map((floor) => withLots(floor, held));
  const free = asks.filter((ask) => !held.some((h) => h.ask.id === ask.id));
  const placed = await placeRequests(around, free, options);
  const results = new Map(placed.requests.map((r) => [r.requestId, r]));
  for (const one of held)
    results.set(one.ask.id, heldResult(floors, one, [...held.flatMap((h) => h.lots), ...placed.lots], asks));
  for (const { pin, limit } of dropped) {
    const result = results.get(pin.requestId);
    if (!result) continue;
    const override = { ...overrideOf(pin), dropped: { limit } };
    results.set(pin.requestId, { ...result, certificate: { ...result.certificate, override } });
  }
  return {
    lots: [...held.flatMap((h) => h.lots), ...placed.lots],
    requests: asks.flatMap((ask) => results.get(ask.id) ?? []),
    dropped: dropped.map((d) => d.pin.requestId),
  };
}

const overrideOf = (pin: Pin): NonNullable<RequestCertificateDto["override"]> => ({
  ...{ by: pin.author, at: pin.createdAt, reason: pin.reason, note: pin.note, from: pin.from, row: pin.row },
  ...{ cost: pin.cost, ...(pin.withheld ? { withheld: pin.withheld } : {}), dropped: null },
});

/** Tries the pins one after the other on the floors as they stand. */
function hold(floors: readonly OpenFloor[], asks: readonly PlannedAsk[], pins: readonly Pin[]) {
  const loads = new Map(floors.map((floor) => [floor.snapshot.id, floor.loads.clone()]));
  const held: Held[] = [];
  const dropped: Dropped[] = [];
  for (const pin of pins) {
    const ask = asks.find((a) => a.id === pin.requestId);
    if (!ask) continue;
    const lots: PlacedLot[] = [];
    let limit: LimitCheck | null = null;
    for (const pinned of pin.lots) {
      const floor = floors.find((f) => f.snapshot.id === pinned.datacenterId);
      const there = floor && loads.get(pinned.datacenterId)!;
      const lot =
        floor && there && ask.datacenterIds.includes(pinned.datacenterId) && standIn(floor, there, ask, pinned);
      if (!lot || "limit" in lot) {
        limit = lot ? lot.limit : null;
        break;
      }
      addLots(there, [lotAsPlaced(ask, lot)], 1);
      lots.push(lot);
    }
    const racks = lots.reduce((sum, lot) => sum + lot.count, 0);
    if (
      lots.length === pin.lots.length &&
      racks <= ask.racks &&
      (racks === ask.racks || ask.splitRule === "best_effort")
    )
      held.push({ ask, pin, lots });
    else {
      for (const lot of lots) addLots(loads.get(lot.datacenterId)!, [lotAsPlaced(ask, lot)], -1);
      dropped.push({ pin, limit });
    }
  }
  return { held, dropped };
}

/** The lot as it would stand: split as it was, else the best split of its row. null: the row is gone. */
function standIn(
  { snapshot, dc }: OpenFloor,
  loads: OpenFloor["loads"],
  ask: PlannedAsk,
  { rowId, racks }: PinnedLot,
): PlacedLot | { limit: LimitCheck | null } | null {
  const count = Object.values(racks).reduce((sum, n) => sum + n, 0);
  const request = placementRequest(String(ask.id), { ...ask, racks: count });
  const lot = { requestId: ask.id, datacenterId: snapshot.id, rowId, count, runnerUp: null };
  const certificate = explainSplit(dc, loads, request, rowId, racks);
  if (certificate?.fits) return { ...lot, racks, score: scoreAt(dc, loads, request, rowId, racks)! };
  if (!dc.rowIndex.has(rowId)) return null;
  const [best] = rankRows(dc, loads, { ...request, allowedRowIds: [rowId] }, 1);
  if (best) return { ...lot, racks: best.score.racks, score: best.score };
  return { limit: certificate?.worst ? toCheck(namesOf(snapshot), certificate.worst) : null };
}

function withLots(floor: OpenFloor, held: readonly Held[]): OpenFloor {
  const own = held.flatMap(({ ask, lots }) =>
    lots.flatMap((lot, i) =>
      lot.datacenterId === floor.snapshot.id ? [{ ...lotAsPlaced(ask, lot), id: `pin-${ask.id}-${i}` }] : [],
    ),
  );
  if (own.length === 0) return floor;
  const { snapshot } = floor;
  return openFloor({ ...snapshot, placed: [...snapshot.placed, ...own] });
}

function heldResult(
  floors: readonly OpenFloor[],
  { ask, pin, lots }: Held,
  all: readonly PlacedLot[],
  asks: readonly PlannedAsk[],
): PlacedRequest {
  const racksPlaced = lots.reduce((sum, lot) => sum + lot.count, 0);
  const places = lots.map((lot) => {
    const floor = floors.find((f) => f.snapshot.id === lot.datacenterId)!;
    const loads = floor.loads.clone();
    for (const other of all)
      if (other.datacenterId === lot.datacenterId)
        addLots(loads, [lotAsPlaced(asks.find((a) => a.id === other.requestId)!, other)], 1);
    return choice(
      namesOf(floor.snapshot),
      lot.score,
      null,
      nextLimitOf(loads, placementRequest("next", ask), lot.rowId),
    );
  });
  const outcome = racksPlaced === ask.racks ? "placed" : "partial";
  return {
    requestId: ask.id,
    outcome,
    racksPlaced,
    certificate: {
      outcome,
      datacenter: floors.find((f) => f.snapshot.id === lots[0]!.datacenterId)!.snapshot.code,
      rowsByLimit: {},
      nearest: [],
      relaxations: [],
      chosen: places[0]!,
      ...(places.length > 1 ? { lots: places } : {}),
      override: overrideOf(pin),
    },
  };
}

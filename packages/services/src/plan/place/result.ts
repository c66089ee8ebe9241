import type { RequestCertificateDto } from "@headroom/contracts/explanation";
import { feasibility } from "@headroom/core/planning/placement/explain";
import type { PlacementDecision } from "@headroom/core/planning/placement/types";
import { type Prefit, placementRequest } from "../../placement/ask";
import { choice, nextLimitOf, rejection } from "../../placement/certificate";
import { namesOf } from "../../placement/names";
import type { Filling, Fillings, PlacedLot, PlacedRequest, PlannedAsk } from "./types";

/** What became of a request, with the certificate made on the finished floor. */
export function resultOf(
  state: Fillings,
  ask: PlannedAsk,
  own: readonly PlacedLot[],
  prefits: readonly Prefit[],
  held: { datacenterId: number; decision: PlacementDecision } | undefined,
): PlacedRequest {
  const considered = prefits.map((p) => ({
    datacenter: p.code,
    zone: p.zone,
    fits: p.fits,
    rowsThatFit: p.rowsThatFit,
    lots: p.lots,
    racksThatFit: p.racksThatFit,
    freePositions: p.freePositions,
    freePowerW: p.freePowerW,
  }));
  const racksPlaced = own.reduce((sum, lot) => sum + lot.count, 0);
  const request = placementRequest(String(ask.id), ask);
  const main = own[0];
  if (main) {
    const { floor, loads } = state.get(main.datacenterId)!;
    const places = own.map((lot) =>
      choice(namesOf(floor.snapshot), lot.score, lot.runnerUp, nextLimitOf(loads, request, lot.rowId)),
    );
    const chosen = places[0]!;
    const lots = places.length > 1 ? { lots: places } : {};
    const outcome = racksPlaced === ask.racks ? "placed" : "partial";
    const datacenter = floor.snapshot.code;
    const why = { rowsByLimit: {}, nearest: [], relaxations: [] };
    // what a partial placement lacks is explained like a rejection of the rest
    const rest = outcome === "partial" ? rejectedIn(state.get(main.datacenterId)!, ask, ask.racks - racksPlaced) : why;
    return {
      requestId: ask.id,
      outcome,
      racksPlaced,
      certificate: { ...why, ...rest, outcome, datacenter, chosen, ...lots, considered },
    };
  }
  const nearest = held?.datacenterId ?? prefits[0]?.id;
  const filling = nearest === undefined ? undefined : state.get(nearest);
  const certificate: RequestCertificateDto = filling
    ? rejectedIn(filling, ask, ask.racks)
    : { outcome: "rejected", datacenter: null, rowsByLimit: {}, nearest: [], relaxations: [], chosen: null };
  const price = held?.decision.kind === "rejected" ? held.decision.withheld : undefined;
  const withheld = price &&
    filling && {
      row: namesOf(filling.floor.snapshot).row(price.rowId),
      reward: price.reward,
      expectedLoss: price.expectedLoss,
    };
  return {
    requestId: ask.id,
    outcome: "rejected",
    racksPlaced: 0,
    certificate: {
      ...{ ...certificate, considered },
      ...(withheld ? { withheld } : {}),
      ...(ask.apart ? { apart: ask.apart } : {}),
    },
  };
}

function rejectedIn({ floor, loads }: Filling, ask: PlannedAsk, racks: number): RequestCertificateDto {
  const names = namesOf(floor.snapshot);
  const request = placementRequest(String(ask.id), { ...ask, racks });
  const { certificate } = feasibility(floor.dc, loads, request);
  if (certificate) return rejection(names, { loads, splitRule: ask.splitRule }, certificate, request);
  return {
    outcome: "rejected",
    datacenter: floor.snapshot.code,
    rowsByLimit: {},
    nearest: [],
    relaxations: [],
    chosen: null,
  };
}

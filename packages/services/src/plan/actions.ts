import { choosePositions } from "@headroom/core/planning/positions";
import type { OpenFloor } from "../placement/floors";
import type { NewPlanAction, PlanActionRecord } from "../ports/plans";
import type { RequestRecord } from "../ports/requests";
import type { PlacedLot, PlacedRequest } from "./place/types";

/** The day on which a request's racks land: when they are needed, or today where that is past. */
export const startOf = ({ neededBy }: Pick<RequestRecord, "neededBy">, today: string): string =>
  neededBy > today ? neededBy : today;

/**
 * Lots to actions on concrete positions: one action for each lot, in the order of requests, rows and placing. `counted` are the same actions as
 * the accounting reads them.
 */
export function actionsOf(
  floors: readonly OpenFloor[],
  requests: readonly RequestRecord[],
  placed: { readonly lots: readonly PlacedLot[]; readonly requests: readonly PlacedRequest[] },
  today: string,
): { actions: NewPlanAction[]; counted: PlanActionRecord[] } {
  const taken = new Set<number>();
  const requestOf = new Map(requests.map((r) => [r.id, r]));
  const certificateOf = new Map(placed.requests.map((r) => [r.requestId, r.certificate]));
  const floorOf = new Map(floors.map((f) => [f.snapshot.id, f]));
  const ordered = [...placed.lots].sort((a, b) => a.requestId - b.requestId);
  const actions: NewPlanAction[] = [];
  const counted: PlanActionRecord[] = [];
  for (const lot of ordered) {
    const request = requestOf.get(lot.requestId)!;
    const { snapshot } = floorOf.get(lot.datacenterId)!;
    const positions = Object.entries(lot.racks).flatMap(([groupId, count]) => {
      const free = snapshot.positions.filter(
        (p) => p.groupId === groupId && p.occupancy === null && p.blockedReason === null && !taken.has(p.id),
      );
      const chosen = choosePositions(free, count);
      if (!chosen) throw new Error(`group ${groupId} of ${snapshot.code} has fewer than ${count} free positions`);
      for (const { id } of chosen) taken.add(id);
      return chosen;
    });
    positions.sort((a, b) => a.number - b.number);
    const startsOn = startOf(request, today);
    const rowId = Number(lot.rowId);
    const shared = { kind: "add" as const, requestId: lot.requestId, rackTypeId: request.rackTypeId, startsOn, rowId };
    const certificate = certificateOf.get(lot.requestId) ?? null;
    actions.push({
      ...shared,
      datacenterId: lot.datacenterId,
      positionIds: positions.map((p) => p.id),
      certificate,
    });
    counted.push({
      ...shared,
      id: actions.length,
      sequence: actions.length,
      rackType: request.rackType,
      family: request.family,
      powerW: request.powerW,
      coolingW: request.coolingW,
      weightKg: request.weightKg ?? 0,
      ports: request.ports ?? 0,
      ...(request.rules ? { rules: request.rules } : {}),
      cost: request.cost,
      racks: positions.length,
      datacenterId: lot.datacenterId,
      datacenter: snapshot.code,
      region: snapshot.region.code,
      room: snapshot.model.rows.find((r) => r.id === lot.rowId)?.roomId ?? "",
      row: snapshot.names.rows.get(lot.rowId)?.code ?? lot.rowId,
      positions: positions.map(({ id, number }) => ({ id, number })),
    });
  }
  return { actions, counted };
}

import { oracleLoads } from "../../capacity/loads.oracle";
import type { DatacenterModel, DomainScope, PlacedRacks } from "../../topology/datacenter";
import type { PlacementRequest, PlacementResult, RelaxationChange } from "./types";

/** Judges of plans, written from the rules alone (bench/placement/FORMAT.md): brute force, for small cases. Test support only. */

export function asRacks(
  request: PlacementRequest,
  rowId: string,
  racks: Readonly<Record<string, number>>,
): PlacedRacks {
  const { id, powerW, coolingW, weightKg = 0, ports = 0, spread, antiAffinity, affinity } = request;
  const rules = { ...(spread && { spread }), ...(antiAffinity && { antiAffinity }), ...(affinity && { affinity }) };
  return { id, kind: "held", rowId, racks, powerW, coolingW, weightKg, ports, ...rules };
}

/** Everything the result places, as racks. */
export function placedBy(requests: readonly PlacementRequest[], result: PlacementResult): PlacedRacks[] {
  return result.decisions.flatMap((d, i) => (d.kind === "placed" ? [asRacks(requests[i]!, d.rowId, d.racks)] : []));
}

function* splits(groups: readonly string[], racks: number): Generator<Record<string, number>> {
  const [head, ...rest] = groups;
  if (head === undefined) {
    if (racks === 0) yield {};
    return;
  }
  for (let here = 0; here <= racks; here++)
    for (const tail of splits(rest, racks - here)) yield here > 0 ? { [head]: here, ...tail } : tail;
}

/** Every legal split of a request in a row, by trying all of them. Rules of the row and of keys are not looked at. */
export function legalSplits(
  model: DatacenterModel,
  placed: readonly PlacedRacks[],
  request: PlacementRequest,
  rowId: string,
): Record<string, number>[] {
  const groups = model.groups.filter((g) => g.rowId === rowId).map((g) => g.id);
  const carries = (id: string) =>
    (request.weightKg ?? 0) <=
    (model.groups.find((g) => g.id === id)!.positionWeightLimitKg ?? Number.POSITIVE_INFINITY);
  return [...splits(groups, request.racks)].filter(
    (racks) =>
      Object.keys(racks).every(carries) &&
      oracleLoads(model, [...placed, asRacks(request, rowId, racks)]).broken.size === 0,
  );
}

/** The domains of a row. */
function domains(model: DatacenterModel, rowId: string, scope: DomainScope): string[] {
  const row = model.rows.find((r) => r.id === rowId)!;
  if (scope === "row") return [rowId];
  if (scope === "room") return [row.roomId];
  if (scope === "faultDomain") return [row.faultDomain ?? row.roomId];
  const top = (id: string): string => {
    const device = model.devices.find((d) => d.id === id)!;
    return device.parentId === null ? id : top(device.parentId);
  };
  return [...new Set(model.groups.filter((g) => g.rowId === rowId).flatMap((g) => g.feeds.map(top)))];
}

const racksIn = (lot: PlacedRacks) => Object.values(lot.racks).reduce((a, b) => a + b, 0);

/** Whether the rules among racks of one key let the request into the row; `mended`: changes that soften them. */
function keysAllow(
  model: DatacenterModel,
  placed: readonly PlacedRacks[],
  request: PlacementRequest,
  rowId: string,
  mended: readonly RelaxationChange[],
): boolean {
  const { spread, antiAffinity, affinity } = request;
  const extra = (limit: string, subject: string) =>
    mended.find((c) => c.limit === limit && c.subjectId === subject)?.amount ?? 0;
  const others = (kind: "spread" | "antiAffinity" | "affinity", key: string) =>
    placed.filter((p) => p[kind]?.key === key);
  if (spread)
    for (const domain of domains(model, rowId, spread.scope)) {
      const there = others("spread", spread.key).filter((p) => domains(model, p.rowId, spread.scope).includes(domain));
      const most = spread.maxRacksPerDomain + extra("spread", domain);
      if (there.reduce((sum, p) => sum + racksIn(p), request.racks) > most) return false;
    }
  if (antiAffinity)
    for (const domain of domains(model, rowId, antiAffinity.scope)) {
      const there = others("antiAffinity", antiAffinity.key);
      const here = there.filter((p) => domains(model, p.rowId, antiAffinity.scope).includes(domain));
      if (here.length > extra("antiAffinity", domain)) return false;
    }
  if (affinity && extra("affinity", rowId) === 0) {
    const there = others("affinity", affinity.key).map((p) => domains(model, p.rowId, affinity.scope));
    const own = domains(model, rowId, affinity.scope);
    const common = [...new Set(there.flat())].filter((domain) => there.every((list) => list.includes(domain)));
    const homes = common.length > 0 ? common : there.flat();
    if (there.length > 0 && !own.some((domain) => homes.includes(domain))) return false;
  }
  return true;
}

const isFrozen = (model: DatacenterModel, rowId: string, roomId: string, day: string | undefined): boolean =>
  (model.freezes ?? []).some(
    (f) => day !== undefined && f.from <= day && day <= f.to && [model.id, roomId, rowId].includes(f.id),
  );

/** Rows where the request may stand and fits. */
export function rowsThatFit(
  model: DatacenterModel,
  placed: readonly PlacedRacks[],
  request: PlacementRequest,
  mended: readonly RelaxationChange[] = [],
): string[] {
  return model.rows
    .filter(
      (row) =>
        (request.allowedRowIds?.includes(row.id) ?? true) &&
        (request.allowedRoomIds?.includes(row.roomId) ?? true) &&
        !request.forbiddenRowIds?.includes(row.id) &&
        (request.requiredTags ?? []).every((tag) => row.tags?.includes(tag)) &&
        !isFrozen(model, row.id, row.roomId, request.neededBy) &&
        keysAllow(model, placed, request, row.id, mended) &&
        legalSplits(model, placed, request, row.id).length > 0,
    )
    .map((row) => row.id);
}

/** Requests that break a rule of theirs, each held against all others: an end state's judge, whatever the order it came about in. */
export function rulesBroken(
  model: DatacenterModel,
  standing: readonly { lot: PlacedRacks; request: PlacementRequest }[],
) {
  return standing
    .filter(({ lot, request }) => {
      const others = standing.filter((s) => s.lot !== lot).map((s) => s.lot);
      const row = model.rows.find((r) => r.id === lot.rowId)!;
      const heavy = Object.keys(lot.racks).some(
        (id) => (request.weightKg ?? 0) > (model.groups.find((g) => g.id === id)!.positionWeightLimitKg ?? 1e9),
      );
      return (
        heavy ||
        request.forbiddenRowIds?.includes(row.id) ||
        isFrozen(model, row.id, row.roomId, request.neededBy) ||
        !keysAllow(model, others, request, lot.rowId, [])
      );
    })
    .map(({ request }) => request.id);
}

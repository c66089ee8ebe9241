import type { Instance, Placement, Solution } from "../instances/format";

/** What a valid solution comes to. Percentages are of the capacity of all top devices. */
export interface Measures {
  readonly reward: number;
  readonly placed: number;
  readonly racks: number;
  /** Place of the first rejected request in the order of arrival, from 0; null: none was rejected. */
  readonly firstRejected: number | null;
  /** Counting only what was placed before the first rejection; null: none was rejected. */
  readonly strandedAtFirst: number | null;
  readonly strandedAtEnd: number;
}

interface Standing extends Placement {
  readonly powerW: number;
  readonly coolingW: number;
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Every limit the racks break, as text; from scratch, summing over all racks for each limit (rules 3 to 6 of the format). */
function brokenLimits({ datacenter: dc }: Instance, standing: readonly Standing[]): string[] {
  const groups = new Map(dc.positionGroups.map((g) => [g.id, g]));
  const devices = new Map(dc.powerDevices.map((d) => [d.id, d]));
  const path = (id: string | null): string[] => (id === null ? [] : [id, ...path(devices.get(id)!.parent)]);
  const stacks = standing.flatMap((s) =>
    Object.entries(s.racks).map(([id, n]) => {
      const group = groups.get(id)!;
      const paths = group.feeds.map(path);
      return { group, n, powerW: n * s.powerW, coolingW: n * s.coolingW, under: new Set(paths.flat()) };
    }),
  );
  const out: string[] = [];
  for (const group of dc.positionGroups) {
    const racks = sum(stacks.filter((s) => s.group === group).map((s) => s.n));
    if (racks > group.positions) out.push(`${group.id}: ${racks} racks in ${group.positions} positions`);
  }
  for (const zone of dc.coolingZones) {
    const drawn = sum(stacks.filter((s) => s.group.coolingZone === zone.id).map((s) => s.coolingW));
    if (drawn > zone.capacityW) out.push(`${zone.id}: ${drawn} W of cooling over ${zone.capacityW} W`);
  }
  for (const device of dc.powerDevices) {
    const fed = stacks.filter((s) => s.under.has(device.id));
    const normal = sum(fed.map((s) => s.powerW)) / 2;
    if (normal > device.capacityW) out.push(`${device.id}: ${normal} W over ${device.capacityW} W`);
    const own = path(device.id).at(-1);
    for (const failing of dc.powerDevices) {
      if (failing.parent !== null || failing.room !== device.room || failing.id === own) continue;
      const carried = normal + sum(fed.filter((s) => s.under.has(failing.id)).map((s) => s.powerW)) / 2;
      if (carried > device.failoverCapacityW)
        out.push(`${device.id} when ${failing.id} fails: ${carried} W over ${device.failoverCapacityW} W`);
    }
  }
  return out;
}

function formFaults(instance: Instance, { placements, rejected }: Solution): string[] {
  const requests = new Map(instance.requests.map((q) => [q.id, q]));
  const rowOf = new Map(instance.datacenter.positionGroups.map((g) => [g.id, g.row]));
  const seen = new Map<string, number>();
  for (const id of [...placements.map((p) => p.request), ...rejected]) seen.set(id, (seen.get(id) ?? 0) + 1);
  const out = instance.requests.flatMap(({ id }) =>
    seen.get(id) === 1 ? [] : [`${id} appears ${seen.get(id) ?? 0} times`],
  );
  for (const id of seen.keys()) if (!requests.has(id)) out.push(`${id} is no request`);
  for (const { request, row, racks } of placements) {
    const counts = Object.values(racks);
    if (!counts.every((n) => Number.isInteger(n) && n >= 1) || sum(counts) !== requests.get(request)?.racks)
      out.push(`${request}: ${JSON.stringify(racks)} is not what was asked`);
    for (const id of Object.keys(racks)) if (rowOf.get(id) !== row) out.push(`${request}: ${id} is not in row ${row}`);
  }
  return out;
}

/**
 * Verifies a solution against every rule of the placement format and measures it. Written from the description alone: it shares
 * no code with the planner nor with the peers. Throws, naming what is broken, when the solution is not valid.
 */
export function check(instance: Instance, solution: Solution): Measures {
  const faults = formFaults(instance, solution);
  const asked = new Map(instance.requests.map((q) => [q.id, q]));
  const standing = solution.placements.flatMap((p): Standing[] => {
    const q = asked.get(p.request);
    return q ? [{ ...p, powerW: q.powerW, coolingW: q.coolingW }] : [];
  });
  if (faults.length === 0) faults.push(...brokenLimits(instance, [...instance.placed, ...standing]));
  if (faults.length > 0) throw new Error(`${instance.name}: invalid solution: ${faults.slice(0, 5).join("; ")}`);

  const capacity = sum(instance.datacenter.powerDevices.filter((d) => d.parent === null).map((d) => d.capacityW));
  // both halves of a rack's power are on some top device
  const watts = (list: readonly Standing[]) => sum(list.map((s) => s.powerW * sum(Object.values(s.racks))));
  const stranded = (list: readonly Standing[]) => 100 - (100 * watts([...instance.placed, ...list])) / capacity;
  const rejected = new Set(solution.rejected);
  const first = instance.requests.findIndex((q) => rejected.has(q.id));
  const before = new Set(instance.requests.slice(0, Math.max(0, first)).map((q) => q.id));
  const placed = standing.map((s) => asked.get(s.request)!);
  return {
    reward: sum(placed.map((q) => q.reward)),
    placed: placed.length,
    racks: sum(placed.map((q) => q.racks)),
    firstRejected: first < 0 ? null : first,
    strandedAtFirst: first < 0 ? null : stranded(standing.filter((s) => before.has(s.request))),
    strandedAtEnd: stranded(standing),
  };
}

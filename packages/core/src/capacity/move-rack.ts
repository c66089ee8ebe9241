import { type LimitKind, type LimitViolation, type Loads, type RackNeeds, rackDemand } from "./loads";

/** A limit that a rack would break where it is moved to. `load` and `capacity` in positions, watts, kg or ports, as the limit is. */
export interface MoveBreak extends Omit<LimitViolation, "limit"> {
  readonly limit: Exclude<LimitKind, "positions"> | "positionWeight";
}

/**
 * For every group of a datacenter, in the model's order, the limits that a rack would break if it moved there from where it stands: those
 * that are kept now, or broken already and made worse; a limit that it leaves as it is hinders nobody. Free positions are the
 * caller's: they are counted one by one. `from`: index of the group it leaves; null: it comes from elsewhere. `loads` are as before, and
 * are left as they were. O(topology + groups x what is above a group).
 */
export function moveBreaks(loads: Loads, rack: RackNeeds, from: number | null): readonly (readonly MoveBreak[])[] {
  const demand = rackDemand(rack);
  const before = new Map(loads.violations().map((one) => [keyOf(one), one.load]));
  const trial = loads.clone();
  if (from !== null) trial.remove(from, 1, demand);
  const { groups } = loads.dc.model;
  return groups.map((group, to): MoveBreak[] => {
    trial.add(to, 1, demand);
    // what it leaves only gets better, and what it does not touch stays as it is
    const broken = trial.violationsOf(to).flatMap((one): MoveBreak[] => {
      if (one.limit === "positions" || one.load <= (before.get(keyOf(one)) ?? 0)) return [];
      return [{ ...one, limit: one.limit }];
    });
    trial.remove(to, 1, demand);
    const limitKg = group.positionWeightLimitKg;
    const weightKg = rack.weightKg ?? 0;
    if (limitKg !== undefined && weightKg > limitKg)
      broken.push({ limit: "positionWeight", id: group.id, load: weightKg, capacity: limitKg });
    return broken;
  });
}

const keyOf = ({ limit, id, failedTopId }: LimitViolation): string => `${limit} ${id} ${failedTopId ?? ""}`;

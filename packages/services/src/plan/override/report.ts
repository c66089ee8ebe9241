import type { OverrideReport, RuleOffer } from "@headroom/contracts/override";
import { type Actor, authorize } from "../../actor";
import type { Ports } from "../../ports";
import type { OverrideRecord, RuleRecord } from "../../ports/overrides";

/** Overrides that the report reads. */
const LATEST = 500;
/** A reason given so often for a row is offered as a rule. */
export const OFTEN = 3;

/** What people chose instead of the planner, why, what it cost, and what may as well be a rule. Needs override.read. */
export async function overrideReport(ports: Ports, actor: Actor): Promise<OverrideReport> {
  authorize(actor, "override.read");
  return ports.work.read(async ({ overrides }) => {
    const list = await overrides.list(LATEST);
    const rules = await overrides.rules();
    return {
      overrides: list.map(({ reasonId: _, familyId: __, ...one }) => one),
      byReason: tally(list, (one) => one.reason),
      byRow: tally(
        list.filter((one) => one.from !== null),
        ({ from }) => `${from!.datacenter} ${from!.row}`,
      ),
      offers: offersOf(list, rules),
      rules: rules.map(({ familyId: _, ...rule }) => rule),
    };
  });
}

function tally(list: readonly OverrideRecord[], keyOf: (one: OverrideRecord) => string): OverrideReport["byReason"] {
  const sums = new Map<string, { key: string; times: number; racks: number; cost: number }>();
  for (const one of list) {
    const key = keyOf(one);
    const sum = sums.get(key) ?? { key, times: 0, racks: 0, cost: 0 };
    sums.set(key, { key, times: sum.times + 1, racks: sum.racks + one.racks, cost: sum.cost + one.cost });
  }
  return [...sums.values()].sort((a, b) => b.times - a.times || b.cost - a.cost || (a.key < b.key ? -1 : 1));
}

/**
 * Reasons given at least OFTEN times for leaving the same row: by family where each time it was the same one, else for all. What a
 * rule in force says already is not offered.
 */
export function offersOf(list: readonly OverrideRecord[], rules: readonly RuleRecord[]): RuleOffer[] {
  const left = new Map<string, OverrideRecord[]>();
  for (const one of list) {
    if (!one.from || one.state === "released") continue;
    const key = `${one.from.rowId} ${one.reasonId}`;
    left.set(key, [...(left.get(key) ?? []), one]);
  }
  const known = (rowId: number, familyId: number | null) =>
    rules.some((rule) => rule.rowId === rowId && (rule.familyId === null || rule.familyId === familyId));
  return [...left.values()].flatMap((same): RuleOffer[] => {
    const families = [...new Set(same.map((one) => one.familyId))];
    const parts = families
      .map((id) => same.filter((one) => one.familyId === id))
      .filter((part) => part.length >= OFTEN);
    // several families left the row for one reason: it is the row
    const whole = families.length > 1 && same.length >= OFTEN ? [{ part: same, every: true }] : [];
    const offered = whole.length > 0 ? whole : parts.map((part) => ({ part, every: false }));
    return offered.flatMap(({ part, every }) => {
      const [first] = part;
      const familyId = every ? null : first!.familyId;
      if (known(first!.from!.rowId, familyId)) return [];
      return [
        {
          ...first!.from!,
          familyId,
          family: every ? null : first!.family,
          reasonId: first!.reasonId,
          reason: first!.reason,
          times: part.length,
          cost: part.reduce((sum, one) => sum + one.cost, 0),
        },
      ];
    });
  });
}

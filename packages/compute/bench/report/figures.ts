import type { Figure } from "@headroom/config/bench/types";
import type { Contest } from "./collect";
import type { Measure, Row } from "./rows";
import { mean } from "./statistics";

/** What a lead is called, and the least that counts as one. */
const LEAD: Readonly<Record<Measure, readonly [label: string, unit: string, atLeast: number]>> = {
  reward: ["reward above every peer's by", "points", 1],
  firstRejected: ["first rejection later than every peer's by", "requests", 0.01],
  used: ["stranded power below every peer's by", "% points", 0.001],
};

/** By how much ours leads the peer it leads least, each on the seeds both were run on. */
function lead(title: string, rows: readonly Row[], measure: Measure): Figure[] {
  const leads = rows.flatMap((r) => (r.against ? [[r.method, r.against[measure].mean] as const] : []));
  if (leads.length === 0) return [];
  const [label, unit, atLeast] = LEAD[measure];
  return [
    {
      name: `${title}: ${label}`,
      value: Math.min(...leads.map(([, value]) => value)),
      unit,
      goal: { atLeast },
      peers: Object.fromEntries(leads),
    },
  ];
}

/** The goals of a contest, over the seeds that were run. `own`: the name of ours. */
export function figuresOf({ group, policy, bounds }: Contest, rows: readonly Row[], own: string): Figure[] {
  const title = `${group}, ${policy}`;
  const ours = rows.find((r) => r.method === own);
  if (!ours) return [];
  const tests = rows.flatMap((r) => (r.against ? [[r.method, r.against.reward] as const] : []));
  const figures: Figure[] = [
    {
      name: `${title}: mean reward, ${ours.seeds} seeds`,
      value: ours.reward,
      unit: "points",
      peers: {
        ...Object.fromEntries(rows.flatMap((r) => (r === ours ? [] : [[r.method, r.reward]]))),
        bound: mean([...bounds.values()]),
      },
    },
    ...lead(title, rows, "reward"),
    { name: `${title}: share of the bound`, value: ours.ofBound, unit: "%" },
  ];
  if (tests.length > 0)
    figures.push({
      name: `${title}: largest p of being ahead of a peer`,
      // behind a peer, no test shows that ours is ahead
      value: Math.max(...tests.map(([, t]) => (t.mean > 0 ? t.p : 1))),
      unit: "p",
      goal: { atMost: 0.05 },
      peers: Object.fromEntries(tests.map(([method, t]) => [method, t.mean > 0 ? t.p : 1])),
    });
  if (policy === "selective" && ours.closed !== null)
    figures.push({
      name: `${title}: gap between best-fit and the bound closed`,
      value: ours.closed,
      unit: "%",
      goal: { atLeast: 50 },
    });
  if (policy === "place-all") figures.push(...lead(title, rows, "firstRejected"), ...lead(title, rows, "used"));
  if (group.startsWith("paper"))
    figures.push({ name: `${title}: a batch, p95`, value: ours.p95Ms, unit: "ms", goal: { atMost: 250 } });
  return figures;
}

/** Offline plans against the bound: how many reach it, and what share of it they come to. */
export function offlineFigures({ group, bounds, byMethod }: Contest, own: string): Figure[] {
  const outcomes = byMethod.get(own);
  if (!outcomes || outcomes.size === 0) return [];
  const share = (of: NonNullable<typeof outcomes>) => {
    const total = [...of.keys()].reduce((sum, seed) => sum + bounds.get(seed)!, 0);
    return (100 * [...of.values()].reduce((sum, o) => sum + o.reward, 0)) / total;
  };
  const reached = (of: NonNullable<typeof outcomes>) =>
    [...of].filter(([seed, o]) => o.reward === bounds.get(seed)).length;
  const others = [...byMethod].filter(([name, of]) => name !== own && of.size > 0);
  // where anybody reaches the bound, it can be reached; on paper that is not known
  const reachable = [...bounds].filter(([seed, bound]) =>
    [...byMethod.values()].some((of) => of.get(seed)?.reward === bound),
  );
  const paper = group.startsWith("paper");
  return [
    {
      name: `${group}, offline: share of the bound, ${outcomes.size} seeds`,
      value: share(outcomes),
      unit: "%",
      ...(paper ? { goal: { atLeast: 98 } } : {}),
      peers: Object.fromEntries(others.map(([name, of]) => [`${name} (${of.size} seeds)`, share(of)])),
    },
    {
      name: `${group}, offline: instances at the bound, of ${outcomes.size}`,
      value: reached(outcomes),
      unit: "instances",
      ...(paper ? {} : { goal: { atLeast: reachable.filter(([seed]) => outcomes.has(seed)).length } }),
      peers: Object.fromEntries(others.map(([name, of]) => [`${name} (${of.size} seeds)`, reached(of)])),
    },
  ];
}

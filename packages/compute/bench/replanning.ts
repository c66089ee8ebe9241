import type { Figure } from "@headroom/config/bench/types";
import { replan } from "@headroom/core/planning/placement/replan";
import { check } from "./check/check";
import type { Datacenter, Instance } from "./instances/format";
import { generate } from "./instances/generate";
import { problemOf } from "./instances/problem";
import { quantile } from "./report/statistics";
import { decide, solutionOf, stepsFor } from "./run/headroom";

interface Change {
  readonly name: string;
  readonly after: (instance: Instance) => Instance;
  /** Rows whose racks the change may move. */
  readonly concerns: (datacenter: Datacenter) => ReadonlySet<string>;
}

const withDatacenter = (instance: Instance, change: Partial<Datacenter>): Instance => ({
  ...instance,
  datacenter: { ...instance.datacenter, ...change },
});
const rowsWhere = (test: (group: Datacenter["positionGroups"][number]) => boolean) => (dc: Datacenter) =>
  new Set(dc.positionGroups.filter(test).map((g) => g.row));

/** One thing that is another than it was, in the middle of the paper's datacenter. */
const CHANGES: readonly Change[] = [
  {
    name: "a cooling zone at half",
    after: (instance) =>
      withDatacenter(instance, {
        coolingZones: instance.datacenter.coolingZones.map((z) =>
          z.id === "r1-z09" ? { ...z, capacityW: z.capacityW / 2 } : z,
        ),
      }),
    concerns: rowsWhere((g) => g.coolingZone === "r1-z09"),
  },
  {
    name: "half a row blocked",
    after: (instance) =>
      withDatacenter(instance, {
        positionGroups: instance.datacenter.positionGroups.map((g) => (g.id === "r1-20a" ? { ...g, positions: 0 } : g)),
      }),
    concerns: rowsWhere((g) => g.row === "r1-20"),
  },
  {
    name: "a second-level device at half",
    after: (instance) =>
      withDatacenter(instance, {
        powerDevices: instance.datacenter.powerDevices.map((d) =>
          d.id === "r1-B3" ? { ...d, capacityW: d.capacityW / 2 } : d,
        ),
      }),
    concerns: rowsWhere((g) => g.feeds.some((feed) => feed.startsWith("r1-B3."))),
  },
  {
    name: "one request more",
    after: (instance) => ({
      ...instance,
      requests: [...instance.requests, { id: "more", racks: 2, powerW: 3000, coolingW: 400, reward: 200 }],
    }),
    concerns: () => new Set(),
  },
];

/** Times planning again after each change, on a plan of everything; throws when a decision moves that the change leaves alone. */
export function replanning(seeds: readonly number[], say: (line: string) => void): Figure[] {
  const clock: number[] = [];
  const processor: number[] = [];
  let moved = 0;
  for (const seed of seeds.slice(0, 5)) {
    const instance = generate({ preset: "paper", seed, distribution: "independent" });
    const before = decide(instance, "online", "place-all", () => {});
    for (const change of CHANGES) {
      const changed = change.after(instance);
      const problem = problemOf(changed, "online", "place-all");
      const steps = stepsFor(changed, "online");
      const [start, used] = [performance.now(), process.cpuUsage()];
      const planned = replan(problem, before, { seed: 1, steps });
      clock.push((performance.now() - start) / 1000);
      const { user, system } = process.cpuUsage(used);
      processor.push((user + system) / 1e6);
      if (!planned.ok) throw new Error(`${change.name}: ${planned.error[0]?.message}`);
      check(changed, solutionOf(planned.value.result.decisions));
      const concerned = change.concerns(instance.datacenter);
      const lost = planned.value.changes.filter(({ was }) => was?.kind === "placed");
      for (const { was } of lost)
        if (was?.kind === "placed" && !concerned.has(was.rowId))
          throw new Error(`${change.name}: ${was.requestId} moved from ${was.rowId}, which the change leaves alone`);
      moved += lost.length;
      say(`replan, seed ${seed}, ${change.name}: ${clock.at(-1)!.toFixed(2)} s, ${lost.length} moved`);
    }
  }
  const runs = `${clock.length} changes on paper, 1,440 positions`;
  return [
    { name: `replan, longest of ${runs}`, value: Math.max(...clock), unit: "s", goal: { atMost: 1 } },
    { name: `replan, median of ${runs}`, value: quantile(clock, 0.5), unit: "s" },
    { name: `replan, processor time, longest of ${runs}`, value: Math.max(...processor), unit: "s" },
    { name: `replan, places changed in all, of ${runs}`, value: moved, unit: "requests" },
  ];
}

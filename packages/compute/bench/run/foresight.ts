import type { Instance, Solution } from "../instances/format";
import { OURS } from "./methods";
import type { Runner } from "./runner";
import { instanceOf, type Scope } from "./scope";

/** The instance with the first half of its batches, under a name of its own. */
function firstHalf(instance: Instance): Instance {
  const { batchSize, requests, name } = instance;
  const count = batchSize * Math.floor(requests.length / batchSize / 2);
  return { ...instance, name: `${name}-first${count}`, requests: requests.slice(0, count) };
}

/** What was decided on a request, as text. */
function fates({ placements, rejected }: Solution): Map<string, string> {
  const placed = placements.map(({ request, row, racks }) => {
    const split = Object.entries(racks).sort(([a], [b]) => (a < b ? -1 : 1));
    return [request, JSON.stringify([row, split])] as const;
  });
  return new Map([...placed, ...rejected.map((request) => [request, "rejected"] as const)]);
}

/**
 * Plans the first instance of every group again with its later half cut off: an online planner decides the first half alike. Throws
 * for ours when it does not; the peers' own tests ask it of them.
 */
export async function refuseForesight(scope: Scope, runner: Runner, say: (line: string) => void): Promise<void> {
  const ours = scope.methods.find((m) => m.name === OURS);
  if (!ours) return;
  for (const group of scope.groups)
    for (const policy of scope.policies) {
      const whole = instanceOf(group, scope.seeds[0]!);
      const half = firstHalf(whole);
      const [known, unknown] = [
        await runner.outcome(ours, whole, policy, true, say),
        await runner.outcome(ours, half, policy, true, say),
      ].map((outcome) => fates(outcome!.solution));
      for (const { id } of half.requests)
        if (known!.get(id) !== unknown!.get(id))
          throw new Error(`${whole.name}, ${policy}: ${id} is decided otherwise when later requests are cut off`);
    }
}

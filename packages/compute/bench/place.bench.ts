import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { BenchContext, Figure } from "@headroom/config/bench/types";
import { ladder } from "./ladder";
import { Cache } from "./run/cache";
import { Runner } from "./run/runner";
import { instanceOf, type Scope, scopeOf } from "./run/scope";

async function peers(scope: Scope, runner: Runner, say: (line: string) => void): Promise<Figure[]> {
  for (const seed of scope.seeds)
    for (const group of scope.groups)
      for (const method of scope.methods)
        for (const policy of scope.policies) {
          const outcome = await runner.outcome(method, instanceOf(group, seed), policy, scope.slow || !method.slow);
          if (outcome) say(`${group}-s${seed} ${policy} ${method.name}: ${outcome.reward}`);
          // signals are heard between two plans
          await setImmediate();
        }
  return [];
}

/** The planner beside its peers, and by size. What is solved once is kept in .data/bench/place. */
export default async function place({ quick, root, say, options }: BenchContext): Promise<Figure[]> {
  const scope = scopeOf(quick, options);
  const runner = new Runner(root, new Cache(join(root, ".data/bench/place")));
  const figures: Figure[] = [];
  if (scope.parts.includes("ladder")) figures.push(...ladder(quick, say));
  if (scope.parts.includes("peers")) figures.push(...(await peers(scope, runner, say)));
  return figures;
}

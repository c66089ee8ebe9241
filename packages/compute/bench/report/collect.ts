import { setImmediate } from "node:timers/promises";
import { boundWhole } from "../bound/bound";
import type { Policy } from "../peers/lookahead";
import type { Method } from "../run/methods";
import type { Outcome, Runner } from "../run/runner";
import { instanceOf, type Scope } from "../run/scope";

/** What methods came to on the instances of one group under one policy, by seed. */
export interface Contest {
  readonly group: string;
  readonly policy: Policy;
  readonly requests: number;
  readonly bounds: ReadonlyMap<number, number>;
  readonly byMethod: ReadonlyMap<string, ReadonlyMap<number, Outcome>>;
}

type Say = (line: string) => void;

/** Runs the methods on every instance of some groups, seed by seed, so that an interrupted run leaves whole seeds behind. */
export async function collect(
  { seeds, slow }: Pick<Scope, "seeds" | "slow">,
  groups: readonly string[],
  policies: readonly Policy[],
  methods: readonly Method[],
  runner: Runner,
  say: Say,
): Promise<Contest[]> {
  const contests = groups.flatMap((group) =>
    policies.map((policy) => ({
      group,
      policy,
      requests: instanceOf(group, 1).requests.length,
      bounds: new Map<number, number>(),
      byMethod: new Map(methods.map((m) => [m.name, new Map<number, Outcome>()])),
    })),
  );
  for (const seed of seeds)
    for (const group of groups) {
      const instance = instanceOf(group, seed);
      const bound = boundWhole(instance);
      for (const contest of contests.filter((c) => c.group === group)) {
        contest.bounds.set(seed, bound);
        for (const method of methods) {
          const outcome = await runner.outcome(method, instance, contest.policy, slow || !method.slow, say);
          if (outcome) contest.byMethod.get(method.name)!.set(seed, outcome);
          // signals are heard between two plans
          await setImmediate();
        }
      }
    }
  return contests;
}

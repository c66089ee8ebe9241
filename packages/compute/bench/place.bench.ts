import { join } from "node:path";
import type { BenchContext, Figure } from "@headroom/config/bench/types";
import { ladder } from "./ladder";
import { replanning } from "./replanning";
import { collect } from "./report/collect";
import { figuresOf, offlineFigures } from "./report/figures";
import { rowsOf } from "./report/rows";
import { tableOf } from "./report/table";
import { Cache } from "./run/cache";
import { refuseForesight } from "./run/foresight";
import { OURS } from "./run/methods";
import { Runner } from "./run/runner";
import { scopeOf } from "./run/scope";

/**
 * The planner by size, beside its peers online, and offline against the bound. What is planned once is kept in .data/bench/place
 * and not planned again while neither the method nor the instance changes. Options: parts, groups, seeds, policies, methods,
 * offline (lists with commas; seeds also "1-20"), and slow=run or slow=cached for the methods that take minutes.
 */
export default async function place({ quick, root, say, options }: BenchContext): Promise<Figure[]> {
  const scope = scopeOf(quick, options);
  const runner = new Runner(root, new Cache(join(root, ".data/bench/place")));
  const figures: Figure[] = [];
  // first, so that the memory it reports is its own
  if (scope.parts.includes("ladder")) figures.push(...ladder(quick, say));
  if (scope.parts.includes("replan")) figures.push(...replanning(scope.seeds, say));
  if (scope.parts.includes("peers"))
    for (const contest of await collect(scope, scope.groups, scope.policies, scope.methods, runner, say)) {
      const rows = rowsOf(contest, OURS);
      say(`\n${tableOf(contest, rows)}\n`);
      figures.push(...figuresOf(contest, rows, OURS));
    }
  if (scope.parts.includes("peers")) await refuseForesight(scope, runner, say);
  if (scope.parts.includes("offline")) {
    for (const group of ["small-independent", ...scope.groups]) {
      // a solver proves nothing useful on paper's floor
      const methods = scope.offline.filter((m) => !(m.slow && group.startsWith("paper")));
      for (const contest of await collect(scope, [group], ["place-all"], methods, runner, say))
        figures.push(...offlineFigures(contest, `${OURS}-offline`));
    }
  }
  return figures;
}

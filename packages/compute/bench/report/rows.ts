import type { Outcome } from "../run/runner";
import type { Contest } from "./collect";
import { mean, type Paired, paired, quantile } from "./statistics";

/** One method in one contest: means over the seeds it has been run on. */
export interface Row {
  readonly method: string;
  readonly seeds: number;
  readonly reward: number;
  readonly racks: number;
  /** Requests before the first rejection; all of them where none was rejected. */
  readonly firstRejected: number;
  /** Percent of the top devices' capacity; where none was rejected, at the end. */
  readonly strandedAtFirst: number;
  readonly strandedAtEnd: number;
  /** Of a batch. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Percent of the bound on the reward. */
  readonly ofBound: number;
  /** Percent of the way from best-fit to the bound, on the seeds both were run on; null: there is no way to go. */
  readonly closed: number | null;
  /** Ours against this one, on the seeds both were run on; null: this is ours, or there are none. */
  readonly against: Readonly<Record<Measure, Paired>> | null;
}

/** What methods are compared by, seed by seed; more of each is better. */
export type Measure = "reward" | "firstRejected" | "used";

const first = (o: Outcome, requests: number) => o.firstRejected ?? requests;
const MEASURES: Readonly<Record<Measure, (o: Outcome, requests: number) => number>> = {
  reward: (o) => o.reward,
  firstRejected: first,
  used: (o) => 100 - o.strandedAtEnd,
};

function closed({ bounds, byMethod }: Contest, outcomes: ReadonlyMap<number, Outcome>): number | null {
  const fit = byMethod.get("best-fit");
  const seeds = [...outcomes.keys()].filter((seed) => fit?.has(seed));
  const gain = seeds.reduce((sum, seed) => sum + outcomes.get(seed)!.reward - fit!.get(seed)!.reward, 0);
  const way = seeds.reduce((sum, seed) => sum + bounds.get(seed)! - fit!.get(seed)!.reward, 0);
  return way > 0 ? (100 * gain) / way : null;
}

function against(contest: Contest, ours: ReadonlyMap<number, Outcome>, theirs: ReadonlyMap<number, Outcome>) {
  const seeds = [...theirs.keys()].filter((seed) => ours.has(seed));
  if (seeds.length === 0) return null;
  const compare = (measure: Measure) => {
    const values = (of: ReadonlyMap<number, Outcome>) =>
      seeds.map((seed) => MEASURES[measure](of.get(seed)!, contest.requests));
    return paired(values(ours), values(theirs));
  };
  return { reward: compare("reward"), firstRejected: compare("firstRejected"), used: compare("used") };
}

/** The methods of a contest that were run on any seed. `own`: the name of ours. */
export function rowsOf(contest: Contest, own: string): Row[] {
  const ours = contest.byMethod.get(own) ?? new Map<number, Outcome>();
  return [...contest.byMethod].flatMap(([method, outcomes]): Row[] => {
    const list = [...outcomes.values()];
    if (list.length === 0) return [];
    const times = list.flatMap((o) => o.batchSeconds);
    const bound = [...outcomes.keys()].reduce((sum, seed) => sum + contest.bounds.get(seed)!, 0);
    return [
      {
        method,
        seeds: list.length,
        reward: mean(list.map((o) => o.reward)),
        racks: mean(list.map((o) => o.racks)),
        firstRejected: mean(list.map((o) => first(o, contest.requests))),
        strandedAtFirst: mean(list.map((o) => o.strandedAtFirst ?? o.strandedAtEnd)),
        strandedAtEnd: mean(list.map((o) => o.strandedAtEnd)),
        p50Ms: 1000 * quantile(times, 0.5),
        p95Ms: 1000 * quantile(times, 0.95),
        ofBound: (100 * mean(list.map((o) => o.reward)) * list.length) / bound,
        closed: closed(contest, outcomes),
        against: method === own ? null : against(contest, ours, outcomes),
      },
    ];
  });
}

import type { BenchContext, Figure } from "@headroom/config/bench/types";
import { planPlacement } from "@headroom/core/planning/placement/plan";
import type { PlacementProblem } from "@headroom/core/planning/placement/types";
import { defaultSteps } from "../src/placement/budgets";
import { campus, generate, type Preset, REWARD, SMALL, TIGHT } from "./generate";
import { peerReward } from "./peers";

interface Rung {
  readonly name: string;
  readonly preset: Preset;
  readonly seeds: number;
}

const LADDER: readonly Rung[] = [
  { name: "small, 48 positions", preset: SMALL, seeds: 10 },
  { name: "tight, 720 positions", preset: TIGHT, seeds: 5 },
  { name: "paper, 1,440 positions", preset: campus(2), seeds: 5 },
  { name: "campus, 7,200 positions", preset: campus(10), seeds: 1 },
  { name: "campus, 28,800 positions", preset: campus(40), seeds: 1 },
  { name: "campus, 100,080 positions", preset: campus(139), seeds: 1 },
];
/** With `quick`, the ladder ends here. */
const QUICK = 4;

interface Measured {
  readonly reward: number;
  readonly seconds: number;
  /** Of each batch. */
  readonly batches: readonly number[];
}

function measure(problem: PlacementProblem): Measured {
  const steps = defaultSteps(problem.mode, { rows: problem.model.rows.length, requests: problem.requests.length });
  const batches: number[] = [];
  const start = performance.now();
  let last = start;
  const result = planPlacement(problem, {
    seed: 1,
    steps,
    onBatch: () => {
      const now = performance.now();
      batches.push((now - last) / 1000);
      last = now;
    },
  });
  if (!result.ok) throw new Error(result.error[0]?.message);
  return { reward: result.value.reward, seconds: (performance.now() - start) / 1000, batches };
}

const p95 = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

function online({ name, preset, seeds }: Rung): { figures: Figure[]; seconds: number } {
  const problems = Array.from({ length: seeds }, (_, i) => generate(preset, i + 1));
  const runs = problems.map(measure);
  const peers = Object.fromEntries(
    (["first-fit", "best-fit"] as const).map((rule) => [rule, sum(problems.map((p) => peerReward(p, rule)))]),
  );
  const reward = sum(runs.map((r) => r.reward));
  const seconds = sum(runs.map((r) => r.seconds)) / seeds;
  const slow = p95(runs.flatMap((r) => r.batches));
  const paper = name.startsWith("paper");
  const whole = name.includes("100,080");
  return {
    seconds,
    figures: [
      {
        name: `online reward: ${name}${seeds > 1 ? `, ${seeds} seeds` : ""}`,
        value: reward,
        unit: "points",
        // above every peer: by one request at least
        goal: { atLeast: Math.max(...Object.values(peers)) + REWARD },
        peers,
      },
      {
        name: `online time: ${name}`,
        value: seconds,
        unit: "s",
        ...(whole ? { goal: { atMost: 60 } } : {}),
      },
      {
        name: `online batch p95: ${name}`,
        value: slow * 1000,
        unit: "ms",
        ...(paper ? { goal: { atMost: 250 } } : {}),
      },
    ],
  };
}

function offline({ name, preset }: Rung): Figure[] {
  const problem = generate(preset, 1);
  const run = measure({ ...problem, mode: "offline" });
  return [
    {
      name: `offline reward: ${name}`,
      value: run.reward,
      unit: "points",
      peers: { "best-fit": peerReward(problem, "best-fit") },
    },
    { name: `offline time: ${name}`, value: run.seconds, unit: "s" },
  ];
}

/** The placement ladder: reward against plain peers, time, and how time grows with size. */
export default async function place({ quick, say }: Pick<BenchContext, "quick" | "say">): Promise<Figure[]> {
  const rungs = quick ? LADDER.slice(0, QUICK) : LADDER;
  measure(generate(SMALL, 99));
  const measured = rungs.map((rung) => {
    say(`online: ${rung.name}`);
    return { rung, ...online(rung) };
  });
  const figures = measured.flatMap((m) => m.figures);
  const [from, to] = [measured.find((m) => m.rung.name.startsWith("paper")), measured.at(-1)];
  if (from && to) {
    // cost ~ size^x between the paper's datacenter and the largest rung
    const size = (m: typeof from) => m.rung.preset.rooms;
    const growth = Math.log(to.seconds / from.seconds) / Math.log(size(to) / size(from));
    figures.push({
      name: `growth: time ~ size^x, paper to ${to.rung.name}`,
      value: growth,
      unit: "x",
      // n log n over this range
      goal: { atMost: 1.2 },
    });
  }
  for (const rung of rungs.slice(0, 3)) figures.push(...offline(rung));
  return figures;
}

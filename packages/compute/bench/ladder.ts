import type { Figure } from "@headroom/config/bench/types";
import { check } from "./check/check";
import { type Choice, generate } from "./instances/generate";
import { quantile } from "./report/statistics";
import { planHeadroom } from "./run/headroom";

interface Rung {
  readonly name: string;
  readonly choice: Omit<Choice, "distribution">;
  readonly positions: number;
}

const LADDER: readonly Rung[] = [
  { name: "small, 48 positions", choice: { preset: "small", seed: 1 }, positions: 48 },
  { name: "tight, 720 positions", choice: { preset: "tight", seed: 1 }, positions: 720 },
  { name: "paper, 1,440 positions", choice: { preset: "paper", seed: 1 }, positions: 1440 },
  { name: "campus, 7,200 positions", choice: { preset: "campus", rooms: 10, seed: 1 }, positions: 7200 },
  { name: "campus, 28,800 positions", choice: { preset: "campus", rooms: 40, seed: 1 }, positions: 28_800 },
  { name: "campus, 100,080 positions", choice: { preset: "campus", rooms: 139, seed: 1 }, positions: 100_080 },
];
/** With `quick`, the ladder ends here. */
const QUICK = 4;
const PAPER = 2;

/** One online plan, timed whole and by batch; processor seconds tell what a busy machine's clock does not. */
function climb({ choice }: Rung) {
  const instance = generate({ ...choice, distribution: "independent" });
  const batches: number[] = [];
  const used: number[] = [];
  const start = performance.now();
  const processor = process.cpuUsage();
  let last = start;
  let spent = processor;
  const solution = planHeadroom(instance, "online", "place-all", () => {
    const now = performance.now();
    batches.push(now - last);
    last = now;
    const { user, system } = process.cpuUsage(spent);
    used.push((user + system) / 1000);
    spent = process.cpuUsage();
  });
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(processor);
  return {
    seconds,
    processor: (user + system) / 1e6,
    p95: quantile(batches, 0.95),
    p95Used: quantile(used, 0.95),
    ...check(instance, solution),
  };
}

/** The planner from 48 to 100,080 positions: time, how time grows with size, and memory. */
export function ladder(quick: boolean, say: (line: string) => void): Figure[] {
  // compiled before it is timed
  climb(LADDER[0]!);
  const rungs = (quick ? LADDER.slice(0, QUICK) : LADDER).map((rung) => {
    say(`ladder: ${rung.name}`);
    return { ...rung, ...climb(rung) };
  });
  const figures = rungs.flatMap((rung, i): Figure[] => [
    { name: `reward: ${rung.name}`, value: rung.reward, unit: "points" },
    {
      name: `time: ${rung.name}`,
      value: rung.seconds,
      unit: "s",
      ...(i === LADDER.length - 1 ? { goal: { atMost: 60 } } : {}),
    },
    { name: `processor time: ${rung.name}`, value: rung.processor, unit: "s" },
    { name: `batch p95: ${rung.name}`, value: rung.p95, unit: "ms", ...(i === PAPER ? { goal: { atMost: 250 } } : {}) },
    { name: `batch p95, processor time: ${rung.name}`, value: rung.p95Used, unit: "ms" },
  ]);
  const [from, to] = [rungs[PAPER]!, rungs.at(-1)!];
  const ratio = to.positions / from.positions;
  figures.push({
    name: `growth: processor time ~ size^x, paper to ${to.name}`,
    value: Math.log(to.processor / from.processor) / Math.log(ratio),
    unit: "x",
    // what n log n comes to over this range
    goal: { atMost: Math.log((ratio * Math.log(to.positions)) / Math.log(from.positions)) / Math.log(ratio) },
  });
  figures.push({
    name: `memory of the whole process: ${to.name}`,
    value: process.resourceUsage().maxRSS / 2 ** 20,
    unit: "GB",
    goal: { atMost: 2 },
  });
  return figures;
}

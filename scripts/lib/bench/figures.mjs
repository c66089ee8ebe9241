// The figures of a benchmark: compared with their goals, as a table and as JSON.
import { cpus, totalmem } from "node:os";

/** @typedef {import("../../../packages/config/bench/types").Figure} Figure */
/** @typedef {Figure & {met: boolean | null}} Judged met is null where there is no goal */

/** @param {Figure} figure @returns {Judged} */
export function judge(figure) {
  const { goal, value } = figure;
  if (goal === undefined) return { ...figure, met: null };
  return { ...figure, met: "atMost" in goal ? value <= goal.atMost : value >= goal.atLeast };
}

/** What the figures were measured on. */
export const machine = () =>
  `${cpus().length} x ${cpus()[0]?.model.trim() || process.arch}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;

/** A number as people read it: four figures, and thousands set apart. @param {number} value */
export const readable = (value) =>
  Math.abs(value) >= 1000 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(4)));

/** @param {readonly Judged[]} figures @returns {string} */
export function table(figures) {
  const rows = figures.map(({ name, value, unit, goal, met, peers }) => [
    name,
    readable(value),
    unit,
    goal === undefined
      ? ""
      : "atMost" in goal
        ? `at most ${readable(goal.atMost)}`
        : `at least ${readable(goal.atLeast)}`,
    met === null ? "" : met ? "met" : "missed",
    Object.entries(peers ?? {})
      .map(([peer, figure]) => `${peer} ${readable(figure)}`)
      .join(", "),
  ]);
  const all = [["figure", "value", "unit", "goal", "", "peers"], ...rows];
  const widths = all[0]?.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0))) ?? [];
  const line = (/** @type {string[]} */ row) =>
    row
      .map((text, i) => (i === 1 ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  return all.map(line).join("\n");
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { judge, readable, table } from "./figures.mjs";
import { benchmarks } from "./registry.mjs";

it("judges a figure by its goal, from either side", () => {
  expect(judge({ name: "p95", value: 60, unit: "ms", goal: { atMost: 60 } }).met).toBe(true);
  expect(judge({ name: "p95", value: 60.1, unit: "ms", goal: { atMost: 60 } }).met).toBe(false);
  expect(judge({ name: "reward", value: 9, unit: "", goal: { atLeast: 10 } }).met).toBe(false);
  expect(judge({ name: "reward", value: 10, unit: "", goal: { atLeast: 10 } }).met).toBe(true);
  expect(judge({ name: "size", value: 1, unit: "KB" }).met).toBe(null);
});

it("prints a table whose columns stand under each other", () => {
  const figures = [
    { name: "short", value: 1234567, unit: "racks", goal: { atLeast: 5 }, peers: { greedy: 3 } },
    { name: "a longer name", value: 0.123456, unit: "s" },
  ];
  expect(table(figures.map(judge)).split("\n")).toEqual([
    "figure             value  unit   goal             peers",
    "short          1,234,567  racks  at least 5  met  greedy 3",
    "a longer name     0.1235  s",
  ]);
  expect(readable(999.96)).toBe("1000");
});

it("finds benchmarks by the name of their file", () => {
  const root = mkdtempSync(join(tmpdir(), "headroom-bench-"));
  const folder = join(root, "packages/x/bench");
  mkdirSync(folder, { recursive: true });
  for (const name of ["place.bench.ts", "ladder.ts"]) writeFileSync(join(folder, name), "");
  expect([...benchmarks(root)]).toEqual([["place", join(folder, "place.bench.ts")]]);
  rmSync(root, { recursive: true });
});

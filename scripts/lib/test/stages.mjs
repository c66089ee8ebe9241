// The stages of `npm test`, in order. Each answers what it counted and, for the reader of a failure, what it printed.
import { mkdirSync, rmSync } from "node:fs";
import { build } from "../build.mjs";
import { run } from "../children.mjs";
import { readJson } from "../files.mjs";
import { install } from "../install.mjs";
import { inRoot } from "../paths.mjs";
import { PlainError } from "../plain-error.mjs";
import { pnpm } from "../pnpm.mjs";
import { generate } from "../prisma.mjs";
import { browser } from "./browser.mjs";
import { failuresOfVitest } from "./failures.mjs";
import { fromVitest, none, verdict } from "./totals.mjs";

/**
 * @typedef {object} Outcome
 * @property {import("./totals.mjs").Totals} totals
 * @property {string} [note] printed behind the totals
 * @property {string} [output] printed when the stage failed
 * @property {readonly string[]} [failures] a line for each test that failed, printed once more at the end
 * @property {readonly string[]} [remarks] printed at the end whatever happened
 *
 * @typedef {object} Stage
 * @property {string} name
 * @property {(more: readonly string[]) => Promise<Outcome>} run given what stood behind `--` on the command line
 * @property {readonly string[]} [needs] stages that must not have failed before
 */

export const results = inRoot("test-results");
const limit = 14 * 60_000;

/** A preparation: counts nothing when it succeeds, a failure when it does not. @param {() => Promise<{note?: string}>} work */
const prepare = (work) => async () => {
  try {
    const { note } = await work();
    return { totals: none, note };
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    return { totals: { ...none, failed: 1 }, output: `${error.output ?? ""}\n${error.message}` };
  }
};

/** A check counts as one: it holds or it does not. @param {() => [string, string[]]} command */
const check = (command) => async () => {
  const { code, output } = await run(...command(), { env: { NO_COLOR: "1" }, timeoutMs: limit });
  return { totals: code === 0 ? { ...none, passed: 1 } : { ...none, failed: 1 }, output };
};

/** @param {string} project @returns {Stage["run"]} */
const vitest = (project) => async (more) => {
  const report = inRoot("test-results", `${project}.json`);
  mkdirSync(results, { recursive: true });
  rmSync(report, { force: true });
  const args = [
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...more,
  ];
  const { code, output } = await run(process.execPath, [inRoot("node_modules/vitest/vitest.mjs"), ...args], {
    env: { NO_COLOR: "1" },
    timeoutMs: limit,
  });
  const found = readJson(report);
  return { ...verdict(fromVitest(found), code), output, failures: failuresOfVitest(found) };
};

/** @type {readonly Stage[]} */
export const stages = [
  {
    name: "install",
    run: prepare(async () => {
      const { note } = await install();
      await generate();
      return { note };
    }),
  },
  {
    name: "lint",
    run: check(() => [process.execPath, [inRoot("node_modules/@biomejs/biome/bin/biome"), "check", "."]]),
    needs: ["install"],
  },
  {
    name: "types",
    run: check(() =>
      pnpm("exec", "turbo", "run", "typecheck", "--ui=stream", "--continue", "--output-logs=errors-only"),
    ),
    needs: ["install"],
  },
  { name: "rules", run: check(() => [process.execPath, [inRoot("scripts/check-imports.mjs")]]), needs: ["install"] },
  { name: "unit", run: vitest("unit"), needs: ["install"] },
  { name: "integration", run: vitest("integration"), needs: ["install"] },
  { name: "build", run: prepare(build), needs: ["install"] },
  { name: "browser", run: browser, needs: ["install", "build"] },
];

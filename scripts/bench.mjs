// pnpm bench NAME [--quick] [--json FILE] [--set OPTION=VALUE ...]: runs a benchmark, prints its figures, writes them where asked. A goal that is
// missed is a figure: exit 0. A benchmark that breaks is a failure: exit 1.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { benchmarks } from "./lib/bench/registry.mjs";
import { run, stopAll } from "./lib/children.mjs";
import { inRoot } from "./lib/paths.mjs";
import { say } from "./lib/say.mjs";

const known = benchmarks();

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { quick: { type: "boolean" }, json: { type: "string" }, set: { type: "string", multiple: true } },
    });
    const name = positionals[0] ?? "";
    if (positionals.length === 1 && known.has(name)) return { name, ...values };
  } catch {
    // An unknown option: the usage says which there are.
  }
  say(
    `pnpm bench NAME [--quick] [--json FILE] [--set OPTION=VALUE ...], the names being ${[...known.keys()].join(", ") || "none yet"}.`,
  );
  process.exit(2);
}

const { name, quick, json, set = [] } = readArguments();
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"]))
  process.on(signal, () => stopAll({ patienceMs: 20_000 }).then(() => process.exit(130)));
// A process of its own, so that its worker threads load TypeScript, too.
const args = [
  inRoot("scripts/lib/bench/main.mjs"),
  name,
  known.get(name) ?? "",
  json ? resolve(json) : "",
  quick ? "quick" : "",
  ...set,
];
const { code } = await run(process.execPath, ["--import", "tsx", ...args], {
  output: "show",
  env: { NODE_ENV: "production" },
});
process.exitCode = code;

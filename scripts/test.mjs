// npm test: every check of this repository, one closing line per stage, the totals as the very last line.
//   npm test -- --only unit,rules        some stages alone
//   npm test -- --only unit -- packages/core   what stands behind -- goes to the test runner
import { endLeftovers, killAll, stopAll } from "./lib/children.mjs";
import { reportError } from "./lib/plain-error.mjs";
import { say, seconds } from "./lib/say.mjs";
import { stages } from "./lib/test/stages.mjs";
import { none, sum, totalsLine } from "./lib/test/totals.mjs";

// The tests bring their own database, address and secret: nothing of the person's own may reach them.
for (const name of [
  "DATABASE_URL",
  "PORT",
  "HEADROOM_URL",
  "BETTER_AUTH_SECRET",
  "HEADROOM_TRUSTED_PROXY",
  "LOG_LEVEL",
  "NODE_ENV",
])
  delete process.env[name];

/** @returns {{only: Set<string> | undefined, more: string[]}} */
function readArguments() {
  const [own, more] = split(process.argv.slice(2), "--");
  const only = own.flatMap((arg, i) =>
    own[i - 1] === "--only" ? arg.split(",") : arg.startsWith("--only=") ? arg.slice(7).split(",") : [],
  );
  const names = stages.map(({ name }) => name);
  const wrong = [
    ...only.filter((name) => !names.includes(name)),
    ...own.filter((arg, i) => !/^--only(=|$)/.test(arg) && own[i - 1] !== "--only"),
  ];
  if (wrong.length > 0 || (own.length > 0 && only.length === 0)) {
    say(`npm test -- [--only STAGE[,STAGE...]] [-- ARGUMENTS OF THE RUNNER], the stages being ${names.join(", ")}.`);
    process.exit(2);
  }
  return { only: only.length > 0 ? new Set(["install", ...only]) : undefined, more };
}

/** @param {string[]} list @param {string} at @returns {[string[], string[]]} */
function split(list, at) {
  const i = list.indexOf(at);
  return i < 0 ? [list, []] : [list.slice(0, i), list.slice(i + 1)];
}

async function main() {
  const { only, more } = readArguments();
  await endLeftovers();
  /** @type {Map<string, import("./lib/test/totals.mjs").Totals>} */
  const done = new Map();
  /** @type {string[]} */
  const endings = [];
  for (const stage of stages) {
    if (only && !only.has(stage.name)) continue;
    const begin = Date.now();
    const missing = stage.needs?.find((name) => (done.get(name)?.failed ?? 0) > 0);
    /** @type {import("./lib/test/stages.mjs").Outcome} */
    const outcome = missing
      ? { totals: { ...none, failed: 1 }, note: `not run, as ${missing} failed` }
      : await stage.run(stage.name === "install" ? [] : more).catch((error) => {
          /** @type {string[]} */
          const lines = [];
          reportError(error, (line) => lines.push(line));
          return { totals: { ...none, failed: 1 }, output: lines.join("\n") };
        });
    const { totals, note, output } = outcome;
    endings.push(...(outcome.remarks ?? []));
    if (totals.failed > 0) endings.push(...(outcome.failures ?? []).map((it) => `failed: ${it}`));
    done.set(stage.name, totals);
    if (totals.failed > 0 && output) say(`${output.trim()}\n`);
    const counted = totals.passed + totals.failed + totals.skipped > 0 ? totalsLine(totals) : "";
    const remark = [counted, note].filter(Boolean).join("; ");
    say(
      `${totals.failed > 0 ? "FAILED" : "ok    "} ${stage.name.padEnd(12)} ${seconds(Date.now() - begin).padStart(8)}  ${remark}`.trimEnd(),
    );
  }
  const all = sum([...done.values()]);
  await stopAll({ patienceMs: 3_000 });
  for (const line of endings) say(line);
  say(totalsLine(all));
  process.exitCode = all.failed > 0 ? 1 : 0;
}

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
  process.on(signal, () => {
    killAll();
    process.exit(130);
  });
await main();

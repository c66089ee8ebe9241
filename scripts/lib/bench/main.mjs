// The process that runs one benchmark: started by scripts/bench.mjs with TypeScript loaded.
import { pathToFileURL } from "node:url";
import { build } from "../build.mjs";
import { withClient } from "../database.mjs";
import { writeWhole } from "../files.mjs";
import { inRoot, root } from "../paths.mjs";
import { reportError } from "../plain-error.mjs";
import { throwawayPostgres } from "../postgres/throwaway.mjs";
import { generate, migrate } from "../prisma.mjs";
import { say, seconds } from "../say.mjs";
import { serveThrowaway } from "../served.mjs";
import { judge, machine, table } from "./figures.mjs";

const [name = "", file = "", json = "", quick = "", ...set] = process.argv.slice(2);

/** @type {(() => Promise<void> | void)[]} */
const cleaning = [];
const clean = async () => {
  for (let one = cleaning.pop(); one; one = cleaning.pop()) await one();
};

/** @type {import("../../../packages/config/bench/types").BenchContext} */
const context = {
  quick: quick === "quick",
  options: Object.fromEntries(set.map((one) => one.split(/=(.*)/s, 2))),
  root,
  say: (line) => say(`   ${line}`),
  after: (work) => void cleaning.push(work),
  async database({ settings = {} } = {}) {
    const careful = { fsync: "on", synchronous_commit: "on", full_page_writes: "on", max_wal_size: "4GB" };
    const server = await throwawayPostgres({ settings: { ...careful, ...settings } });
    cleaning.push(server.stop);
    await withClient(server.url("postgres"), (client) => client.query("create database headroom"));
    const url = server.url("headroom");
    await generate();
    await migrate(url);
    return { url };
  },
  async served({ scenario }) {
    await generate();
    await build();
    const served = await serveThrowaway({ scenario, folder: inRoot("test-results/bench", name) });
    cleaning.push(served.stop);
    return served;
  },
};

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"]))
  process.on(signal, () => clean().finally(() => process.exit(130)));

try {
  const begin = Date.now();
  const { default: benchmark } = await import(pathToFileURL(file).href);
  const figures = (await benchmark(context)).map(judge);
  say(
    `\n${name}${context.quick ? " (quick: not a result)" : ""} on ${machine()}, ${seconds(Date.now() - begin)}\n${table(figures)}`,
  );
  if (json)
    writeWhole(
      json,
      `${JSON.stringify({ name, machine: machine(), date: new Date().toISOString(), figures }, null, 2)}\n`,
    );
} catch (error) {
  reportError(error);
  process.exitCode = 1;
} finally {
  await clean();
}

// A small checkout for the tests of `npm start`: the real scripts, schema and migrations, and in place of the web app,
// the worker and the seed a few lines each. Its packages are this checkout's own.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readJson } from "../lib/files.mjs";
import { manifests } from "../lib/install.mjs";
import { inRoot } from "../lib/paths.mjs";
import { identityOf, untilGone } from "../lib/process-identity.mjs";

const stubs = {
  "apps/web/node_modules/next/dist/bin/next": `
    const { createServer } = require("node:http"), { mkdirSync, writeFileSync } = require("node:fs");
    if (process.argv[2] === "build") { mkdirSync(".next", { recursive: true }); writeFileSync(".next/BUILD_ID", "x"); console.log("built"); }
    else createServer((_, res) => res.end("hello")).listen(Number(process.env.PORT), "127.0.0.1");`,
  "apps/web/src/page.tsx": "export const page = 1;",
  "apps/worker/src/main.ts": `setInterval(() => {}, 1000); console.log("worker with secret " + (process.env.BETTER_AUTH_SECRET ?? "").length);`,
  "prisma/seed/main.ts": `
    import { writeFileSync } from "node:fs"; import pg from "pg";
    const client = new pg.Client(process.env.DATABASE_URL); await client.connect();
    await client.query("insert into region (code, name, geography, latitude, longitude) values ('r1', 'One', 'Europe', 1, 1)");
    await client.query("select pg_sleep(" + (process.env.TEST_SEED_SECONDS ?? 0) + ")");
    await client.query("insert into region (code, name, geography, latitude, longitude) values ('r2', 'Two', 'Europe', 1, 1)");
    writeFileSync(".data/demo-people.json", JSON.stringify([{ email: "planner@demo.example", password: "a-password", role: "planner" }]));
    await client.end(); console.log("seeded 2 regions");`,
  "prisma/seed/first-admin.ts": `console.log("First admin: " + process.env.HEADROOM_URL + "/first-admin/token");`,
};

/** @returns {string} its root */
export function makeCheckout() {
  const home = mkdtempSync(join(tmpdir(), "headroom-checkout-"));
  for (const path of [
    "scripts",
    "prisma/schema",
    "prisma/migrations",
    "prisma.config.ts",
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    ...manifests(),
  ])
    if (existsSync(inRoot(path))) cpSync(inRoot(path), join(home, path), { recursive: true });
  for (const [path, text] of Object.entries(stubs)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  writeFileSync(join(home, "apps/web/node_modules/package.json"), '{"type":"commonjs"}');
  // Links to the packages only, and noted as installed: a package manager let loose here would reach into ours.
  mkdirSync(join(home, "node_modules"));
  for (const name of readdirSync(inRoot("node_modules")))
    if (!name.startsWith(".")) symlinkSync(inRoot("node_modules", name), join(home, "node_modules", name));
  const mark = 'import("./scripts/lib/install.mjs").then(({ markInstalled }) => markInstalled())';
  spawnSync(process.execPath, ["-e", mark], { cwd: home });
  return home;
}

/** @type {Set<import("node:child_process").ChildProcess>} */
const children = new Set();

/** Ends what a failed test left running. */
export async function endRuns() {
  for (const child of children) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      await new Promise((resolve) => child.once("exit", resolve));
    }
    children.delete(child);
  }
}

/**
 * Runs a script of the checkout.
 * @param {string} home
 * @param {string} [script]
 * @param {{args?: string[], env?: Record<string, string>}} [options]
 */
export function runScript(home, script = "scripts/start.mjs", { args = [], env = {} } = {}) {
  const { DATABASE_URL, BETTER_AUTH_SECRET, HEADROOM_URL, PORT, NODE_ENV, ...own } = process.env;
  const child = spawn(process.execPath, [script, ...args], {
    cwd: home,
    env: { ...own, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const identity = identityOf(child.pid ?? 0);
  children.add(child);
  const exit = new Promise((resolve) => child.once("close", (code) => resolve(code)));
  return {
    pid: child.pid ?? 0,
    /** @param {NodeJS.Signals} signal */
    kill: (signal) => child.kill(signal),
    output: () => output,
    /** @returns {Promise<number | null>} */
    exit,
    gone: () => untilGone(identity, 10_000),
    /** Waits until it has said something; fails with all it said when it ends before. @param {RegExp} what */
    async said(what) {
      let ended = false;
      exit.then(() => {
        ended = true;
      });
      while (!what.test(output)) {
        if (ended) throw new Error(`It ended without saying ${what}:\n${output}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return output;
    },
  };
}

/** Ends the database a test left running, and removes the checkout. @param {string} home */
export async function removeCheckout(home) {
  const script = `import { startPostgres } from "./scripts/lib/postgres.mjs"; import { endLeftovers } from "./scripts/lib/children.mjs";
    await endLeftovers(); const dir = process.cwd() + "/.data/postgres"; await (await startPostgres({ dir })).stop({ force: true });`;
  if (existsSync(join(home, ".data/postgres/postmaster.pid"))) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: home, stdio: "ignore" });
    await new Promise((resolve) => child.once("exit", resolve));
  }
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** @param {string} home */
export const instanceOf = (home) => readJson(join(home, ".data/instance.json"));

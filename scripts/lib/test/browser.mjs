// The browser stage: the production build, served from a throwaway database on ports of its own, under Playwright.

import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { run } from "../children.mjs";
import { withClient } from "../database.mjs";
import { readJson } from "../files.mjs";
import { inRoot } from "../paths.mjs";
import { freePort } from "../ports.mjs";
import { throwawayPostgres } from "../postgres/throwaway.mjs";
import { migrate } from "../prisma.mjs";
import { seed } from "../seed.mjs";
import { startWeb, startWorker, untilServed } from "../serve.mjs";
import { fromPlaywright, verdict } from "./totals.mjs";

const folder = inRoot("test-results/browser");

/** @param {readonly string[]} more arguments for Playwright @returns {Promise<import("./stages.mjs").Outcome>} */
export async function browser(more) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const server = await throwawayPostgres();
  const log = openSync(join(folder, "server.log"), "w");
  try {
    await withClient(server.url("postgres"), (client) => client.query("create database headroom"));
    const port = await freePort();
    const settings = {
      url: server.url("headroom"),
      secret: randomBytes(32).toString("base64url"),
      port,
      address: `http://127.0.0.1:${port}`,
      dataDir: folder,
    };
    await migrate(settings.url);
    await seed("demo", settings, "pipe");
    const programs = [startWeb(settings, log), startWorker(settings, log)];
    const alive = () => programs.every((child) => child.exitCode === null && child.signalCode === null);
    await untilServed(port, alive);
    const { code, output } = await playwright(settings, more);
    for (const child of programs) child.kill("SIGTERM");
    const stayed = alive() ? "" : "\nThe web server or the worker ended during the tests.";
    const result = verdict(fromPlaywright(readJson(join(folder, "report.json"))), stayed ? 1 : code);
    return {
      ...result,
      output: `${output}${stayed}\n--- last lines of the servers ---\n${lastLines(join(folder, "server.log"))}`,
    };
  } finally {
    closeSync(log);
    await server.stop();
  }
}

/** @param {import("../serve.mjs").Settings} settings @param {readonly string[]} more */
function playwright(settings, more) {
  const cli = createRequire(inRoot("e2e/package.json")).resolve("@playwright/test/cli");
  return run(process.execPath, [cli, "test", "--reporter=list,json", ...more], {
    cwd: inRoot("e2e"),
    env: {
      NO_COLOR: "1",
      E2E_BASE_URL: settings.address,
      E2E_DATABASE_URL: settings.url,
      E2E_PEOPLE_FILE: join(folder, "demo-people.json"),
      PLAYWRIGHT_JSON_OUTPUT_FILE: join(folder, "report.json"),
    },
    timeoutMs: 14 * 60_000,
  });
}

/** @param {string} file */
const lastLines = (file) => readFileSync(file, "utf8").split("\n").slice(-40).join("\n");

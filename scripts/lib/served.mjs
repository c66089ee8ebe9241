// A whole Headroom that nobody else uses: throwaway PostgreSQL, a scenario, the production build on a free port. For the
// browser tests and the benchmarks; any number run side by side.
import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { untilExit } from "./children.mjs";
import { withClient } from "./database.mjs";
import { freePort } from "./ports.mjs";
import { throwawayPostgres } from "./postgres/throwaway.mjs";
import { migrate } from "./prisma.mjs";
import { demoPeople, firstAdmin, seed } from "./seed.mjs";
import { startWeb, startWorker, untilServed } from "./serve.mjs";

/**
 * @typedef {object} ServedHeadroom
 * @property {string} address
 * @property {string} databaseUrl
 * @property {import("./seed.mjs").DemoPerson[]} people
 * @property {string} peopleFile
 * @property {string | null} adminLink of an empty database: makes its first admin
 * @property {number} webPid of the web server
 * @property {() => boolean} alive whether both programs still run
 * @property {() => string} lastLines of the programs' log
 * @property {() => Promise<void>} stop
 */

/**
 * The web app must be built.
 * @param {{scenario: string | null, folder: string}} options scenario: null leaves the database empty; folder: for logs and sign-ins, emptied first
 * @returns {Promise<ServedHeadroom>}
 */
export async function serveThrowaway({ scenario, folder }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const server = await throwawayPostgres();
  const logFile = join(folder, "server.log");
  const log = openSync(logFile, "w");
  /** @type {import("node:child_process").ChildProcess[]} */
  const programs = [];
  const alive = () => programs.every((child) => child.exitCode === null && child.signalCode === null);
  const lastLines = () => readFileSync(logFile, "utf8").split("\n").slice(-40).join("\n");
  const stop = async () => {
    await Promise.all(programs.map((child) => untilExit(child)));
    closeSync(log);
    await server.stop();
  };
  try {
    await withClient(server.url("postgres"), (client) => client.query("create database headroom"));
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const settings = {
      url: server.url("headroom"),
      secret: randomBytes(32).toString("base64url"),
      secretKey: randomBytes(32).toString("base64url"),
      port,
      address,
      dataDir: folder,
      // journeys receive webhooks themselves
      webhookNetworks: "127.0.0.1",
    };
    await migrate(settings.url);
    const adminLink = scenario === null ? ((await firstAdmin(settings)).match(/https?:\/\/\S+/)?.[0] ?? null) : null;
    if (scenario !== null) await seed(scenario, settings, "pipe");
    const web = startWeb(settings, log);
    programs.push(web, startWorker(settings, log));
    await untilServed(port, alive);
    const peopleFile = join(folder, "demo-people.json");
    const people = demoPeople(peopleFile);
    return {
      address,
      databaseUrl: settings.url,
      people,
      peopleFile,
      adminLink,
      webPid: web.pid ?? 0,
      alive,
      lastLines,
      stop,
    };
  } catch (error) {
    process.stderr.write(`${lastLines()}\n`);
    await stop();
    throw error;
  }
}

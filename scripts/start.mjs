// npm start: install, database, migrations, seed, build, serve. Only Node's own modules are loaded before installing.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "./lib/build.mjs";
import { endLeftovers, isStopping, killAll, stopAll } from "./lib/children.mjs";
import { checkReachable, isEmpty } from "./lib/database.mjs";
import { prepareEmbedded } from "./lib/embedded-database.mjs";
import { writeWhole } from "./lib/files.mjs";
import { install, version } from "./lib/install.mjs";
import { takeInstance } from "./lib/instance.mjs";
import { dataDir, inRoot } from "./lib/paths.mjs";
import { PlainError, reportError } from "./lib/plain-error.mjs";
import { webPort } from "./lib/ports.mjs";
import { startPostgres } from "./lib/postgres.mjs";
import { generate, migrate } from "./lib/prisma.mjs";
import { say, seconds, step } from "./lib/say.mjs";
import { authSecret, secretKey } from "./lib/secret.mjs";
import { demoPeople, firstAdmin, seed } from "./lib/seed.mjs";
import { startWeb, startWorker, untilServed } from "./lib/serve.mjs";

const begin = Date.now();
/** @type {Promise<import("./lib/postgres.mjs").Server> | undefined} */
let starting;
/** @type {() => void} */
let giveBack = () => {};
/** @type {Promise<void> | undefined} */
let leaving;

/** Stops everything in the right order and ends this process. @param {number} code */
function leave(code) {
  leaving ??= (async () => {
    await stopAll();
    await (await starting?.catch(() => undefined))?.stop();
    giveBack();
    process.exit(code);
  })();
  return leaving;
}

/** The first signal stops in order, a second one at once. npm passes a terminal's signal on, so it may come doubled. */
function onSignal() {
  let first = 0;
  return async () => {
    if (first === 0) {
      first = Date.now();
      say("\nStopping; press Ctrl-C again to force it.");
      await leave(0);
    } else if (Date.now() - first > 500) {
      killAll();
      await (await starting?.catch(() => undefined))?.stop({ force: true });
      giveBack();
      process.exit(1);
    }
  };
}

async function main() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new PlainError(`Headroom needs Node 20.19 or newer; this is ${process.versions.node}.`);
  const args = process.argv.slice(2);
  const unknown = args.find((arg) => arg !== "--demo");
  if (unknown !== undefined) throw new PlainError(`npm start knows only the option --demo, not "${unknown}".`);
  if (existsSync(inRoot(".env"))) process.loadEnvFile(inRoot(".env"));
  say(`Headroom ${version()}`);

  const address = (/** @type {number} */ port) =>
    (process.env.HEADROOM_URL || `http://127.0.0.1:${port}`).replace(/\/$/, "");
  giveBack = takeInstance(address(Number(process.env.PORT || 3000)));
  const left = await endLeftovers();
  if (left > 0) say(`   ended ${left} process${left === 1 ? "" : "es"} that a killed start had left`);
  const port = await webPort(process.env.PORT, { patienceMs: left > 0 ? 10_000 : 1_000 });
  const secrets = { secret: authSecret(), secretKey: secretKey() };

  await step("install", install, "packages; about half a minute the first time");
  const given = process.env.DATABASE_URL || undefined;
  if (given) await step("database", () => checkReachable(given));
  const server = given ? undefined : await startEmbedded();
  await step("generate", generate);
  const shared = { ...secrets, address: address(port) };
  const url = server ? await onEmbedded(server, shared) : await onGivenDatabase(given ?? "", args, shared);
  await step("build", build, "the web app; about a minute when something changed");

  const settings = { url, ...secrets, port, address: address(port) };
  await step("serve", async () => {
    for (const [name, child] of Object.entries({ "web server": startWeb(settings), worker: startWorker(settings) })) {
      child.once("exit", (code, signal) => stopFor(`The ${name} ended by itself (${signal ?? `exit code ${code}`})`));
    }
    await untilServed(port, () => !isStopping());
    return { note: "web server and worker" };
  });
  if (!isStopping()) await farewell(settings, given === undefined || args.includes("--demo"));
}

/** What an empty database is filled with: the demo, or another scenario of prisma/seed, `cloud` for a fleet of 1,200,000 servers. */
const scenario = () => process.env.HEADROOM_SCENARIO || "demo";

/** Starts the embedded server, and watches over it. */
async function startEmbedded() {
  starting = startPostgres({ dir: join(dataDir, "postgres") });
  const server = await step("database", async () => {
    const it = await /** @type {NonNullable<typeof starting>} */ (starting);
    const how = it.reused ? "running already" : it.created ? "made new" : "started";
    return { ...it, note: `embedded PostgreSQL on port ${it.port}, ${how}${it.note ? `; ${it.note}` : ""}` };
  });
  setInterval(() => {
    if (!server.alive()) stopFor("The embedded PostgreSQL ended by itself (its log is .data/postgres.log)");
  }, 1_000).unref();
  return server;
}

/** @param {import("./lib/postgres.mjs").Server} server @param {{secret: string, secretKey: string, address: string}} settings @returns {Promise<string>} the database's URL */
async function onEmbedded(server, settings) {
  const { url } = await prepareEmbedded(server, (aside) => seed(scenario(), { url: aside, ...settings }), step);
  // For the headroom command and for prisma in another terminal.
  writeWhole(join(dataDir, "database-url"), `${url}\n`, 0o600);
  return url;
}

/** One of the three ended: so do the others. @param {string} what */
function stopFor(what) {
  if (isStopping()) return;
  reportError(new PlainError(`${what}, so everything is stopped.`));
  leave(1);
}

/** @param {string} url @param {string[]} args @param {{secret: string, secretKey: string, address: string}} settings @returns {Promise<string>} */
async function onGivenDatabase(url, args, settings) {
  await step("migrate", () => migrate(url));
  if (!args.includes("--demo")) return url;
  if (!(await isEmpty(url))) {
    say("   --demo is left aside: the database is not empty");
    return url;
  }
  await step("seed", () => seed(scenario(), { url, ...settings }), "an invented operator's fleet");
  return url;
}

/** @param {import("./lib/serve.mjs").Settings} settings @param {boolean} demo */
async function farewell(settings, demo) {
  const people = demo ? demoPeople() : [];
  if (!demo) say((await firstAdmin(settings)).trimEnd());
  say(`\nHeadroom is ready after ${seconds(Date.now() - begin)}: ${settings.address}`);
  if (people.length > 0) {
    say("Sign in as one of the demo's people:");
    const wide = Math.max(...people.map(({ email }) => email.length));
    for (const { email, password, role, name } of people)
      say(`  ${email.padEnd(wide)}  ${password}   ${[role, name].filter(Boolean).join(", ")}`);
  }
  say("Ctrl-C stops it.");
}

const signalled = onSignal();
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, signalled);
const fail = (/** @type {unknown} */ error) => {
  if (!isStopping()) reportError(error);
  leave(1);
};
process.on("uncaughtException", fail);
main().catch(fail);

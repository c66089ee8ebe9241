// The embedded PostgreSQL: the real server, from npm, as a process of its own that outlives a killed launcher.
// What it survives: kill -9 during initdb (made aside, renamed), kill -9 of the launcher (the living server is taken
// over), kill -9 of the server (stale lock and orphans are cleared), root (see postgres/account.mjs).
import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { PlainError } from "./plain-error.mjs";
import { freePort } from "./ports.mjs";
import { launcherFor } from "./postgres/account.mjs";
import { binaries } from "./postgres/binaries.mjs";
import { ensureCluster, passwordOf, serverEnvironment, user } from "./postgres/cluster.mjs";
import { clearStaleLock, liveServer } from "./postgres/lock.mjs";
import { isAlive, untilGone } from "./process-identity.mjs";

/**
 * @typedef {object} Server
 * @property {(database: string) => string} url the connection URL of one of its databases
 * @property {number} port on 127.0.0.1
 * @property {number} pid
 * @property {() => boolean} alive whether it still runs
 * @property {boolean} reused it was running already
 * @property {boolean} created its data directory was made now
 * @property {string} [note] where the data lies, when that is not the place asked for
 * @property {(options?: {force?: boolean}) => Promise<void>} stop ends it; force: without a last checkpoint, nothing
 *   committed is lost, the next start replays the log
 */

/**
 * Starts PostgreSQL on a data directory, or takes over the one running there.
 * @param {object} options
 * @param {string} options.dir absolute; made when missing
 * @param {string} [options.log] where the server writes; beside the data directory by default
 * @param {number} [options.port] preferred; another free one is taken when it is in use
 * @param {Record<string, string>} [options.settings] server settings of this start
 * @param {boolean} [options.namespaces] whether root may use a user namespace (tests turn it off)
 * @returns {Promise<Server>}
 */
export async function startPostgres({
  dir: wanted,
  log = `${wanted}.log`,
  port: preferred = 54329,
  settings = {},
  namespaces = true,
}) {
  const launcher = launcherFor(wanted, await binaries(), { namespaces });
  const { dir } = launcher;
  const created = await ensureCluster(launcher);
  const live = await untilReady(dir);
  const server = (/** @type {import("./postgres/lock.mjs").LiveServer} */ it, /** @type {boolean} */ reused) => {
    const password = passwordOf(dir);
    return {
      url: (/** @type {string} */ database) => `postgresql://${user}:${password}@127.0.0.1:${it.port}/${database}`,
      port: it.port,
      pid: it.identity.pid,
      alive: () => isAlive(it.identity),
      reused,
      created,
      note: launcher.note,
      stop: (/** @type {{force?: boolean}} */ options = {}) => stopServer(it, options),
    };
  };
  if (live) return server(live, true);
  await clearStaleLock(dir);

  for (let attempt = 1; ; attempt++) {
    const port = await freePort(attempt === 1 ? preferred : 0);
    const started = await launch(launcher, port, log, settings);
    if ("identity" in started) return server(started, false);
    // Another program may take the port between our look and the server's; a killed server's memory may linger a moment.
    if (attempt === 5 || !/could not bind|Address already in use|shared memory block/.test(started.output))
      throw new PlainError(`PostgreSQL did not start on ${dir}; its log is ${log}.`, { output: started.output });
    await pause(200 * attempt);
    await clearStaleLock(dir);
  }
}

/** @param {import("./postgres/account.mjs").Launcher} launcher @param {number} port @param {string} log @param {Record<string, string>} settings */
async function launch({ dir, bin, as, prefix }, port, log, settings) {
  mkdirSync(dirname(log), { recursive: true });
  // Kept between starts, until it has grown large.
  const big = existsSync(log) && statSync(log).size > 8_000_000;
  const out = openSync(log, big ? "w" : "a", 0o600);
  const from = big ? 0 : statSync(log).size;
  const flags = { listen_addresses: "127.0.0.1", unix_socket_directories: "", ...settings };
  const [command, ...args] = [
    ...prefix,
    bin.postgres,
    "-D",
    dir,
    "-p",
    String(port),
    ...Object.entries(flags).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  // A group of its own: Ctrl-C in the terminal must reach the web server first. Its output goes to a file, as a pipe
  // would break with its launcher.
  const child = spawn(/** @type {string} */ (command), args, {
    ...as,
    cwd: "/",
    env: serverEnvironment(),
    detached: true,
    stdio: ["ignore", out, out],
  });
  closeSync(out);
  const ended = new Promise((resolve) => {
    child.once("exit", () => resolve(undefined));
    child.once("error", () => resolve(undefined));
  });
  child.unref();
  const live = await Promise.race([untilReady(dir, child.pid), ended]);
  if (live) return live;
  return { output: readFileSync(log).subarray(from).toString("utf8").split("\n").slice(-30).join("\n") };
}

/**
 * Waits while a server on the directory is coming up (or replaying its log after a kill).
 * @param {string} dir
 * @param {number} [expected] wait for this process to appear, too
 */
async function untilReady(dir, expected) {
  const end = Date.now() + 120_000;
  while (Date.now() < end) {
    const live = liveServer(dir);
    if (live?.ready && (expected === undefined || live.identity.pid === expected)) return live;
    if (!live && expected === undefined) return undefined;
    await pause(20);
  }
  throw new PlainError(`PostgreSQL on ${dir} was not ready after two minutes.`);
}

/** @param {import("./postgres/lock.mjs").LiveServer} live @param {{force?: boolean}} options */
async function stopServer({ identity }, { force = false }) {
  // SIGINT: end the sessions, write a checkpoint. SIGQUIT: leave at once.
  for (const [signal, patience] of /** @type {const} */ ([
    ["SIGINT", 20_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ])) {
    if (force && signal === "SIGINT") continue;
    if (!isAlive(identity)) return;
    try {
      process.kill(identity.pid, signal);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH") return;
      throw error;
    }
    if (await untilGone(identity, patience)) return;
  }
}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

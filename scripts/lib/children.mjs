// Starting other programs so that all of them can be stopped again: each in a process group of its own, each marked with
// the checkout and the process it works for, so that what a killed `npm start` leaves behind is found and ended by the
// next one.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { root } from "./paths.mjs";
import { PlainError } from "./plain-error.mjs";
import { identityOf, isAlive, processIds, untilGone } from "./process-identity.mjs";

const mark = "HEADROOM_STARTED_BY";
const self = identityOf(process.pid);
const markOfThis = [root, self?.pid, self?.started].join("|");

/** Every child that still runs. @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
let stopping = false;

/**
 * Starts a program in a process group of its own.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: Record<string, string | undefined>, output?: "show" | "pipe" | number}} [options]
 */
export function start(command, args, { cwd = root, env = {}, output = "show" } = {}) {
  if (stopping) throw new PlainError("Stopped.");
  const stream = output === "show" ? "inherit" : output;
  const child = spawn(command, args, {
    cwd,
    env: {
      ...process.env,
      DO_NOT_TRACK: "1",
      NEXT_TELEMETRY_DISABLED: "1",
      TURBO_TELEMETRY_DISABLED: "1",
      ...env,
      [mark]: markOfThis,
    },
    detached: process.platform !== "win32",
    stdio: ["ignore", stream, stream],
    shell: command.endsWith(".cmd"),
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  child.once("error", () => running.delete(child));
  return child;
}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: Record<string, string | undefined>, output?: "show" | "pipe", timeoutMs?: number}} [options]
 *   pipe: keep what it prints, and give it back; timeoutMs: end it then
 * @returns {Promise<{code: number, output: string}>} code 1 also when it was ended by a signal or could not be started
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    let output = "";
    /** @type {import("node:child_process").ChildProcess} */
    let child;
    try {
      child = start(command, args, { output: "pipe", ...options });
    } catch (error) {
      return reject(error);
    }
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (text) => {
        output += text;
      });
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            output += `\nended after ${options.timeoutMs} ms`;
            if (child.pid !== undefined) signalGroup(child.pid, "SIGKILL");
          }, options.timeoutMs);
    child.once("error", (error) => resolve({ code: 1, output: `${command}: ${error.message}` }));
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * Runs a program that must succeed.
 * @param {string} what the sentence that says what failed
 * @param {string} command @param {readonly string[]} args @param {Parameters<typeof run>[2]} [options]
 */
export async function must(what, command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new PlainError(stopping ? "Stopped." : what, { output: stopping ? "" : output });
  return output;
}

/** @param {number} pid @param {NodeJS.Signals} signal */
export function signalGroup(pid, signal) {
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"]);
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone.
  }
}

/**
 * Asks one child's group to end, makes it after a while, and waits.
 * @param {import("node:child_process").ChildProcess} child
 */
export async function untilExit(child, patienceMs = 8_000) {
  const { pid } = child;
  if (pid === undefined) return;
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    signalGroup(pid, "SIGTERM");
    const timer = setTimeout(() => signalGroup(pid, "SIGKILL"), patienceMs);
    await gone;
    clearTimeout(timer);
  }
  // Also when the leader has ended: its own children may not have.
  signalGroup(pid, "SIGKILL");
}

/** Whether stopAll has begun. */
export const isStopping = () => stopping;

/** Asks every child to end, and ends those that do not. @param {{patienceMs?: number}} [options] */
export async function stopAll({ patienceMs } = {}) {
  stopping = true;
  await Promise.all([...running].map((child) => untilExit(child, patienceMs)));
}

/** Ends every child at once. */
export function killAll() {
  stopping = true;
  for (const child of running) if (child.pid !== undefined) signalGroup(child.pid, "SIGKILL");
}

/**
 * Ends what a killed run of this checkout's scripts left behind (Linux; elsewhere the port in use tells).
 * @returns {Promise<number>} how many processes
 */
export async function endLeftovers() {
  const left = processIds().flatMap((pid) => {
    const [home, ownerPid, ownerStarted] = markOf(pid)?.split("|") ?? [];
    if (home !== root || isAlive({ pid: Number(ownerPid), started: ownerStarted })) return [];
    return identityOf(pid) ?? [];
  });
  for (const identity of left) if (isAlive(identity)) process.kill(identity.pid, "SIGKILL");
  await Promise.all(left.map((identity) => untilGone(identity, 5_000)));
  return left.length;
}

/** @param {number} pid */
function markOf(pid) {
  try {
    const entry = readFileSync(`/proc/${pid}/environ`, "utf8")
      .split("\0")
      .find((text) => text.startsWith(`${mark}=`));
    return entry?.slice(mark.length + 1);
  } catch {
    return undefined; // another account's, or gone
  }
}

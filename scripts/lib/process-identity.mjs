// Process ids are reused. A process is therefore known by its id together with the moment it started.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** @typedef {{pid: number, started: string}} Identity */

const linux = process.platform === "linux";

/**
 * The moment a living process started, in a form that only serves comparison; undefined when there is none, or when it
 * is a zombie (dead, but not yet collected by its parent, which happens in containers whose first process never waits).
 * @param {number} pid
 * @returns {string | undefined}
 */
export function startOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (linux) {
    try {
      // The second field is the program's name in brackets and may hold spaces and brackets itself.
      const [state, ...rest] = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      return state === "Z" || state === "X" ? undefined : `${bootId()}:${rest[18]}`;
    } catch {
      return undefined;
    }
  }
  const asked = spawnSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" });
  const text = asked.stdout?.trim() ?? "";
  return text === "" || text.startsWith("Z") ? undefined : text.replace(/^\S+\s+/, "");
}

function bootId() {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
}

/** @param {number} pid @returns {Identity | undefined} */
export function identityOf(pid) {
  const started = startOf(pid);
  return started === undefined ? undefined : { pid, started };
}

/** @param {Partial<Identity> | undefined} identity */
export const isAlive = (identity) =>
  identity?.pid !== undefined && identity.started !== undefined && startOf(identity.pid) === identity.started;

/** The command line of a living process, or "". @param {number} pid */
export function commandLine(pid) {
  if (startOf(pid) === undefined) return "";
  if (!linux) return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return "";
  }
}

/** The ids of all processes this system shows (Linux only; elsewhere none). */
export function processIds() {
  return linux
    ? readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
    : [];
}

/**
 * Waits until a process is gone.
 * @param {Identity | undefined} identity
 * @param {number} timeoutMs
 * @returns {Promise<boolean>} false when it still lives after the time
 */
export async function untilGone(identity, timeoutMs) {
  const end = Date.now() + timeoutMs;
  while (isAlive(identity)) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}

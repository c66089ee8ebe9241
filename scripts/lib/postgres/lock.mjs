// postmaster.pid, the lock file of a data directory: pid, directory, start, port, socket folder, address, memory, state.
import { readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readIfThere } from "../files.mjs";
import { commandLine, identityOf, processIds, startOf, untilGone } from "../process-identity.mjs";

/** @typedef {{identity: import("../process-identity.mjs").Identity, port: number, ready: boolean}} LiveServer */

/**
 * The server that runs on a data directory (its launcher may be long dead), or undefined. A lock file whose process is
 * gone, is a zombie, or is another program that got the same number is no server.
 * @param {string} dir
 * @returns {LiveServer | undefined}
 */
export function liveServer(dir) {
  const lines = readIfThere(join(dir, "postmaster.pid"))?.split("\n");
  const pid = Number(lines?.[0]);
  const identity = lines ? identityOf(pid) : undefined;
  if (!lines || !identity || !`${commandLine(pid)} `.includes(` -D ${dir} `)) return undefined;
  return { identity, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/**
 * Clears what a killed server leaves: its lock file, and those of its own processes that have not noticed yet (a new
 * server would refuse to start beside them).
 * @param {string} dir
 */
export async function clearStaleLock(dir) {
  const lock = join(dir, "postmaster.pid");
  if (readIfThere(lock) === undefined || liveServer(dir)) return;
  for (const pid of orphansOf(dir)) {
    const identity = identityOf(pid);
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      continue; // gone by itself meanwhile
    }
    await untilGone(identity, 5_000);
  }
  rmSync(lock, { force: true });
}

/** Every process of a PostgreSQL server has the data directory as its working directory. @param {string} dir */
function orphansOf(dir) {
  const home = realpathSync(dir);
  return processIds().filter((pid) => {
    try {
      return (
        pid !== process.pid &&
        startOf(pid) !== undefined &&
        readlinkSync(`/proc/${pid}/cwd`) === home &&
        /postgres/.test(commandLine(pid))
      );
    } catch {
      return false; // another account's, or gone
    }
  });
}

// A PostgreSQL of one test run: its own port, its own folder below the system's temporary one, gone at the end.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJson } from "../files.mjs";
import { startPostgres } from "../postgres.mjs";
import { identityOf, isAlive } from "../process-identity.mjs";
import { liveServer } from "./lock.mjs";

const prefix = "headroom-test-";

/** What is thrown away need not survive a power cut: this makes tests several times faster. */
const careless = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
  shared_buffers: "256MB",
};

/**
 * Starts a server nobody else uses. Any number of them run side by side.
 * @param {{settings?: Record<string, string>, tmp?: string}} [options]
 * @returns {Promise<import("../postgres.mjs").Server & {dir: string}>} stop() also removes its folder
 */
export async function throwawayPostgres({ settings = {}, tmp = tmpdir() } = {}) {
  await sweep(tmp);
  const home = mkdtempSync(join(tmp, prefix));
  writeFileSync(join(home, "owner.json"), JSON.stringify(identityOf(process.pid)));
  const dir = join(home, "data");
  const server = await startPostgres({ dir, port: 0, settings: { ...careless, ...settings } });
  return {
    ...server,
    dir,
    async stop() {
      await server.stop({ force: true });
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Ends and removes the servers of test runs that were killed. @param {string} tmp */
async function sweep(tmp) {
  for (const name of readdirSync(tmp).filter((entry) => entry.startsWith(prefix))) {
    const home = join(tmp, name);
    const owner = readJson(join(home, "owner.json"));
    if (owner === undefined || isAlive(owner)) continue;
    const live = liveServer(join(home, "data"));
    try {
      if (live) process.kill(live.identity.pid, "SIGQUIT");
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    } catch {
      // Another account's: not ours to clear.
    }
  }
}

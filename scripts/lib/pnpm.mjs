// The pinned package manager, without anything installed before.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { inRoot } from "./paths.mjs";

/** The pin, "pnpm@12.21.0". */
export const pin = /** @type {string} */ (JSON.parse(readFileSync(inRoot("package.json"), "utf8")).packageManager);

/** @type {string[] | undefined} */
let found;

/**
 * A command that runs pnpm at the pinned version: the machine's own where it is that version, else npm fetches it.
 * npm puts it on the PATH of what it runs, as turbo needs to find it there.
 * @param {readonly string[]} args
 * @returns {[string, string[]]}
 */
export function pnpm(...args) {
  found ??= findPnpm();
  return [/** @type {string} */ (found[0]), [...found.slice(1), ...args]];
}

function findPnpm() {
  const windows = process.platform === "win32";
  const own = windows ? "pnpm.cmd" : "pnpm";
  const asked = spawnSync(own, ["--version"], { encoding: "utf8", cwd: inRoot(), shell: windows });
  if (`pnpm@${asked.stdout?.trim()}` === pin) return [own];
  const npm = process.env.npm_execpath?.endsWith("npm-cli.js")
    ? [process.execPath, process.env.npm_execpath]
    : [windows ? "npm.cmd" : "npm"];
  return [...npm, "exec", "--yes", "--", pin];
}

// A data directory: made aside and renamed, so that a kill during initdb never leaves half of one.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readIfThere, readJson } from "../files.mjs";
import { PlainError } from "../plain-error.mjs";
import { majorVersion } from "./binaries.mjs";

export const user = "headroom";

/** @param {string} dir @returns {string} */
export function passwordOf(dir) {
  const password = readJson(join(dir, "headroom.json"))?.password;
  if (typeof password !== "string")
    throw new PlainError(
      `${dir} holds a PostgreSQL that Headroom did not make: move that folder away and start again.`,
    );
  return password;
}

/**
 * Makes the data directory unless it is there; refuses one of another major version.
 * @param {import("./account.mjs").Launcher} launcher
 * @returns {Promise<boolean>} whether it was made now
 */
export async function ensureCluster(launcher) {
  const { dir, bin, as, prefix } = launcher;
  const found = readIfThere(join(dir, "PG_VERSION"))?.trim();
  if (found !== undefined) {
    const ours = majorVersion(bin);
    if (found === ours) return false;
    throw new PlainError(
      `The data in ${dir} was written by PostgreSQL ${found}, but this Headroom brings PostgreSQL ${ours}: start it with the Headroom that wrote it, or move the folder away to begin anew.`,
    );
  }
  if (existsSync(dir) && readdirSync(dir).length > 0)
    throw new PlainError(`${dir} is neither empty nor a PostgreSQL data directory: move it away and start again.`);
  rmSync(dir, { recursive: true, force: true });
  const parent = dirname(dir);
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) // halves left by a kill
    if (name.startsWith(`${basename(dir)}.new-`))
      rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });

  const aside = join(parent, `${basename(dir)}.new-${process.pid}`);
  const passwordFile = `${aside}.password`;
  const password = randomBytes(18).toString("base64url");
  mkdirSync(aside, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (as.uid !== undefined && as.gid !== undefined)
    for (const path of [aside, passwordFile]) chownSync(path, as.uid, as.gid);
  const [command, ...args] = [
    ...prefix,
    bin.initdb,
    "-D",
    aside,
    "-U",
    user,
    "-A",
    "scram-sha-256",
    `--pwfile=${passwordFile}`,
    "-E",
    "UTF8",
    "--locale=C.UTF-8",
    "--no-instructions",
  ];
  const { code, output } = await collect(/** @type {string} */ (command), args, as);
  rmSync(passwordFile, { force: true });
  if (code !== 0) {
    rmSync(aside, { recursive: true, force: true });
    throw new PlainError("PostgreSQL's initdb failed.", { output });
  }
  const note = join(aside, "headroom.json");
  writeFileSync(note, `${JSON.stringify({ password })}\n`, { mode: 0o600 });
  if (as.uid !== undefined && as.gid !== undefined) chownSync(note, as.uid, as.gid);
  chmodSync(aside, 0o700);
  renameSync(aside, dir);
  return true;
}

/** @param {string} command @param {string[]} args @param {{uid?: number, gid?: number}} as @returns {Promise<{code: number | null, output: string}>} */
function collect(command, args, as) {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(command, args, {
      ...as,
      cwd: "/",
      env: serverEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text) => {
        output += text;
      });
    child.once("error", (error) => resolve({ code: 1, output: error.message }));
    child.once("close", (code) => resolve({ code, output }));
  });
}

/** A server's settings come from its files and flags, never from the shell that happened to start it. */
export function serverEnvironment() {
  return { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C.UTF-8", TZ: "UTC" };
}

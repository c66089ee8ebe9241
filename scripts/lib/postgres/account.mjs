// PostgreSQL refuses to run as root. Two ways round it, tried in this order:
//   1. a user namespace (`unshare --user --map-user=1000`): root outside, an ordinary account inside. The files stay
//      root's, so it works in a folder that only root may enter;
//   2. an unprivileged account of the machine. It must be able to reach the programs and the data: where the checkout
//      is closed to it, both are placed under /var/lib/headroom instead.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { PlainError } from "../plain-error.mjs";

/**
 * How PostgreSQL's programs are started, and where they and the data lie.
 * @typedef {object} Launcher
 * @property {string[]} prefix what goes before the command
 * @property {{uid?: number, gid?: number}} as options for spawn
 * @property {import("./binaries.mjs").Binaries} bin
 * @property {string} dir the data directory to use
 * @property {string} [note] said to the reader when the data lies elsewhere than asked
 */

/** @param {string} dir @param {import("./binaries.mjs").Binaries} bin @param {{namespaces?: boolean}} [options] @returns {Launcher} */
export function launcherFor(dir, bin, { namespaces = true } = {}) {
  if (process.platform === "win32" || process.getuid?.() !== 0) return { prefix: [], as: {}, bin, dir };
  const owner = existsSync(dir) ? statSync(dir) : undefined;
  if (owner && owner.uid !== 0) return asAccount({ uid: owner.uid, gid: owner.gid }, dir, bin);
  if (namespaces) {
    const prefix = ["unshare", "--user", "--map-user=1000", "--"];
    const tried = spawnSync(/** @type {string} */ (prefix[0]), [...prefix.slice(1), bin.postgres, "--version"], {
      cwd: "/",
    });
    if (tried.status === 0) return { prefix, as: {}, bin, dir };
  }
  return asAccount(unprivilegedAccount(), dir, bin);
}

/** @returns {{uid: number, gid: number}} */
function unprivilegedAccount() {
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const wanted of ["postgres", "nobody"]) {
    const found = accounts.find(([name]) => name === wanted);
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new PlainError(
    "PostgreSQL does not run as root, and this machine has neither user namespaces nor an account postgres or nobody: start as another account, or set DATABASE_URL.",
  );
}

/** @param {{uid: number, gid: number}} as @param {string} dir @param {import("./binaries.mjs").Binaries} bin @returns {Launcher} */
function asAccount(as, dir, bin) {
  const parent = dirname(dir);
  mkdirSync(parent, { recursive: true });
  const may = (/** @type {string} */ flag, /** @type {string} */ path) =>
    spawnSync("test", [flag, path], { ...as, cwd: "/" }).status === 0;
  const runs = spawnSync(bin.postgres, ["--version"], { ...as, cwd: "/" }).status === 0;
  if (runs && may("-x", parent)) {
    if (existsSync(dir) && statSync(dir).uid === 0) chownAll(dir, as);
    return { prefix: [], as, bin, dir };
  }
  const home = "/var/lib/headroom";
  const place = join(home, createHash("sha256").update(dir).digest("hex").slice(0, 12));
  const elsewhere = join(place, basename(dir));
  mkdirSync(place, { recursive: true, mode: 0o755 });
  for (const folder of [home, place]) chmodSync(folder, 0o755);
  if (existsSync(dir) && !existsSync(elsewhere)) {
    const aside = `${elsewhere}.moving`;
    rmSync(aside, { recursive: true, force: true });
    cpSync(dir, aside, { recursive: true });
    renameSync(aside, elsewhere);
  }
  if (existsSync(elsewhere) && statSync(elsewhere).uid !== as.uid) chownAll(elsewhere, as);
  return {
    prefix: [],
    as,
    bin: copyPrograms(bin, place),
    dir: elsewhere,
    note: `data in ${elsewhere}, as this folder is closed to account ${as.uid}`,
  };
}

/** Copies the programs where any account may run them, once per version. @param {import("./binaries.mjs").Binaries} bin @param {string} place */
function copyPrograms(bin, place) {
  const home = join(place, `programs-${statSync(bin.postgres).size}`);
  if (!existsSync(home)) {
    const aside = `${home}.${process.pid}`;
    cpSync(bin.home, aside, { recursive: true, verbatimSymlinks: true });
    renameSync(aside, home);
  }
  return { initdb: join(home, "bin/initdb"), postgres: join(home, "bin/postgres"), home };
}

/** @param {string} path @param {{uid: number, gid: number}} as */
export function chownAll(path, as) {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) chownAll(inner, as);
    else if (!entry.isSymbolicLink()) chownSync(inner, as.uid, as.gid);
  }
  chownSync(path, as.uid, as.gid);
}

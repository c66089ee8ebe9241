import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./children.mjs";
import { readIfThere, writeWhole } from "./files.mjs";
import { inRoot } from "./paths.mjs";
import { PlainError } from "./plain-error.mjs";
import { pin, pnpm } from "./pnpm.mjs";

const mark = inRoot("node_modules/.headroom-installed");

/** What decides the packages: the lockfile, every manifest, the pin and this Node (native packages depend on it). */
function fingerprint() {
  const hash = createHash("sha256").update(`${pin} ${process.version} ${process.platform} ${process.arch}`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests()])
    hash.update(file).update(readIfThere(inRoot(file)) ?? "");
  return hash.digest("hex");
}

/** The manifests of the workspace, relative to the root. */
export function manifests() {
  const inFolders = ["apps", "packages"].flatMap((folder) =>
    existsSync(inRoot(folder)) ? readdirSync(inRoot(folder)).map((name) => join(folder, name, "package.json")) : [],
  );
  return ["package.json", "prisma/package.json", "e2e/package.json", ...inFolders]
    .filter((file) => existsSync(inRoot(file)))
    .sort();
}

/** Notes that the packages of this lockfile are in place. */
export const markInstalled = () => writeWhole(mark, fingerprint());

/** Installs exactly what the lockfile says, unless that has been done. @returns {Promise<{note: string}>} */
export async function install() {
  if (readIfThere(mark) === fingerprint()) return { note: "unchanged" };
  const [command, args] = pnpm("install", "--frozen-lockfile", "--reporter=append-only");
  const { code, output } = await run(command, args, { env: { CI: "1" } });
  if (code !== 0) {
    const offline = /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ERR_PNPM_META_FETCH_FAIL/.test(output);
    const why = offline ? "the npm registry cannot be reached" : "see above";
    throw new PlainError(`The packages could not be installed: ${why}.`, { output });
  }
  markInstalled();
  return { note: `with ${pin}` };
}

/** The version of this Headroom. */
export const version = () => /** @type {string} */ (JSON.parse(readFileSync(inRoot("package.json"), "utf8")).version);

// The rooms of the house, their files, and where an import leads.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { readSource } from "./source.mjs";

/**
 * @typedef {object} Room
 * @property {string} name "core", "web", "prisma", "root"...
 * @property {string} folder relative to the root, "" for the root itself
 * @property {any} manifest
 *
 * @typedef {object} File
 * @property {string} path relative to the root, with "/"
 * @property {string} inRoom the path inside its room
 * @property {Room} room
 * @property {"source" | "test" | "integration" | "bench" | "tool"} kind tool: configuration and scripts
 * @property {import("./source.mjs").Source} source
 *
 * @typedef {object} Workspace
 * @property {readonly Room[]} rooms
 * @property {ReadonlyMap<string, File>} files by path
 */

const skipped = new Set([
  "node_modules",
  ".next",
  ".turbo",
  ".git",
  ".data",
  "generated",
  "test-results",
  "playwright-report",
  "docs",
]);
const code = /\.(ts|tsx|mts|mjs|js)$/;

/**
 * @param {string} root
 * @param {typeof readSource} [read] the parser (tests remember what it said)
 * @returns {Workspace}
 */
export function readWorkspace(root, read = readSource) {
  const folders = ["apps", "packages"].flatMap((parent) =>
    existsSync(join(root, parent)) ? readdirSync(join(root, parent)).map((name) => `${parent}/${name}`) : [],
  );
  const rooms = [...folders, "prisma", "e2e", ""]
    .filter((folder) => existsSync(join(root, folder, "package.json")))
    .map((folder) => ({
      name: folder === "" ? "root" : posix.basename(folder),
      folder,
      manifest: JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")),
    }));
  const files = new Map();
  for (const path of codeFiles(root, root)) {
    const room = rooms.find(({ folder }) => folder === "" || path.startsWith(`${folder}/`));
    if (!room) continue;
    const inRoom = room.folder === "" ? path : path.slice(room.folder.length + 1);
    files.set(path, {
      path,
      inRoom,
      room,
      kind: kindOf(inRoom, room),
      source: read(path, readFileSync(join(root, path), "utf8")),
    });
  }
  return { rooms, files };
}

/** @param {string} root @param {string} folder @returns {string[]} */
function codeFiles(root, folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : codeFiles(root, path);
    return entry.isFile() && code.test(entry.name) && !entry.name.endsWith(".d.ts")
      ? [relative(root, path).split(sep).join("/")]
      : [];
  });
}

/** @param {string} inRoom @param {Room} room @returns {File["kind"]} */
function kindOf(inRoom, room) {
  if (/\.int\.test\.\w+$/.test(inRoom)) return "integration";
  if (/\.(test|arbitrary)\.\w+$/.test(inRoom)) return "test";
  if (/\.bench\.\w+$/.test(inRoom) || inRoom.startsWith("bench/")) return "bench";
  // Configuration, galleries, scripts: whatever a package does not ship.
  if (room.name === "root" || room.name === "config" || /^[\w.-]+\.config\.\w+$/.test(inRoom)) return "tool";
  if (/^(apps|packages)\//.test(room.folder) && !inRoom.startsWith("src/")) return "tool";
  return "source";
}

const scope = "@headroom/";

/** The room a specifier names, or undefined. @param {Workspace} workspace @param {string} specifier */
export function roomOf({ rooms }, specifier) {
  if (!specifier.startsWith(scope)) return undefined;
  const name = specifier.slice(scope.length).split("/")[0];
  return rooms.find(({ manifest }) => manifest.name === scope + name);
}

/** The package an outside specifier names, "@scope/name" or "name". @param {string} specifier */
export const packageOf = (specifier) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

/**
 * The file of the workspace an import leads to, or undefined: an outside package, or not code.
 * @param {Workspace} workspace @param {File} file @param {string} specifier
 * @returns {File | undefined}
 */
export function target(workspace, file, specifier) {
  const path = specifier.startsWith(".") ? posix.join(dirname(file.path), specifier) : exported(workspace, specifier);
  if (path === undefined) return undefined;
  for (const ending of ["", ".ts", ".tsx", ".mjs", "/index.ts", "/index.tsx"]) {
    const found = workspace.files.get(path + ending);
    if (found) return found;
  }
  return undefined;
}

/**
 * The path that a package's exports give to a subpath, or undefined where they give none.
 * @param {Workspace} workspace @param {string} specifier @returns {string | undefined}
 */
export function exported(workspace, specifier) {
  const room = roomOf(workspace, specifier);
  if (!room) return undefined;
  const subpath = `.${specifier.slice(room.manifest.name.length)}`;
  for (const [pattern, to] of Object.entries(room.manifest.exports ?? {})) {
    const [head, tail = ""] = pattern.split("*");
    const fits = pattern.includes("*")
      ? subpath.startsWith(head ?? "") && subpath.endsWith(tail) && subpath.length > pattern.length - 1
      : subpath === pattern;
    if (!fits || typeof to !== "string") continue;
    const middle = subpath.slice(head?.length, tail === "" ? undefined : -tail.length);
    return posix.join(room.folder, to.replace("*", middle));
  }
  return undefined;
}

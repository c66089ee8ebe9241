// The import rules, one function each: given a file, say what is wrong with it. `pnpm rules` prints what they find.
import { builtinModules } from "node:module";
import { isForTests, isWebServer, permissionsOf } from "./rooms.mjs";
import { exported, packageOf, roomOf, target } from "./workspace.mjs";

/**
 * @typedef {{rule: string, path: string, line: number, message: string}} Violation
 * @typedef {(file: import("./workspace.mjs").File, workspace: import("./workspace.mjs").Workspace) => Omit<Violation, "path" | "rule">[]} Rule
 */

const builtins = new Set(builtinModules);
const isBuiltin = (/** @type {string} */ specifier) => specifier.startsWith("node:") || builtins.has(specifier);

/** Small pure packages that core may use. */
const purePackages = new Set(["@noble/hashes"]);

/** Packages of a framework that components and their shapes stay free of. */
const foreignToUi = /^(next(\/|$)|nuqs|@trpc\/|@tanstack\/react-query|@prisma\/|pg$|better-auth)/;

/** @type {Record<string, Rule>} */
export const rules = {
  /** A room imports only the rooms below it. */
  rooms: (file, workspace) =>
    file.source.imports.flatMap(({ specifier, typeOnly, line }) => {
      const room = roomOf(workspace, specifier);
      if (!room || room === file.room) return [];
      const subpath = specifier.slice(room.manifest.name.length + 1);
      const allowed = permissionsOf(file).some(
        (one) => one.room === room.name && (one.only?.test(subpath) ?? true) && (typeOnly || !one.typesOnly),
      );
      const who = file.room.name === "web" ? `web (${isWebServer(file) ? "server" : "browser"})` : file.room.name;
      return allowed
        ? []
        : [{ line, message: `${who} may not import ${typeOnly ? "even the types of " : ""}${specifier}` }];
    }),

  /** What is sent to the browser does not reach into the web app's server code. */
  "web-server": (file, workspace) =>
    file.room.name !== "web" || file.kind !== "source" || isWebServer(file)
      ? []
      : file.source.imports.flatMap(({ specifier, typeOnly, line }) => {
          if (typeOnly) return [];
          if (isBuiltin(specifier)) return [{ line, message: `browser code may not import ${specifier}` }];
          const to = target(workspace, file, specifier);
          return to && to.room === file.room && isWebServer(to)
            ? [{ line, message: `browser code may not import ${to.path}` }]
            : [];
        }),

  /** Core has no clock, no chance, no environment, no outside. */
  "core-purity": (file) => {
    if (file.room.name !== "core" || file.kind !== "source") return [];
    const mayUse = file.inRoom.startsWith("src/testing/") ? new Set([...purePackages, "fast-check"]) : purePackages;
    const outside = file.source.imports.flatMap(({ specifier, line }) => {
      if (specifier.startsWith(".") || specifier.startsWith("@headroom/") || mayUse.has(packageOf(specifier)))
        return [];
      return [{ line, message: `core is pure and may not import ${specifier}` }];
    });
    return [
      ...outside,
      ...file.source.impure.map(({ name, line }) => ({ line, message: `core is pure and may not use ${name}` })),
    ];
  },

  /** Components take props: no router, no queries, no database, no Node. */
  "ui-purity": (file) =>
    file.kind !== "source" || !["ui", "contracts"].includes(file.room.name)
      ? []
      : file.source.imports.flatMap(({ specifier, line }) =>
          foreignToUi.test(specifier) || isBuiltin(specifier)
            ? [{ line, message: `${file.room.name} may not import ${specifier}` }]
            : [],
        ),

  /** Prisma is known to one package. */
  "prisma-in-db": (file) =>
    file.room.name === "db" || file.room.name === "root"
      ? []
      : file.source.imports.flatMap(({ specifier, line }) =>
          /^(@prisma\/|prisma\/|@headroom\/db\/generated)/.test(specifier)
            ? [{ line, message: "only packages/db knows Prisma" }]
            : [],
        ),

  /** Another package is reached by its exports, never by a path. */
  "deep-import": (file, workspace) =>
    file.source.imports.flatMap(({ specifier, typeOnly, line }) => {
      if (specifier.startsWith(".")) {
        const to = target(workspace, file, specifier);
        const erasedInTool = typeOnly && file.kind === "tool"; // Plain JavaScript cannot name a subpath's types otherwise.
        return to && to.room !== file.room && !erasedInTool
          ? [{ line, message: `${specifier} leads into ${to.room.name}: import its exports` }]
          : [];
      }
      return roomOf(workspace, specifier) && exported(workspace, specifier) === undefined
        ? [{ line, message: `${specifier} is not exported by its package` }]
        : [];
    }),

  /** No file only passes others on, and none passes a whole file on. */
  barrel: (file) => {
    const relative = file.source.imports.filter(
      ({ reexport, specifier }) => reexport && /^(\.|@headroom\/)/.test(specifier),
    );
    if (relative.length === 0) return [];
    const index = /(^|\/)index\.\w+$/.test(file.path);
    return index || file.source.onlyReexports
      ? [
          {
            line: relative[0]?.line ?? 1,
            message: "a file that passes others on (a barrel): import from where things are",
          },
        ]
      : [];
  },

  /** Files do not import each other in a circle (types are erased, and may). */
  cycle: (file, workspace) => {
    const circle = shortestCircle(file, workspace);
    // Reported once, at the file whose path comes first.
    if (!circle || circle.some(({ path }) => path < file.path)) return [];
    return [{ line: 1, message: `a circle of imports: ${[...circle, file].map(({ inRoom }) => inRoom).join(" -> ")}` }];
  },

  /** Whatever is imported is declared, so that no package lives on another's dependencies. */
  manifest: (file) =>
    file.source.imports.flatMap(({ specifier, typeOnly, line }) => {
      if (
        specifier.startsWith(".") ||
        isBuiltin(specifier) ||
        specifier === "server-only" ||
        specifier === "client-only"
      )
        return [];
      const name = packageOf(specifier);
      const { manifest, name: room } = file.room;
      if (name === manifest.name) return [];
      const { dependencies = {}, devDependencies = {}, peerDependencies = {} } = manifest;
      const types = `@types/${name.replace(/^@/, "").replace("/", "__")}`;
      const declared = name in dependencies || name in peerDependencies;
      const erased = typeOnly && (name in devDependencies || types in devDependencies);
      const inDevelopment = (isForTests(file) || room === "e2e") && name in devDependencies;
      return declared || erased || inDevelopment
        ? []
        : [{ line, message: `${name} is not declared in the package.json of ${room}` }];
    }),
};

/** @param {import("./workspace.mjs").File} start @param {import("./workspace.mjs").Workspace} workspace */
function shortestCircle(start, workspace) {
  /** @type {Map<import("./workspace.mjs").File, import("./workspace.mjs").File | undefined>} */
  const cameFrom = new Map([[start, undefined]]);
  const queue = [start];
  for (let file = queue.shift(); file; file = queue.shift()) {
    for (const { specifier, typeOnly, lazy } of file.source.imports) {
      const to = typeOnly || lazy ? undefined : target(workspace, file, specifier);
      if (!to || to.room !== start.room) continue;
      if (to === start) {
        const circle = [];
        for (let at = /** @type {typeof file | undefined} */ (file); at; at = cameFrom.get(at)) circle.unshift(at);
        return circle;
      }
      if (!cameFrom.has(to)) {
        cameFrom.set(to, file);
        queue.push(to);
      }
    }
  }
  return undefined;
}

/** @param {import("./workspace.mjs").Workspace} workspace @returns {Violation[]} */
export function violationsIn(workspace) {
  return [...workspace.files.values()].flatMap((file) =>
    Object.entries(rules).flatMap(([rule, check]) =>
      check(file, workspace).map((found) => ({ rule, path: file.path, ...found })),
    ),
  );
}

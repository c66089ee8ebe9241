// Who may import whom: the table of AGENTS.md.

/** @typedef {{room: string, only?: RegExp, typesOnly?: boolean}} Permission */

const all = (/** @type {string[]} */ ...rooms) => rooms.map((room) => ({ room }));

/** @type {Record<string, readonly Permission[]>} */
export const mayImport = {
  core: [],
  contracts: all("core"),
  compute: all("core", "contracts"),
  interchange: all("core", "contracts"),
  ui: all("core", "contracts"),
  services: all("core", "contracts"),
  adapters: [...all("core", "contracts"), { room: "services", only: /^ports(\/|$)/, typesOnly: true }],
  db: [...all("core"), { room: "services", only: /^ports(\/|$)/, typesOnly: true }],
  api: all("core", "contracts", "services"),
  runtime: all("core", "contracts", "compute", "interchange", "services", "adapters", "db", "api"),
  worker: all("core", "contracts", "services", "runtime"),
  cli: all("core", "contracts", "services", "runtime", "compute", "interchange"),
  prisma: all("core", "services", "runtime", "db"),
  e2e: all("prisma"),
  config: [],
  root: all("config"),
};

/** The web app is two: what runs on the server, and what is sent to the browser. */
export const web = {
  server: all("core", "contracts", "ui", "api", "services", "runtime"),
  browser: [...all("core", "contracts", "ui"), { room: "api", only: /^root$/, typesOnly: true }],
};

/**
 * Whether a file of the web app runs on the server alone.
 * @param {import("./workspace.mjs").File} file
 */
export function isWebServer({ inRoom, source }) {
  if (source.useClient) return false;
  return (
    /^src\/(server|app)\//.test(inRoom) ||
    /^src\/trpc\/server[^/]*/.test(inRoom) ||
    /^src\/(proxy|instrumentation)\.ts$/.test(inRoom) ||
    source.imports.some(({ specifier }) => specifier === "server-only")
  );
}

/** Builders and fakes are for tests, wherever those stand. @param {import("./workspace.mjs").File} file */
export const isForTests = ({ kind, inRoom }) => kind !== "source" || /^src\/(testing|fakes)\//.test(inRoom);

/**
 * What a file may import of ours. Tests may also use the set-up in config; integration tests and benchmarks put whole
 * programs together, so they may use everything but the apps.
 * @param {import("./workspace.mjs").File} file
 * @returns {readonly Permission[]}
 */
export function permissionsOf(file) {
  const { room, kind } = file;
  if (kind === "integration" || kind === "bench")
    return all(
      "core",
      "contracts",
      "compute",
      "interchange",
      "services",
      "adapters",
      "db",
      "api",
      "runtime",
      "ui",
      "prisma",
      "config",
      "web",
    );
  const own = room.name === "web" ? (isWebServer(file) ? web.server : web.browser) : (mayImport[room.name] ?? []);
  return isForTests(file) ? [...own, ...all("config")] : own;
}

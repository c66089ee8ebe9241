import { join } from "node:path";
import { must } from "./children.mjs";
import { readJson } from "./files.mjs";
import { dataDir } from "./paths.mjs";
import { environment } from "./serve.mjs";

/** @typedef {{name?: string, role?: string, email: string, password: string}} DemoPerson */

const runTs = (/** @type {string[]} */ ...args) => ["--import", "tsx", ...args];

/**
 * Fills an empty database with a scenario, which prints its own summary.
 * @param {string} scenario
 * @param {Omit<import("./serve.mjs").Settings, "port">} settings
 * @param {"show" | "pipe"} [output]
 */
export async function seed(scenario, settings, output = "show") {
  await must(
    `The ${scenario} fleet could not be seeded: see above.`,
    process.execPath,
    runTs("prisma/seed/main.ts", "--scenario", scenario),
    {
      env: environment(settings),
      output,
    },
  );
}

/** Prints a one-time link that makes the first admin, where there is none yet. @param {Omit<import("./serve.mjs").Settings, "port">} settings */
export async function firstAdmin(settings) {
  return must(
    "The link for the first admin could not be made: see above.",
    process.execPath,
    runTs("prisma/seed/first-admin.ts"),
    { env: environment(settings) },
  );
}

const peopleFile = join(dataDir, "demo-people.json");

/** The demo's people and their sign-ins, as the seed left them. @returns {DemoPerson[]} */
export function demoPeople(file = peopleFile) {
  const found = readJson(file);
  const people = Array.isArray(found) ? found : found?.people;
  return Array.isArray(people) ? people : [];
}

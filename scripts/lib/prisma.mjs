import { existsSync } from "node:fs";
import { must } from "./children.mjs";
import { readIfThere, writeWhole } from "./files.mjs";
import { fingerprintOf } from "./fingerprint.mjs";
import { inRoot } from "./paths.mjs";

const cli = inRoot("scripts/prisma/cli.mjs");
const client = inRoot("packages/db/src/generated");
const mark = inRoot("node_modules/.headroom-generated");

/** Generates the database client from the schema, unless it is there already. @returns {Promise<{note: string}>} */
export async function generate() {
  const wanted = fingerprintOf(["prisma/schema", "prisma.config.ts", "pnpm-lock.yaml"]);
  if (existsSync(client) && readIfThere(mark) === wanted) return { note: "unchanged" };
  await must("The database client could not be generated: see above.", process.execPath, [cli, "generate"]);
  writeWhole(mark, wanted);
  return { note: "client generated" };
}

/** Applies every migration that is missing. @param {string} url @returns {Promise<{note: string}>} */
export async function migrate(url) {
  const output = await must(
    "The migrations could not be applied: see above.",
    process.execPath,
    [cli, "migrate", "deploy"],
    { env: { DATABASE_URL: url } },
  );
  const applied = output.match(/─ migration\.sql/g)?.length ?? 0;
  return { note: applied === 0 ? "up to date" : `${applied} migration${applied === 1 ? "" : "s"} applied` };
}

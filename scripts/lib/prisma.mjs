import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { must } from "./children.mjs";
import { withClient } from "./database.mjs";
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
  if (await isUpToDate(url)) return { note: "up to date" };
  const output = await must(
    "The migrations could not be applied: see above.",
    process.execPath,
    [cli, "migrate", "deploy"],
    { env: { DATABASE_URL: url } },
  );
  const applied = output.match(/─ migration\.sql/g)?.length ?? 0;
  return { note: applied === 0 ? "up to date" : `${applied} migration${applied === 1 ? "" : "s"} applied` };
}

/**
 * Whether the database's book of migrations holds exactly ours, whole and unchanged. Asked first, as Prisma's own look
 * takes seconds; whatever else is the case is left to Prisma to judge.
 * @param {string} url
 */
async function isUpToDate(url) {
  const folder = inRoot("prisma/migrations");
  const ours = readdirSync(folder).flatMap((name) => {
    const sql = readIfThere(join(folder, name, "migration.sql"));
    return sql === undefined ? [] : [`${name} ${createHash("sha256").update(sql).digest("hex")} true`];
  });
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query(
        `select migration_name || ' ' || checksum || ' ' || (finished_at is not null) as line
         from _prisma_migrations where rolled_back_at is null`,
      );
      return (
        rows
          .map(({ line }) => line)
          .sort()
          .join("\n") === ours.sort().join("\n")
      );
    });
  } catch {
    return false; // no database or no book yet
  }
}

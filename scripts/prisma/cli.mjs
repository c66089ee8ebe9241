// `pnpm prisma ARGS`: the Prisma CLI with the schema engine of this folder, so that nothing is downloaded.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { refusal } from "./connection.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");

/** The database of a running `npm start`, where none is named. */
function runningDatabase() {
  const file = join(root, ".data/database-url");
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}

const url = process.env.DATABASE_URL || runningDatabase();
const refused = url === undefined ? undefined : refusal(url);
if (refused !== undefined) {
  process.stderr.write(`${refused}\n`);
  process.exit(1);
}
const cli = createRequire(import.meta.url).resolve("prisma/build/index.js");
const ended = spawnSync(process.execPath, [cli, ...process.argv.slice(2)], {
  stdio: "inherit",
  cwd: root,
  env: {
    ...process.env,
    ...(url === undefined ? {} : { DATABASE_URL: url }),
    PRISMA_SCHEMA_ENGINE_BINARY: join(here, "schema-engine.mjs"),
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  },
});
process.exit(ended.status ?? 1);

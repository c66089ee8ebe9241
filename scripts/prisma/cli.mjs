// `node scripts/prisma.mjs <args>`: the Prisma CLI with the WASM schema engine, so no engine binary is downloaded.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const r = spawnSync(
  process.execPath,
  [createRequire(import.meta.url).resolve("prisma/build/index.js"), ...process.argv.slice(2)],
  {
    stdio: "inherit",
    cwd: join(here, "../.."),
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: join(here, "schema-engine.mjs"),
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  },
);
process.exit(r.status ?? 1);

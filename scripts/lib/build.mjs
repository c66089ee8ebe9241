import { existsSync, rmSync } from "node:fs";
import { must } from "./children.mjs";
import { readIfThere, writeWhole } from "./files.mjs";
import { fingerprintOf } from "./fingerprint.mjs";
import { inRoot } from "./paths.mjs";

const mark = inRoot("apps/web/.next/headroom-sources");

/** The command of the web framework. */
export const next = inRoot("apps/web/node_modules/next/dist/bin/next");

/** Builds the web app for production, unless nothing changed since the last build. @returns {Promise<{note: string}>} */
export async function build() {
  const wanted = fingerprintOf(["apps/web", "packages", "prisma/schema", "pnpm-lock.yaml", "tsconfig.json"]);
  if (isBuilt(wanted)) return { note: "unchanged since the last build" };
  rmSync(mark, { force: true });
  await must("The web app could not be built: see above.", process.execPath, [next, "build"], {
    cwd: inRoot("apps/web"),
    env: { NODE_ENV: "production" },
  });
  writeWhole(mark, wanted);
  return { note: "built for production" };
}

/** @param {string} wanted */
const isBuilt = (wanted) => readIfThere(mark) === wanted && existsSync(inRoot("apps/web/.next/BUILD_ID"));

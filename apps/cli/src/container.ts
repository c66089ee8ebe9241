import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Container, openContainer } from "@headroom/runtime/container";
import { EnvironmentError, readEnv } from "@headroom/runtime/env";
import { openLog } from "@headroom/runtime/log";

/** Where `npm start` writes the address of its embedded database. */
const RUNNING = fileURLToPath(new URL("../../../.data/database-url", import.meta.url));

/** No database is known or can be reached. The message is a sentence for the person at the terminal. */
export class NoDatabase extends Error {}

/** The container over DATABASE_URL, or over the database of a Headroom that runs in this checkout. Throws NoDatabase. */
export async function openCliContainer(): Promise<Container> {
  const url = process.env.DATABASE_URL || (await readFile(RUNNING, "utf8").catch(() => "")).trim();
  if (url === "") throw new NoDatabase("no database: set DATABASE_URL, or run `npm start` in another terminal first");
  try {
    // Standard output is for answers: of the log only what is broken.
    const env = readEnv({ LOG_LEVEL: "silent", ...process.env, DATABASE_URL: url, HEADROOM_DATABASE_CONNECTIONS: "2" });
    const container = openContainer(env, openLog(env, "cli"), "cli");
    await reach(container);
    return container;
  } catch (cause) {
    if (cause instanceof EnvironmentError) throw new NoDatabase(cause.message);
    throw cause;
  }
}

async function reach({ database, close }: Container): Promise<void> {
  try {
    await database.pool.query("SELECT 1 FROM region LIMIT 1");
  } catch (cause) {
    await close();
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    const why = code === "42P01" ? "it has no tables of Headroom yet: apply the migrations first" : String(cause);
    throw new NoDatabase(`the database cannot be used: ${why}`);
  }
}

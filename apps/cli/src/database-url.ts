import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** Where `npm start` writes the address of its embedded database. */
const RUNNING = fileURLToPath(new URL("../../../.data/database-url", import.meta.url));

/** No database is known or can be reached. The message is a sentence for the person at the terminal. */
export class NoDatabase extends Error {}

/** DATABASE_URL, or the database of a Headroom that runs in this checkout. Throws NoDatabase. */
export async function databaseUrl(): Promise<string> {
  const url = process.env.DATABASE_URL || (await readFile(RUNNING, "utf8").catch(() => "")).trim();
  if (url === "") throw new NoDatabase("no database: set DATABASE_URL, or run `npm start` in another terminal first");
  return url;
}

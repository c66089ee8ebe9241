import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** Where `npm start` writes what its programs share. */
const kept = (name: string) => fileURLToPath(new URL(`../../../.data/${name}`, import.meta.url));
const keptText = async (name: string) => (await readFile(kept(name), "utf8").catch(() => "")).trim();

/** No database is known or can be reached. The message is a sentence for the person at the terminal. */
export class NoDatabase extends Error {}

/** DATABASE_URL, or the database of a Headroom that runs in this checkout. Throws NoDatabase. */
export async function databaseUrl(): Promise<string> {
  const url = process.env.DATABASE_URL || (await keptText("database-url"));
  if (url === "") throw new NoDatabase("no database: set DATABASE_URL, or run `npm start` in another terminal first");
  return url;
}

/** HEADROOM_SECRET_KEY, or that of the Headroom whose database is used; empty: nothing that is sealed can be kept or used. */
export async function secretKey(): Promise<string> {
  if (process.env.HEADROOM_SECRET_KEY) return process.env.HEADROOM_SECRET_KEY;
  return process.env.DATABASE_URL ? "" : keptText("secret-key");
}

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** A small installation of NetBox 4.2 as its tables: one region, one site with two locations, three racks. */
export const folder = join(import.meta.dirname, "../fixtures/netbox");

export const files = (from = folder): string[] =>
  readdirSync(from)
    .filter((name) => name.endsWith(".csv"))
    .map((name) => join(from, name));

/** As import.check takes them. */
export const contents = (from = folder): { name: string; base64: string }[] =>
  files(from).map((path) => ({ name: basename(path), base64: readFileSync(path).toString("base64") }));

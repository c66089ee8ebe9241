// Where things lie. Everything the scripts write at run time goes under .data/ (kept) or test-results/ (thrown away).
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the checkout, absolute. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** The folder of everything a running Headroom keeps: database, secret, logs, marks. */
export const dataDir = join(root, ".data");

/** A path inside the checkout. @param {...string} parts */
export const inRoot = (...parts) => join(root, ...parts);

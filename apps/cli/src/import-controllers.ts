import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { CONTROLLER_COLUMNS, readControllers } from "@headroom/interchange/controllers/read";
import { oneLine } from "@headroom/interchange/placement/fault";
import type { Container } from "@headroom/runtime/container";
import { importControllers as importMany } from "@headroom/services/controller/change";
import { ServiceError } from "@headroom/services/errors";
import { readArguments } from "./arguments";
import { type Command, say } from "./command";
import { openCliContainer } from "./container";
import { NoDatabase } from "./database-url";
import { rejectedLine } from "./import-report";
import { actorOf, NoSuchPerson } from "./person";

const USAGE = [
  "usage: headroom import controllers FILE.csv [--dry-run] [--as EMAIL]",
  "",
  "  Takes over management controllers (BMCs): where each is, how to reach it, how to sign in. What is at a place already is changed. All of the",
  "  file, or nothing. Passwords are sealed with HEADROOM_SECRET_KEY and never shown again: keep the file no longer than you need it.",
  "",
  `  columns      ${CONTROLLER_COLUMNS.join(", ")}`,
  "  unit, server one of them: the lowest unit where a server is to be, or the name of one that is there",
  "  system       path or UUID, where several are behind one address; without, the serial of what was ordered tells it",
  "  trust        system, pin (trust_value: SHA-256 of the certificate), authority (trust_value: PEM), or plain for http",
  "  server_type  what is to be there, where the rack's type does not say; serial: of what was ordered",
  "",
  "The database is DATABASE_URL, or the one of a Headroom that `npm start` runs.",
];

class Refusal extends Error {}

async function importInto(
  container: Container,
  path: string,
  dryRun: boolean,
  as: string | undefined,
): Promise<number> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new Refusal(`${path}: ${cause.code === "ENOENT" ? "does not exist" : cause.message}`);
  });
  const { rows, rejected } = await readControllers(basename(path), bytes);
  if (rejected.length > 0) {
    const told = rejected.map((cell) => rejectedLine({ ...cell, line: cell.line ?? 0, column: cell.column ?? "" }));
    process.stdout.write(`${[`${rejected.length} rejected:`, ...told].map(oneLine).join("\n")}\n`);
    say("", "Nothing was written: correct what is rejected, and import again.");
    return 2;
  }
  if (rows.length === 0) throw new Refusal(`${path}: no controllers`);
  if (dryRun) {
    say(`${rows.length} controllers are in order, as far as the file goes. Nothing was written: this was a dry run.`);
    return 0;
  }
  const actor = await actorOf(container, as, "headroom import");
  try {
    const done = await importMany(container.ports, actor, { controllers: rows.map(({ controller }) => controller) });
    say(`Written: ${done.created} new, ${done.changed} changed.`);
    return 0;
  } catch (cause) {
    if (!(cause instanceof ServiceError)) throw cause;
    const { index, ...details } = cause.details;
    const line = typeof index === "number" ? `line ${rows[index]?.line}: ` : "";
    const hint = cause.code === "UNAVAILABLE" ? " (set HEADROOM_SECRET_KEY: it seals the passwords)" : "";
    throw new Refusal(`${path}: ${line}${cause.code} ${JSON.stringify(details)}${hint}. Nothing was written.`);
  }
}

/** `headroom import controllers`: how to reach the hardware, all of a file or nothing. */
export const importControllers: Command = {
  async run(args) {
    const read = readArguments(args, { "dry-run": { type: "boolean" }, as: { type: "string" } });
    if (!read.ok) {
      say(...read.error.map((line) => `headroom import controllers: ${line}`), ...USAGE);
      return 2;
    }
    if (read.value === "help") {
      process.stdout.write(`${USAGE.join("\n")}\n`);
      return 0;
    }
    const [path, ...more] = read.value.positionals;
    if (path === undefined || more.length > 0) {
      say(`headroom import controllers: expected one FILE, found ${read.value.positionals.length}`, ...USAGE);
      return 2;
    }
    let container: Container | null = null;
    try {
      container = await openCliContainer();
      const { values } = read.value;
      return await importInto(container, path, values["dry-run"] ?? false, values.as);
    } catch (cause) {
      if (!(cause instanceof Refusal || cause instanceof NoDatabase || cause instanceof NoSuchPerson)) throw cause;
      say(`headroom import controllers: ${cause.message}`);
      return 2;
    } finally {
      await container?.close();
    }
  },
};

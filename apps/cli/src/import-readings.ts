import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { oneLine } from "@headroom/interchange/placement/fault";
import { openReadings, READING_COLUMNS } from "@headroom/interchange/readings/read";
import type { Container } from "@headroom/runtime/container";
import type { Actor } from "@headroom/services/actor";
import { ServiceError } from "@headroom/services/errors";
import { importReadings as importSource } from "@headroom/services/power/import";
import { type Command, say } from "./command";
import { openCliContainer } from "./container";
import { NoDatabase } from "./database-url";
import { rejectedLine } from "./import-report";

const USAGE = [
  "usage: headroom import readings FILE.csv [--dry-run] [--as EMAIL]",
  "",
  "  Takes over what meters say. A row names a server (rack, server), a rack (rack) or a power device (datacenter, room, device), and says",
  "  what it drew and when; of each the latest reading is kept, so that a file may be imported again. All of it, or nothing.",
  "",
  `  columns     ${READING_COLUMNS.join(", ")}; those that no row needs may be left out`,
  "  power_w     watts, from 0",
  "  measured_at as 2026-11-23T09:15:00Z",
  "  --dry-run   only say what is wrong",
  "  --as        the person who imports (default: the system)",
  "",
  "The database is DATABASE_URL, or the one of a Headroom that `npm start` runs.",
];

/** Rejected rows shown before the rest is only counted. */
const ROWS_SHOWN = 200;

class Refusal extends Error {}

/** The person of an address, or the system. Throws Refusal. */
async function actorOf({ ports }: Container, as: string | undefined): Promise<Actor> {
  const base = { via: "cli", requestId: randomUUID() } as const;
  if (as === undefined) return { ...base, id: null, name: "headroom import", role: "system" };
  const people = await ports.work.read(({ accounts }) => accounts.list());
  const person = people.find((p) => p.disabledAt === null && p.email === as.toLowerCase());
  if (!person) throw new Refusal(`--as ${as}: no such account`);
  return { ...base, id: person.id, name: person.name, role: person.role };
}

async function importInto(container: Container, path: string, dryRun: boolean, as: string | undefined) {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new Refusal(`${path}: ${cause.code === "ENOENT" ? "does not exist" : cause.message}`);
  });
  const opened = openReadings({ name: basename(path), bytes });
  async function* read() {
    for await (const { rows, rejected, read: total } of opened.read()) {
      const told = rejected.map((cell) => ({ ...cell, line: cell.line ?? 0, column: cell.column ?? "" }));
      yield { rows, rejected: told, read: total };
    }
  }
  const actor = await actorOf(container, as);
  const outcome = await importSource(container.ports, actor, { ...opened, read }, { dryRun });
  const { rejected } = outcome;
  if (rejected.length > 0) {
    const more = rejected.length - ROWS_SHOWN;
    const lines = [`${rejected.length} rejected:`, ...rejected.slice(0, ROWS_SHOWN).map(rejectedLine)];
    process.stdout.write(`${[...lines, ...(more > 0 ? [`  and ${more} more`] : [])].map(oneLine).join("\n")}\n`);
    say("", "Nothing was written: correct what is rejected, and import again.");
    return 2;
  }
  if (dryRun) say(`${outcome.read} readings are in order. Nothing was written: this was a dry run.`);
  else say(`Written: ${outcome.newer} of ${outcome.read} readings; the others are no later than what is known.`);
  return 0;
}

/** `headroom import readings`: what meters say, all of a file or nothing. */
export const importReadings: Command = {
  async run(args) {
    let container: Container | null = null;
    try {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: { "dry-run": { type: "boolean" }, as: { type: "string" }, help: { type: "boolean", short: "h" } },
      });
      if (values.help) {
        process.stdout.write(`${USAGE.join("\n")}\n`);
        return 0;
      }
      const [path, ...more] = positionals;
      if (path === undefined || more.length > 0) {
        say(`headroom import readings: expected one FILE, found ${positionals.length}`, ...USAGE);
        return 2;
      }
      container = await openCliContainer();
      return await importInto(container, path, values["dry-run"] ?? false, values.as);
    } catch (cause) {
      say(`headroom import readings: ${explain(cause)}`);
      return 2;
    } finally {
      await container?.close();
    }
  },
};

/** Expected failures in a sentence; anything else is a fault of the program. */
function explain(cause: unknown): string {
  if (cause instanceof Refusal || cause instanceof NoDatabase) return cause.message;
  if (cause instanceof ServiceError) return `${cause.code} ${JSON.stringify(cause.details)}`;
  if (cause instanceof TypeError && "code" in cause && String(cause.code).startsWith("ERR_PARSE_ARGS"))
    return cause.message.split("\n")[0]!;
  throw cause;
}

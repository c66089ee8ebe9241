import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { FleetMapping, ImportRunDto } from "@headroom/contracts/imports";
import { questions, readLibrary } from "@headroom/interchange/devicetypes/library";
import { readMapping } from "@headroom/interchange/fleet/mapping";
import { csvHeader, templateHelp } from "@headroom/interchange/fleet/write";
import type { Container } from "@headroom/runtime/container";
import type { Actor } from "@headroom/services/actor";
import { ServiceError } from "@headroom/services/errors";
import { checkImport } from "@headroom/services/import/check";
import { checkFleet } from "@headroom/services/import/check-fleet";
import { commitImport } from "@headroom/services/import/commit";
import type { ImportFile } from "@headroom/services/ports/imports";
import { writeWhole } from "./atomic-write";
import { type Command, say } from "./command";
import { confirmed } from "./confirm";
import { openCliContainer } from "./container";
import { NoDatabase } from "./database-url";
import { readImportFiles } from "./import-files";
import { IMPORT_USAGE, type ImportArguments, parseImportArguments } from "./import-options";
import { changesSomething, reportLines } from "./import-report";

/** Something the person at the terminal can put right. */
class Refusal extends Error {}

/** Who imports: the person named, or the system; requests always need a person. */
async function actorOf({ ports }: Container, { as, options }: ImportArguments): Promise<Actor> {
  const base = { via: "cli", requestId: randomUUID() } as const;
  if (as === null && !options.requests) return { ...base, id: null, name: "headroom import", role: "system" };
  const people = (await ports.work.read(({ accounts }) => accounts.list())).filter((p) => p.disabledAt === null);
  const person =
    as === null
      ? ["planner", "admin"].flatMap((role) => people.filter((p) => p.role === role))[0]
      : people.find((p) => p.email === as.toLowerCase());
  if (!person)
    throw new Refusal(
      as === null
        ? "--requests: nobody is there to ask for them: invite a planner first"
        : `--as ${as}: no such account`,
    );
  if (as === null) say(`The requests are asked for by ${person.name} (${person.email}); --as names somebody else.`);
  return { ...base, id: person.id, name: person.name, role: person.role };
}

async function importInto(
  container: Container,
  args: ImportArguments,
  files: readonly ImportFile[],
  signal: AbortSignal,
): Promise<number> {
  const { ports } = container;
  const actor = await actorOf(container, args);
  const mapping = args.map === null ? {} : await mappingOf(args.map);
  const run =
    args.kind === "netbox" || args.kind === "datacenter"
      ? await checkImport(ports, actor, { kind: args.kind, files, options: args.options })
      : await checkFleet(ports, actor, { kind: args.kind, files, mapping, onRead: progress });
  process.stdout.write(`${reportLines(run.report).join("\n")}\n`);
  if (run.state === "rejected") {
    say("", "Nothing was written: correct what is rejected, and import again.");
    return 2;
  }
  const choices = chosen(run.report, args.take);
  if (!changesSomething(run.report)) {
    say("", "Everything is in the inventory already: nothing to write.");
    return 0;
  }
  if (args.ask !== null) {
    await writeWhole(args.ask, questions(readLibrary(files).unknown));
    say("", `${args.ask} asks for the power of the devices that do not say it.`);
  }
  if (args.dryRun) {
    say("", "Nothing was written: this was a dry run.");
    return 0;
  }
  const assumed = run.report.assumptions.length;
  const question = assumed > 0 ? `Confirm the ${assumed} assumptions above and write it?` : "Write it?";
  if (!args.yes && !(await confirmed(question, signal))) {
    say("", "Nothing was written; --yes confirms the assumptions and writes it.");
    return 0;
  }
  await commitImport(ports, actor, { id: run.id, confirmed: run.report.assumptions.map((a) => a.id), choices });
  say("", summary(run));
  return 0;
}

/** Conflicts of which the source's side is taken, by id. Refuses a name that none has. */
function chosen({ conflicts = [] }: ImportRunDto["report"], take: readonly string[]): Record<string, "source"> {
  const unknown = take.filter((name) => name !== "all" && !conflicts.some((one) => one.name === name));
  if (unknown.length > 0)
    throw new Refusal(`--take ${unknown.join(", ")}: people here and NetBox do not disagree on it`);
  const taken = conflicts.filter(({ name }) => take.includes("all") || take.includes(name));
  return Object.fromEntries(taken.map(({ id }) => [id, "source"]));
}

/** Only for a person who watches, and of files that take a while. */
function progress(file: string, records: number): void {
  if (process.stderr.isTTY && records >= 50_000) process.stderr.write(`\r${file}: ${records} read `);
}

async function mappingOf(path: string): Promise<FleetMapping> {
  const bytes = await readFile(path).catch((cause: Error) => {
    throw new Refusal(`--map ${path}: ${cause.message}`);
  });
  const read = readMapping(path, bytes);
  if (read.ok) return read.value;
  throw new Refusal(
    read.error.map(({ column, value, expected }) => `${path}: ${column ?? value}: ${expected}`).join("; "),
  );
}

const summary = ({ id, report }: ImportRunDto): string => {
  const sum = (of: "create" | "update") => report.counts.reduce((total, count) => total + count[of], 0);
  return `Written: ${sum("create")} created, ${sum("update")} changed (import ${id}).`;
};

/** Expected failures in a sentence; anything else is a fault of the program. */
function explain(cause: unknown): string {
  if (cause instanceof Refusal || cause instanceof NoDatabase) return cause.message;
  if (cause instanceof ServiceError) return `${cause.code} ${JSON.stringify(cause.details)}`;
  throw cause;
}

/** `headroom import`: a dry run first, then all or nothing in one transaction. */
export const importFiles: Command = {
  async run(args) {
    if (args[0] === "controllers") return (await import("./import-controllers")).importControllers.run(args.slice(1));
    if (args[0] === "readings") return (await import("./import-readings")).importReadings.run(args.slice(1));
    const parsed = parseImportArguments(args);
    if (!parsed.ok) {
      say(...parsed.error.map((fault) => `headroom import: ${fault}`), ...IMPORT_USAGE);
      return 2;
    }
    if (parsed.value === "help") {
      process.stdout.write(`${IMPORT_USAGE.join("\n")}\n`);
      return 0;
    }
    if (parsed.value.kind === "template") {
      process.stdout.write(csvHeader(parsed.value.type));
      say(...templateHelp(parsed.value.type));
      return 0;
    }
    const files = await readImportFiles(parsed.value.kind, parsed.value.path);
    if (!files.ok) {
      say(files.error);
      return 2;
    }
    const interrupt = new AbortController();
    const onSignal = () => interrupt.abort();
    process.once("SIGINT", onSignal);
    let container: Container | null = null;
    try {
      container = await openCliContainer();
      return await importInto(container, parsed.value, files.value, interrupt.signal);
    } catch (cause) {
      say(`headroom import: ${explain(cause)}`);
      return 2;
    } finally {
      process.off("SIGINT", onSignal);
      await container?.close();
    }
  },
};

import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { recordType } from "@headroom/core/topology/records/fleet";
import type { Container } from "@headroom/runtime/container";
import { ServiceError } from "@headroom/services/errors";
import type { Ports } from "@headroom/services/ports";
import { applyChanges, previewChanges, undoChange } from "@headroom/services/record/change";
import { getRecord, recordHistoryOf } from "@headroom/services/record/read";
import { readArguments } from "./arguments";
import { type Command, say } from "./command";
import { confirmed } from "./confirm";
import { openCliContainer } from "./container";
import { NoDatabase } from "./database-url";
import { type Asked, checkedChanges, EDIT_USAGE, type EditArguments, keyOf, parseEditArguments } from "./edit-options";
import { capacityLines, historyLines, objectLines, obstacleLines } from "./record-words";

const actorOf = (command: string) =>
  ({ id: null, name: `headroom ${command}`, role: "system", via: "cli", requestId: randomUUID() }) as const;

const print = (lines: readonly string[]) => process.stdout.write(lines.length > 0 ? `${lines.join("\n")}\n` : "");

/** Expected failures in a sentence; anything else is a fault of the program. */
function explain(cause: unknown): string {
  if (cause instanceof NoDatabase || cause instanceof SyntaxError) return cause.message;
  if (cause instanceof ServiceError && cause.code === "NOT_FOUND")
    return `there is no ${cause.details.kind} ${cause.details.id}`;
  if (cause instanceof ServiceError && cause.code === "WRONG_STATE")
    return `change ${cause.details.id} was undone already`;
  if (cause instanceof Error && "syscall" in cause) return cause.message;
  throw cause;
}

/** Runs with a container; what fails as expected is said, and the exit code is 2. */
async function within(name: string, body: (ports: Ports, signal: AbortSignal) => Promise<number>): Promise<number> {
  const interrupt = new AbortController();
  const onSignal = () => interrupt.abort();
  process.once("SIGINT", onSignal);
  let container: Container | null = null;
  try {
    container = await openCliContainer();
    return await body(container.ports, interrupt.signal);
  } catch (cause) {
    say(`headroom ${name}: ${explain(cause)}`);
    return 2;
  } finally {
    process.off("SIGINT", onSignal);
    await container?.close();
  }
}

function badUsage(name: string, faults: readonly string[], usage: readonly string[]): number {
  say(...faults.map((fault) => `headroom ${name}: ${fault}`), ...usage);
  return 2;
}

function help(usage: readonly string[]): number {
  print(usage);
  return 0;
}

/** Ids and versions of what is told by its key. */
async function seen(ports: Ports, changes: readonly Asked[]): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const { key, ...change } of changes) {
    const of = recordType(String(change.type));
    if (key === undefined || !of) found.push(change);
    else {
      const { id, version } = await getRecord(ports, actorOf("edit"), { type: of.name, key: [...key] });
      found.push({ ...change, id, version });
    }
  }
  return found;
}

async function changesIn(file: string): Promise<{ readonly changes: readonly Asked[]; readonly reason?: string }> {
  const read: unknown = JSON.parse(await readFile(file, "utf8"));
  const { changes, reason } = (read ?? {}) as { changes?: unknown; reason?: unknown };
  if (!Array.isArray(changes)) throw new SyntaxError(`${file}: expected {"changes": [...]}`);
  return { changes, ...(typeof reason === "string" ? { reason } : {}) };
}

async function carryOut(ports: Ports, args: EditArguments, signal: AbortSignal): Promise<number> {
  const given = args.file === null ? { changes: args.changes, reason: args.reason } : await changesIn(args.file);
  const checked = checkedChanges(await seen(ports, given.changes));
  if (!checked.ok) return badUsage("edit", checked.error, []);
  const reason = args.reason ?? given.reason;
  const input = { changes: [...checked.value], ...(reason === undefined ? {} : { reason }) };
  const preview = await previewChanges(ports, actorOf("edit"), input);
  print([...objectLines(preview.objects), ...capacityLines(preview.capacity)]);
  const obstacles = obstacleLines(preview);
  if (obstacles.length > 0) {
    say(...obstacles, "Nothing was written.");
    return 2;
  }
  if (preview.objects.length === 0) {
    say("It is all so already: nothing to write.");
    return 0;
  }
  if (args.dryRun) {
    say("This was a dry run: nothing was written.");
    return 0;
  }
  if (!args.yes && !(await confirmed("Write this?", signal))) {
    say("Nothing was written; --yes writes without asking.");
    return 2;
  }
  return told(await applyChanges(ports, actorOf("edit"), input));
}

function told(outcome: Awaited<ReturnType<typeof applyChanges>>): number {
  if (outcome.kind === "refused") {
    say(...obstacleLines(outcome), "Nothing was written.");
    return 2;
  }
  say(
    outcome.change === null
      ? "Nothing was different."
      : `Written as change ${outcome.change}: \`headroom undo ${outcome.change}\` takes it back.`,
  );
  return 0;
}

/** `headroom edit`: changes records, one or many at once. */
export const edit: Command = {
  async run(args) {
    const parsed = parseEditArguments(args);
    if (!parsed.ok) return badUsage("edit", parsed.error, EDIT_USAGE);
    const asked = parsed.value;
    if (asked === "help") return help(EDIT_USAGE);
    return within("edit", (ports, signal) => carryOut(ports, asked, signal));
  },
};

const UNDO_USAGE = [
  "usage: headroom undo CHANGE",
  "",
  "  Takes back what `headroom edit` or the browser wrote as CHANGE, all of it, as long as nobody changed the same objects since.",
];

/** `headroom undo`. */
export const undo: Command = {
  async run(args) {
    const parsed = readArguments(args, {});
    if (!parsed.ok) return badUsage("undo", parsed.error, UNDO_USAGE);
    if (parsed.value === "help") return help(UNDO_USAGE);
    const [text, ...more] = parsed.value.positionals;
    const change = /^[1-9]\d{0,8}$/.test(text ?? "") ? Number(text) : null;
    if (change === null || more.length > 0) return badUsage("undo", ["expected the number of one CHANGE"], UNDO_USAGE);
    return within("undo", async (ports) => {
      const outcome = await undoChange(ports, actorOf("undo"), { change });
      if (outcome.kind === "done") print(objectLines(outcome.objects));
      return told(outcome);
    });
  },
};

const HISTORY_USAGE = [
  "usage: headroom history TYPE KEY",
  "",
  "  Every version of an object, newest first: when, by whom, through what, and what changed. KEY as in `headroom edit`, or id:NUMBER for",
  "  what is no more.",
];

/** `headroom history`. */
export const history: Command = {
  async run(args) {
    const parsed = readArguments(args, {});
    if (!parsed.ok) return badUsage("history", parsed.error, HISTORY_USAGE);
    if (parsed.value === "help") return help(HISTORY_USAGE);
    const [type, text, ...more] = parsed.value.positionals;
    const of = recordType(type ?? "");
    if (!of || text === undefined || more.length > 0)
      return badUsage("history", ["expected a TYPE and a KEY"], HISTORY_USAGE);
    const byId = /^id:([1-9]\d{0,9})$/.exec(text);
    const key = keyOf(of, text);
    if (!byId && !key.ok) return badUsage("history", [key.error], HISTORY_USAGE);
    return within("history", async (ports) => {
      const actor = actorOf("history");
      const id = byId
        ? Number(byId[1])
        : (await getRecord(ports, actor, { type: of.name, key: key.ok ? [...key.value] : [] })).id;
      print(historyLines(await recordHistoryOf(ports, actor, { type: of.name, id })));
      return 0;
    });
  },
};

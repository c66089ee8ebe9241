import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { runListInput } from "@headroom/contracts/run";
import { oneLine } from "@headroom/interchange/placement/fault";
import type { Container } from "@headroom/runtime/container";
import { ServiceError } from "@headroom/services/errors";
import { abortRun, pauseRun, resumeRun } from "@headroom/services/run/control";
import { openGate } from "@headroom/services/run/gate";
import { getRun } from "@headroom/services/run/get";
import { listRuns } from "@headroom/services/run/list";
import { retryAll } from "@headroom/services/run/step";
import { type Command, say } from "./command";
import { openCliContainer } from "./container";
import { NoDatabase } from "./database-url";
import { runLines, runListLines } from "./run-words";

const USAGE = [
  "usage: headroom run list [--state STATE]... [--json]",
  "       headroom run show RUN [--json]",
  "       headroom run pause|resume|abort RUN --reason TEXT",
  "       headroom run retry RUN                     every step of it that failed",
  "       headroom run open RUN --wave N --after STAGE [--reason TEXT]",
  "",
  "  RUN is its number; waves count from 1, as `show` prints them.",
  "",
  "The database is DATABASE_URL, or the one of a Headroom that `npm start` runs.",
];

const controls = new Map([
  ["pause", pauseRun],
  ["resume", resumeRun],
  ["abort", abortRun],
]);

/** `headroom run`: what is being carried out, in a terminal. */
export const run: Command = {
  async run(args) {
    let container: Container | null = null;
    try {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          state: { type: "string", multiple: true },
          reason: { type: "string" },
          wave: { type: "string" },
          after: { type: "string" },
          json: { type: "boolean" },
          help: { type: "boolean", short: "h" },
        },
      });
      if (values.help) {
        process.stdout.write(`${USAGE.join("\n")}\n`);
        return 0;
      }
      const [verb, number, ...more] = positionals;
      const id = Number(number);
      const isList = verb === "list" && number === undefined;
      if (more.length > 0 || !(isList || (Number.isSafeInteger(id) && id > 0))) {
        say("headroom run: expected a verb and the number of a run", ...USAGE);
        return 2;
      }
      container = await openCliContainer();
      const { ports } = container;
      const actor = { id: null, name: "headroom run", role: "system", via: "cli", requestId: randomUUID() } as const;
      const print = (value: unknown, lines: () => readonly string[]) => {
        const text = values.json ? [JSON.stringify(value)] : lines().map(oneLine);
        process.stdout.write(`${text.join("\n")}\n`);
        return 0;
      };
      if (isList) {
        const found = await listRuns(ports, actor, runListInput.parse(values.state ? { states: values.state } : {}));
        return print(found, () => runListLines(found.rows));
      }
      if (verb === "show") {
        const found = await getRun(ports, actor, { id });
        return print(found, () => runLines(found));
      }
      if (verb === "retry") {
        const tried = await retryAll(ports, actor, { id });
        return print(tried, () => [`${tried.steps} steps are tried again`]);
      }
      const { reason = "" } = values;
      if (verb === "open" && values.after !== undefined && Number(values.wave) >= 1) {
        const opened = await openGate(ports, actor, { id, wave: Number(values.wave) - 1, after: values.after, reason });
        return print(opened, () => [`the gate after ${values.after} is open`]);
      }
      const control = verb === undefined ? undefined : controls.get(verb);
      if (!control || reason.trim().length < 3) {
        say(control ? "headroom run: say why with --reason" : `headroom run: cannot ${verb}`, ...USAGE);
        return 2;
      }
      const changed = await control(ports, actor, { id, reason });
      return print(changed, () => [`run ${id} is ${changed.state}`]);
    } catch (cause) {
      say(`headroom run: ${explain(cause)}`);
      return 2;
    } finally {
      await container?.close();
    }
  },
};

/** Expected failures in a sentence; anything else is a fault of the program. */
function explain(cause: unknown): string {
  if (cause instanceof NoDatabase) return cause.message;
  if (cause instanceof ServiceError && cause.code === "NOT_FOUND")
    return `there is no ${cause.details.kind} ${cause.details.id}`;
  if (cause instanceof ServiceError && cause.code === "WRONG_STATE")
    return `${cause.details.kind} ${cause.details.id} is ${cause.details.state}`;
  if (cause instanceof Error && cause.name === "ZodError") return "there is no such state";
  if (cause instanceof TypeError && "code" in cause && String(cause.code).startsWith("ERR_PARSE_ARGS"))
    return cause.message.split("\n")[0]!;
  throw cause;
}

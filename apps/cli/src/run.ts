import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { runListInput } from "@headroom/contracts/run";
import { taskListInput } from "@headroom/contracts/run-task";
import { oneLine } from "@headroom/interchange/placement/fault";
import type { Container } from "@headroom/runtime/container";
import { ServiceError } from "@headroom/services/errors";
import { abortRun, pauseRun, resumeRun } from "@headroom/services/run/control";
import { openGate } from "@headroom/services/run/gate";
import { getRun } from "@headroom/services/run/get";
import { listRuns } from "@headroom/services/run/list";
import { setEvacuation } from "@headroom/services/run/set-evacuation";
import { retryAll } from "@headroom/services/run/step";
import { listTasks } from "@headroom/services/run/tasks";
import { type Command, say } from "./command";
import { openCliContainer } from "./container";
import { NoDatabase } from "./database-url";
import { evacuationInputOf, finishRacks, Mistyped, openWords, taskLines } from "./run-tasks";
import { runLines, runListLines } from "./run-words";

const USAGE = [
  "usage: headroom run list [--state STATE]... [--json]",
  "       headroom run show RUN [--json]",
  "       headroom run pause|resume|abort RUN --reason TEXT",
  "       headroom run retry RUN                     every step of it that failed",
  "       headroom run open RUN --wave N --after STAGE [--reason TEXT]",
  "       headroom run tasks [RUN] [--json]          what people have to do, and what each task has them tick off",
  "       headroom run done RUN --stage STAGE [--rack RACK]... [--tick all|N,N,...]",
  "                         [--evidence KIND=TEXT]... [--note TEXT] [--json]",
  "       headroom run evacuation RUN --plan N | --title TEXT [--url URL] | --none   [--reason TEXT]",
  "                                                  where the load goes before its racks are drained",
  "",
  "  RUN is its number; waves count from 1, as `show` prints them. `done` is of every rack that has the task,",
  "  or of those named; --tick says by its numbers in `tasks` what was seen to, of each of these racks.",
  "",
  "The database is DATABASE_URL, or the one of a Headroom that `npm start` runs.",
];

const controls = new Map([
  ["pause", pauseRun],
  ["resume", resumeRun],
  ["abort", abortRun],
]);

/** What is missing where a verb came without it. */
const wants = new Map([
  ["done", "say which task with --stage"],
  ["open", "say which gate with --wave and --after"],
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
          stage: { type: "string" },
          rack: { type: "string", multiple: true },
          tick: { type: "string" },
          evidence: { type: "string", multiple: true },
          note: { type: "string" },
          plan: { type: "string" },
          title: { type: "string" },
          url: { type: "string" },
          none: { type: "boolean" },
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
      const isList = (verb === "list" || verb === "tasks") && number === undefined;
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
      if (verb === "tasks") {
        const found = await listTasks(
          ports,
          actor,
          taskListInput.parse({ limit: 500, ...(isList ? {} : { runId: id }) }),
        );
        return print(found, () => taskLines(found.rows));
      }
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
      if (verb === "done" && values.stage !== undefined) {
        const { stage, rack: racks, tick, evidence, note } = values;
        const done = await finishRacks(ports, actor, { id }, { stage, racks, tick, evidence, note });
        return print(done, () => done.racks.map((rack) => `${stage} of ${rack} is done`));
      }
      if (verb === "evacuation") {
        const named = await setEvacuation(ports, actor, evacuationInputOf(id, values));
        return print(named, () => [values.none ? "no evacuation plan is named" : "its evacuation plan is named"]);
      }
      const { reason = "" } = values;
      if (verb === "open" && values.after !== undefined && Number(values.wave) >= 1) {
        const opened = await openGate(ports, actor, { id, wave: Number(values.wave) - 1, after: values.after, reason });
        return print(opened, () => [`the gate after ${values.after} is open`]);
      }
      const control = verb === undefined ? undefined : controls.get(verb);
      if (!control || reason.trim().length < 3) {
        const missing = control ? "say why with --reason" : (wants.get(verb ?? "") ?? `cannot ${verb}`);
        say(`headroom run: ${missing}`, ...USAGE);
        return 2;
      }
      const changed = await control(ports, actor, { id, reason });
      return print(changed, () => [`run ${id} is ${changed.state}`]);
    } catch (cause) {
      const [first, ...more] = explain(cause);
      say(`headroom run: ${first}`, ...more);
      return 2;
    } finally {
      await container?.close();
    }
  },
};

/** Expected failures in a sentence; anything else is a fault of the program. */
function explain(cause: unknown): readonly string[] {
  if (cause instanceof NoDatabase || cause instanceof Mistyped) return [cause.message];
  if (cause instanceof ServiceError && cause.code === "NOT_FOUND")
    return [`there is no ${cause.details.kind} ${cause.details.id}`];
  if (cause instanceof ServiceError && cause.code === "WRONG_STATE")
    return [`${cause.details.kind} ${cause.details.rack ?? cause.details.id} is ${cause.details.state}`];
  if (cause instanceof ServiceError && cause.code === "STALE")
    return [`the fleet refuses ${cause.details.rack}: ${JSON.stringify(cause.details.refused)}`];
  if (cause instanceof ServiceError && cause.code === "INVALID_INPUT") return openWords(cause.details.issues);
  if (cause instanceof Error && cause.name === "ZodError") return ["there is no such state"];
  if (cause instanceof TypeError && "code" in cause && String(cause.code).startsWith("ERR_PARSE_ARGS"))
    return [cause.message.split("\n")[0]!];
  throw cause;
}

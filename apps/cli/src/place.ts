import { access, constants, readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { defaultSteps } from "@headroom/compute/placement/budgets";
import type { TimedPlan } from "@headroom/compute/placement/protocol";
import { runPlacement } from "@headroom/compute/placement/run";
import type { PlacementResult } from "@headroom/core/planning/placement/types";
import { faultLine, oneLine } from "@headroom/interchange/placement/fault";
import { type PlacementInstance, parseInstance } from "@headroom/interchange/placement/instance";
import { writeSolution } from "@headroom/interchange/placement/solution";
import { writeWhole } from "./atomic-write";
import { type Command, say } from "./command";
import { PLACE_USAGE, type PlaceOptions, parsePlaceOptions } from "./place-options";

const codeOf = (cause: unknown): string =>
  cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);

const READABLE: Record<string, string> = {
  ENOENT: "does not exist",
  EISDIR: "is a folder",
  EACCES: "may not be accessed",
  EPERM: "may not be accessed",
  ENOTDIR: "is below something that is not a folder",
  ENOSPC: "does not fit: the disk is full",
  EROFS: "is on a read-only disk",
};
const fileTrouble = (path: string, cause: unknown) => `${path}: ${READABLE[codeOf(cause)] ?? codeOf(cause)}`;

/** Every fault on a line of its own, so that one run mends a file. */
function badInput(lines: readonly string[]): number {
  process.stderr.write(lines.map((line) => `${line}\n`).join(""));
  return 2;
}

/** Whether the solution can be written at all: better said before planning than after. */
async function outTrouble(out: string): Promise<string | null> {
  try {
    if (out.endsWith("/") || (await stat(out).catch(() => null))?.isDirectory()) return `--out ${out}: is a folder`;
    await access(dirname(out), constants.W_OK);
    return null;
  } catch (cause) {
    return fileTrouble(`--out ${dirname(out)}`, cause);
  }
}

function summary(
  options: PlaceOptions,
  instance: PlacementInstance,
  result: PlacementResult,
  plan: TimedPlan,
): string[] {
  const placed = result.decisions.filter((d) => d.kind === "placed").length;
  const withheld = result.decisions.filter((d) => d.kind === "rejected" && d.cause === "withheld").length;
  const refused = result.decisions.filter((d) => d.kind === "rejected" && d.cause === "pin").length;
  const slowest = Math.max(0, ...plan.batchSeconds);
  return [
    `${oneLine(instance.name)}: ${result.mode}, ${result.policy}, seed ${result.seed}, ${result.steps} steps${result.mode === "online" ? " a batch" : ""}`,
    `placed ${placed} of ${result.decisions.length} requests, reward ${result.reward}${withheld > 0 ? `, ${withheld} withheld` : ""}${refused > 0 ? `, ${refused} pinned where they break a limit` : ""}`,
    `${plan.seconds.toFixed(2)} s, ${result.batches} batch${result.batches === 1 ? "" : "es"}, slowest ${slowest.toFixed(3)} s${
      result.stopped ? "; stopped early: this is the best plan so far" : ""
    }`,
    `written to ${options.out}`,
  ];
}

async function placeInstance(options: PlaceOptions, signal: AbortSignal): Promise<number> {
  const started = performance.now();
  const trouble = await outTrouble(options.out);
  if (trouble) return badInput([trouble]);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(options.instance);
  } catch (cause) {
    return badInput([fileTrouble(options.instance, cause)]);
  }
  const parsed = parseInstance(options.instance, bytes);
  if (!parsed.ok) return badInput(parsed.error.map(faultLine));
  const { mode, policy, seed } = options;
  const { name: _, ...instance } = parsed.value;
  const steps = options.steps ?? defaultSteps(mode, { rows: instance.model.rows.length });
  say(
    `planning ${oneLine(parsed.value.name)}: ${instance.requests.length} requests, ${instance.model.rows.length} rows (Ctrl-C writes the best plan so far)`,
  );
  const spent = (performance.now() - started) / 1000;
  const seconds = options.seconds === null ? undefined : Math.max(0, options.seconds - spent);
  const plan = await runPlacement({ ...instance, mode, policy }, { seed, steps, signal, seconds });
  if (!plan.outcome.ok)
    return badInput(plan.outcome.error.map((f) => oneLine(`${options.instance}: ${f.path}: ${f.message}`)));
  try {
    await writeWhole(options.out, writeSolution(parsed.value.name, plan.outcome.value, plan));
  } catch (cause) {
    say(fileTrouble(options.out, cause));
    return 1;
  }
  say(...summary(options, parsed.value, plan.outcome.value, plan));
  return 0;
}

/** `headroom place`: works on files alone, without a database or a server. */
export const place: Command = {
  async run(args) {
    const options = parsePlaceOptions(args);
    if (!options.ok) return badInput([...options.error.map((e) => `headroom place: ${e}`), ...PLACE_USAGE]);
    if (options.value === "help") {
      process.stdout.write(`${PLACE_USAGE.join("\n")}\n`);
      return 0;
    }
    const interrupt = new AbortController();
    // the first signal asks for the best plan so far; a second one ends at once, writing nothing
    const onSignal = () => (interrupt.signal.aborted ? process.exit(130) : interrupt.abort());
    process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
    try {
      return await placeInstance(options.value, interrupt.signal);
    } finally {
      process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
    }
  },
};

import { ok, type Result } from "@headroom/core/foundation/result";
import { decideDrive } from "@headroom/core/sanitisation/decide";
import { dataClassOf, type Policy, usualPolicy } from "@headroom/core/sanitisation/policy";
import { instantOf } from "../days";
import type { Bmc, HardwareFault } from "../ports/hardware";
import type { HardwareRack } from "../ports/hardware-records";
import type { DriveChange, SanitisedDrive } from "../ports/sanitisation";
import type { JsonObject, Performer, PerformTools, StepAnswer, StepWork } from "../run/perform";
import { discoverAll } from "./discover";
import { atEach, failedAt, type HardwareWorld, type Outcome, type Reach, reachOf, type Trouble, toJson } from "./reach";

/** Orders that a drive may refuse or lose before it is given up for destruction. */
const MAX_TRIES = 3;

/** A step that erases is asked again and again; this is what it keeps in between. */
interface Waited {
  /** Drives were looked for, at every controller. */
  readonly planned: boolean;
  /** Questions so far; absent in what older releases kept. */
  readonly polls?: number;
}
/** The first questions come soon, as erasing a key takes seconds; then ever more rarely. */
const FIRST_POLL_MS = 2_000;

/**
 * Erases every drive of the rack in a way that the policy takes for good enough, all at once, each followed to its end. What is done to a drive is kept
 * before and after it is done, under the step's key: whoever asks again, after a crash too, takes up what is under way. A drive that nothing will do for,
 * or that fails, is to be destroyed: the step goes on without it, and `verify_wipe` lets nobody pass.
 */
export const wipePerformer = (world: HardwareWorld): Performer => ({
  async perform(work, tools): Promise<StepAnswer> {
    const reach = await reachOf(world, work);
    if (!reach.ok) return reach.error;
    const isPlanned = (work.waited as Waited | null)?.planned === true;
    if (!isPlanned) {
      const planned = await plan(world, reach.value, work, tools);
      if (planned.problems.length > 0) return failedAt(planned.problems, planned.done.length);
    }
    const drives = await ofEffect(world, work);
    const busy = new Set(drives.filter(isUnfinished).map(({ controllerId }) => controllerId));
    const targets = reach.value.targets.filter(({ controller }) => busy.has(controller.id));
    const { problems } = await atEach(world, { targets, uncovered: [] }, tools, async (bmc, target) => {
      for (const drive of drives.filter((one) => one.controllerId === target.controller.id && isUnfinished(one))) {
        const pushed = await push(world, bmc, drive, tools);
        if (!pushed.ok) return pushed;
      }
      return ok(null);
    });
    return answer(world, await ofEffect(world, work), problems, work);
  },
});

const isUnfinished = ({ state }: SanitisedDrive) => state === "planned" || state === "ordered" || state === "running";
const ofEffect = ({ ports }: HardwareWorld, { effectKey }: StepWork) =>
  ports.work.read(({ sanitisation }) => sanitisation.ofEffect(effectKey));

/** Looks for drives at every controller and decides each; what was decided before stays. */
async function plan(
  world: HardwareWorld,
  reach: Reach,
  work: StepWork,
  tools: PerformTools,
): Promise<Outcome<unknown>> {
  const found = await discoverAll(world, reach, work, tools);
  // what could not be read may be a drive
  const unread = found.done.filter(({ value }) => value.found.missing.some((path) => /drive|storage/i.test(path)));
  const problems = [
    ...found.problems,
    ...unread.map(({ target, value }) => ({
      ...{ server: target.name, unit: target.unit },
      trouble: { kind: "unreadable", at: value.found.missing[0]!, expected: "its drives", got: "nothing" } as const,
    })),
  ];
  const done = found.done.filter((one) => !unread.includes(one));
  await world.ports.work.write(async ({ sanitisation }) => {
    const policy: Policy = (await sanitisation.policy()) ?? usualPolicy;
    const dataClass = dataClassOf(policy, namesOf(policy, reach.rack));
    for (const { target, value } of done)
      await sanitisation.planDrives(
        value.found.system.drives.map((drive) => {
          const offered = drive.eraseMethods;
          const decision = decideDrive(
            { media: drive.media, encrypts: drive.encrypts, serial: drive.serial, offered },
            dataClass,
            policy,
          );
          return {
            ...{ effectKey: work.effectKey, runId: work.runId, rackId: reach.rack.id, rack: reach.rack.code },
            ...{ unit: target.unit, server: value.server.name, serverSerial: value.found.system.serial },
            ...{ controllerId: target.controller.id, drive, dataClass, policyVersion: policy.version, decision },
            ...(decision.kind === "erase"
              ? { state: "planned" as const, faults: null }
              : { state: "to_destroy" as const, faults: [decision.why] }),
          };
        }),
      );
  });
  return { done, problems };
}

/** Every service counts, as the usual class where the policy does not name it; tags only where it does: most say nothing about data. */
const namesOf = (policy: Policy, { services, tags }: HardwareRack) => [
  ...services,
  ...tags.filter((tag) => Object.hasOwn(policy.services, tag)),
];

/** One drive a little further: ordered, or asked about. */
async function push(
  world: HardwareWorld,
  bmc: Bmc,
  drive: SanitisedDrive,
  { signal, log }: PerformTools,
): Promise<Result<null, Trouble>> {
  const change = async (next: DriveChange) => {
    await world.ports.work.write(({ sanitisation }) => sanitisation.change(drive.id, next));
    return ok(null);
  };
  const now = () => instantOf(world.ports.clock.now());
  const named = { server: drive.server, serial: drive.drive.serial };
  if (drive.state === "running" && drive.ticket) {
    const asked = await bmc.eraseProgress(drive.ticket, { signal });
    if (!asked.ok) {
      // a task that is gone proves nothing: once more, as the end was not seen
      if (asked.error.kind !== "contradiction") return asked;
      log("warn", "erasure_unseen", named);
      return change(again(drive, { kind: "unseen" }));
    }
    if (asked.value.state === "running") return ok(null);
    if (asked.value.state === "failed") {
      log("warn", "erasure_failed", { ...named, messages: asked.value.messages.map(({ text }) => text) });
      return change({ state: "to_destroy", faults: [{ kind: "erasure_failed", messages: asked.value.messages }] });
    }
    // what somebody else had begun, in a way that nobody knows, is no evidence: ours comes after it
    if (drive.ticket.wasRunning && drive.orderedAt === null) return change({ state: "planned", ticket: null });
    log("info", "drive_erased", { ...named, method: drive.method });
    return change({ state: "erased", erasedAt: now() });
  }
  if (drive.decision.kind !== "erase") return change({ state: "to_destroy", faults: [drive.decision.why] });
  const { method } = drive.decision.methods[0]!;
  const isOurs = drive.state === "ordered";
  let known = drive.ticket?.known;
  if (!isOurs) {
    const tasks = await bmc.tasks({ signal });
    if (!tasks.ok && tasks.error.kind !== "unsupported") return tasks;
    known = tasks.ok ? tasks.value : undefined;
    // kept before it is ordered: whoever comes after a crash knows that what is running may be this, and what was there before
    const ticket = { drive: drive.drive.path, task: null, wasRunning: false, ...(known ? { known } : {}) };
    await change({ state: "ordered", method, tries: drive.tries + 1, ticket });
  }
  const given = await bmc.erase(drive.drive.path, method, { signal, ...(isOurs && known ? { known } : {}) });
  if (!given.ok) {
    if (!isRefusal(given.error)) return given;
    log("warn", "erasure_refused", { ...named, fault: toJson(given.error) });
    return change({ state: "to_destroy", faults: [{ kind: "refused", fault: given.error }] });
  }
  const foreign = given.value.wasRunning && !isOurs;
  await change({ state: "running", ticket: given.value, orderedAt: foreign ? null : (drive.orderedAt ?? now()) });
  if (!foreign) log("info", "erasure_ordered", { ...named, method });
  return ok(null);
}

const isRefusal = (fault: HardwareFault) => fault.kind === "refused" || fault.kind === "unsupported";

const again = (drive: SanitisedDrive, why: { readonly kind: string }): DriveChange =>
  drive.tries < MAX_TRIES
    ? { state: "planned", ticket: null, orderedAt: null }
    : { state: "to_destroy", faults: [why] };

function answer(
  world: HardwareWorld,
  drives: readonly SanitisedDrive[],
  problems: Outcome<null>["problems"],
  { effectKey, waited }: StepWork,
): StepAnswer {
  const of = (...states: SanitisedDrive["state"][]) => drives.filter(({ state }) => states.includes(state)).length;
  const counts = { drives: drives.length, erased: of("erased", "proven"), toDestroy: of("to_destroy", "destroyed") };
  const left = of("planned", "ordered", "running");
  // where some answer and go on, the others are asked again with them; an attempt ends when nothing else is left to wait for
  if (problems.length > 0 && left <= unanswered(drives, problems)) return failedAt(problems, 0);
  if (left > 0) {
    const silent = problems.map(({ server, unit, trouble }) => ({ server, unit, kind: trouble.kind }));
    const note: JsonObject = { ...counts, left, silent };
    const polls = ((waited as Waited | null)?.polls ?? 0) + 1;
    const pollAfterMs = Math.min(world.pollMs, FIRST_POLL_MS * 2 ** (polls - 1));
    return { kind: "wait", pollAfterMs, note, result: { planned: true, polls } };
  }
  return {
    ...{ kind: "done", result: { ...counts, wipeKey: effectKey } },
    evidence: [{ kind: "erasure", data: { ...counts, drives: drives.map(shownDrive) } }],
  };
}

/** Unfinished drives of the servers that did not answer. */
const unanswered = (drives: readonly SanitisedDrive[], problems: Outcome<null>["problems"]) =>
  drives.filter((drive) => isUnfinished(drive) && problems.some(({ unit }) => unit === drive.unit)).length;

/** As evidence and failures show a drive. */
export const shownDrive = ({ id, server, unit, drive, state, method, faults }: SanitisedDrive): JsonObject =>
  toJson({ id, server, unit, name: drive.name, serial: drive.serial, model: drive.model, state, method, faults });

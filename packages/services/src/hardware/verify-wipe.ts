import { ok } from "@headroom/core/foundation/result";
import { type Erasure, evidenceFaults, sameSerial } from "@headroom/core/sanitisation/evidence";
import { usualPolicy } from "@headroom/core/sanitisation/policy";
import { instantOf } from "../days";
import type { FoundHardware } from "../ports/hardware-records";
import type { SanitisedDrive } from "../ports/sanitisation";
import type { Performer, StepAnswer, StepWork } from "../run/perform";
import { type Discovered, discoverAll } from "./discover";
import { atEach, failedAt, type HardwareWorld, type Outcome, reachOf } from "./reach";
import { shownDrive } from "./wipe";

/** The key under which an earlier step of the run erased the rack's drives; null: no machine did. */
export const wipeKeyOf = ({ earlier }: StepWork): string | null => {
  const key = Object.values(earlier).find(({ wipeKey }) => typeof wipeKey === "string")?.wipeKey;
  return typeof key === "string" ? key : null;
};

/**
 * Looks at every drive again and judges what was seen of its erasure. A drive without proof, a drive that was not there before and a drive that is to be
 * destroyed let nobody pass: `drives_not_proven` names each, and what it lacks.
 */
export const verifyWipePerformer = (world: HardwareWorld): Performer => ({
  async perform(work, tools): Promise<StepAnswer> {
    const reach = await reachOf(world, work);
    if (!reach.ok) return reach.error;
    const key = wipeKeyOf(work);
    if (key === null) return { kind: "person", why: { code: "wiped_by_hand", rack: work.subject.rackCode } };
    const before = await world.ports.work.read(({ sanitisation }) => sanitisation.ofEffect(key));
    // a drive that was taken out to be destroyed is not looked for, nor a server that has no other
    const looked = new Set(before.filter(isErased).map(({ controllerId }) => controllerId));
    const targets = reach.value.targets.filter(({ controller }) => looked.has(controller.id));
    const found = await discoverAll(world, { ...reach.value, targets }, work, tools);
    const still = await stillErasing(world, before, targets, tools.signal);
    if (found.problems.length > 0) return failedAt(found.problems, found.done.length);
    const drives = await judge(world, key, found, still);
    const strangers = strangersAmong(found, drives);
    const open = drives.filter(({ state }) => state !== "proven");
    if (strangers.length > 0)
      return { kind: "failed", failure: { code: "drives_not_wiped", drives: strangers }, final: true };
    if (open.length > 0)
      return { kind: "failed", failure: { code: "drives_not_proven", drives: open.map(shownDrive) }, final: true };
    return {
      ...{ kind: "done", result: { drives: drives.length, wipeKey: key } },
      evidence: [{ kind: "erasure_verified", data: { drives: drives.map(shownDrive) } }],
    };
  },
});

const isErased = ({ state, evidence }: SanitisedDrive) =>
  state === "erased" || (state === "proven" && evidence?.kind !== "destruction");

/** Ids of drives whose task is under way, or answers something else than that it has ended. */
async function stillErasing(
  world: HardwareWorld,
  drives: readonly SanitisedDrive[],
  targets: Parameters<typeof atEach>[1]["targets"],
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  const going = new Set<number>();
  await atEach(world, { targets, uncovered: [] }, { signal }, async (bmc, target) => {
    for (const drive of drives)
      if (drive.controllerId === target.controller.id && drive.state === "erased" && drive.ticket) {
        const now = await bmc.eraseProgress(drive.ticket, { signal });
        // controllers forget tasks that are over: that is no contradiction any more, as its end was seen
        if (now.ok && now.value.state !== "done") going.add(drive.id);
      }
    return ok(null);
  });
  return going;
}

/** Evidence of every drive as it is now, kept; those it is enough for are proven. */
function judge(
  { ports }: HardwareWorld,
  key: string,
  { done }: Outcome<Discovered>,
  still: ReadonlySet<number>,
): Promise<SanitisedDrive[]> {
  const now = ports.clock.now();
  return ports.work.write(async ({ sanitisation }) => {
    const policy = (await sanitisation.policy()) ?? usualPolicy;
    for (const { id } of await sanitisation.ofEffect(key)) {
      const drive = await sanitisation.lock(id);
      if (drive?.state !== "erased") continue;
      const found = done.find(({ target }) => target.controller.id === drive.controllerId)?.value.found;
      const evidence: Erasure = {
        ...{ kind: "erasure", method: drive.method ?? "own", ended: drive.erasedAt === null ? "unseen" : "done" },
        ...{ serialBefore: drive.drive.serial, serialAfter: serialAt(found, drive), stillErasing: still.has(id) },
        ...{ confirmedBy: drive.confirmedBy, orderedBy: `run ${drive.runId}` },
      };
      const faults = evidenceFaults(drive.decision, evidence, policy.believesOfferedEncryption);
      const isProven = faults.length === 0;
      await sanitisation.change(id, {
        ...{ evidence, faults },
        ...(isProven ? { state: "proven", provenAt: instantOf(now) } : {}),
      });
    }
    return sanitisation.ofEffect(key);
  });
}

/** What is at the drive's path now; where that is gone, whether a drive of its serial is anywhere else. */
function serialAt(found: FoundHardware | undefined, { drive }: SanitisedDrive): string | null {
  const there = found?.system.drives ?? [];
  const same = there.find(({ path }) => path === drive.path);
  if (same) return same.serial;
  return (
    there.find(({ serial }) => serial !== null && drive.serial !== null && sameSerial(serial, drive.serial))?.serial ??
    null
  );
}

/** Drives that were not there when the others were erased. */
function strangersAmong({ done }: Outcome<Discovered>, known: readonly SanitisedDrive[]) {
  return done.flatMap(({ target, value }) =>
    value.found.system.drives
      .filter(
        (drive) =>
          !known.some(
            (one) =>
              one.controllerId === target.controller.id &&
              (one.drive.path === drive.path ||
                (one.drive.serial !== null && drive.serial !== null && sameSerial(one.drive.serial, drive.serial))),
          ),
      )
      .map(({ name, serial, path }) => ({ server: target.name, unit: target.unit, name, serial, path })),
  );
}

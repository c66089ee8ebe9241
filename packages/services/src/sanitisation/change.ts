import { type DestructionSeen, type Erasure, evidenceFaults } from "@headroom/core/sanitisation/evidence";
import { type Destruction, type Policy, policyFaults, usualPolicy } from "@headroom/core/sanitisation/policy";
import { type Actor, authorize, personId } from "../actor";
import { instantOf } from "../days";
import { invalidInput, notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { DriveChange, SanitisedDrive } from "../ports/sanitisation";
import { record } from "../record";
import { retryAfterProof } from "../run/step";

interface Ref {
  readonly id: number;
  readonly version: number;
}

/**
 * The next version of the policy: it counts for drives that are decided from now on. Needs sanitisation.policy. Errors: INVALID_INPUT (every fault),
 * CONFLICT (somebody wrote one first).
 */
export async function savePolicy(
  ports: Ports,
  actor: Actor,
  { policy, reason }: { readonly policy: Policy; readonly reason: string },
): Promise<{ version: number }> {
  authorize(actor, "sanitisation.policy");
  const faults = policyFaults(policy);
  if (faults.length > 0)
    throw new ServiceError("INVALID_INPUT", {
      issues: faults.map((fault) => ({ path: `policy.${fault.kind}`, expected: JSON.stringify(fault), got: null })),
    });
  return ports.work.write(async (repositories) => {
    const before = (await repositories.sanitisation.policy()) ?? usualPolicy;
    const next = { ...policy, version: before.version + 1 };
    const isFirst =
      policy.version === before.version && (await repositories.sanitisation.addPolicy(next, reason, actor.id));
    if (!isFirst)
      throw new ServiceError("CONFLICT", {
        ...{ kind: "sanitisation policy", id: 0, expectedVersion: policy.version, version: before.version },
      });
    await record(repositories, actor, {
      ...{ action: "sanitisation.policy", entityKind: "sanitisation_policy", entityId: String(next.version) },
      ...{ before, after: next, reason },
    });
    return { version: next.version };
  });
}

/**
 * Another person than the run looked at the drive: what the policy wants for the highest class. Needs sanitisation.confirm. Errors: NOT_FOUND, CONFLICT,
 * WRONG_STATE.
 */
export async function confirmErasure(ports: Ports, actor: Actor, input: Ref): Promise<Ref> {
  authorize(actor, "sanitisation.confirm");
  personId(actor);
  return proving(ports, actor, input, "confirm", ["erased"], async (drive) => ({
    confirmedBy: actor.name,
    // the next check judges it; what it said before is no longer so
    faults: (drive.faults ?? []).filter(({ kind }) => kind !== "no_second_person"),
  }));
}

/**
 * Says that a drive is destroyed: how, and the serial read off the drive itself. Another person has to witness it. Needs sanitisation.confirm. Errors:
 * NOT_FOUND, CONFLICT, WRONG_STATE (it is not to be destroyed), INVALID_INPUT (another drive's serial).
 */
export async function reportDestruction(
  ports: Ports,
  actor: Actor,
  input: Ref & { readonly method: Destruction; readonly serialScanned: string },
): Promise<Ref> {
  authorize(actor, "sanitisation.confirm");
  const doneBy = personId(actor);
  // a drive that was erased may be destroyed all the same
  return change(ports, actor, input, "destroy", ["to_destroy", "erased", "destroyed"], async (drive) => {
    const seen: DestructionSeen = {
      ...{ kind: "destruction", method: input.method, serialExpected: drive.drive.serial },
      ...{ serialScanned: input.serialScanned, doneBy, witness: "" },
    };
    const [other] = evidenceFaults(drive.decision, seen, true).filter(({ kind }) => kind === "other_serial");
    if (other)
      throw invalidInput("serialScanned", `the serial of this drive, ${drive.drive.serial}`, input.serialScanned);
    return { state: "destroyed", evidence: seen, destroyedBy: actor.name };
  });
}

/**
 * A second person saw it, or the remains of it. Then the drive is proven. Needs sanitisation.confirm. Errors: NOT_FOUND, CONFLICT, WRONG_STATE,
 * SEPARATION_OF_DUTIES (the one who destroyed it).
 */
export async function witnessDestruction(ports: Ports, actor: Actor, input: Ref): Promise<Ref> {
  authorize(actor, "sanitisation.confirm");
  const witness = personId(actor);
  return proving(ports, actor, input, "witness", ["destroyed"], async (drive) => {
    const seen = drive.evidence as DestructionSeen;
    const evidence: DestructionSeen = { ...seen, witness };
    const faults = evidenceFaults(drive.decision, evidence, true);
    if (faults.some(({ kind }) => kind === "no_second_person"))
      throw new ServiceError("SEPARATION_OF_DUTIES", { breach: "destroyer" });
    if (faults.length > 0) throw invalidInput("drive", "evidence that is enough", faults);
    const provenAt = instantOf(ports.clock.now());
    return { state: "proven", evidence, faults, provenAt, confirmedBy: actor.name };
  });
}

/** Where nothing stands in the way any more, the check that failed for want of it is made again, by itself. */
async function proving(...[ports, actor, ...rest]: Parameters<typeof change>): Promise<Ref> {
  const changed = await change(ports, actor, ...rest);
  await checkAgain(ports, actor, changed.id);
  return changed;
}

async function checkAgain(ports: Ports, actor: Actor, driveId: number): Promise<void> {
  const stepId = await ports.work.write(async ({ sanitisation, runs }) => {
    const drive = await sanitisation.lock(driveId);
    if (!drive || drive.rackId === null) return null;
    const all = await sanitisation.ofEffect(drive.effectKey);
    // an erasure is judged by the check itself; what is to be destroyed has to be proven before
    const isReady = all.every(({ state, faults }) => state === "proven" || (state === "erased" && !faults?.length));
    return isReady ? runs.unproven(drive.runId, drive.rackId) : null;
  });
  if (stepId !== null) await retryAfterProof(ports, actor, stepId);
}

async function change(
  ports: Ports,
  actor: Actor,
  { id, version }: Ref,
  action: string,
  allowed: readonly SanitisedDrive["state"][],
  decide: (drive: SanitisedDrive) => Promise<DriveChange>,
): Promise<Ref> {
  return ports.work.write(async (repositories: Repositories) => {
    const before = await repositories.sanitisation.lock(id);
    if (!before) throw notFound("drive", id);
    if (before.version !== version)
      throw new ServiceError("CONFLICT", { kind: "drive", id, expectedVersion: version, version: before.version });
    if (!allowed.includes(before.state))
      throw new ServiceError("WRONG_STATE", { kind: "drive", id, state: before.state, action, allowed });
    await repositories.sanitisation.change(id, await decide(before));
    const after = (await repositories.sanitisation.lock(id))!;
    await record(repositories, actor, {
      ...{ action: `sanitisation.${action}`, entityKind: "drive", entityId: String(id) },
      ...{ before: shown(before), after: shown(after) },
    });
    return { id, version: after.version };
  });
}

const shown = ({ rack, server, unit, drive, state, evidence, confirmedBy, destroyedBy }: SanitisedDrive) => ({
  ...{ rack, server, unit, serial: drive.serial, state, evidence: evidence as Erasure | DestructionSeen | null },
  ...{ confirmedBy, destroyedBy },
});

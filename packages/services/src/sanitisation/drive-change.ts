import type { DestructionSeen, Erasure } from "@headroom/core/sanitisation/evidence";
import { mailKey, type Party } from "@headroom/core/sanitisation/party";
import { type Actor, type Author, personId } from "../actor";
import { instantOf } from "../days";
import { notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { DriveChange, SanitisedDrive } from "../ports/sanitisation";
import { record } from "../record";
import { effectKeyOf } from "../run/ask";
import { retryAfterProof } from "../run/step";

/** A drive as whoever changes it saw it. */
export interface DriveRef {
  readonly id: number;
  readonly version: number;
}

export interface DriveDecision {
  /** As the audit has it: `sanitisation.witness`. */
  readonly action: "confirm" | "destroy" | "witness";
  readonly allowed: readonly SanitisedDrive["state"][];
  readonly decide: (drive: SanitisedDrive, repositories: Repositories) => Promise<DriveChange>;
}

/** Changes a drive inside somebody's unit of work. Errors: NOT_FOUND, CONFLICT, WRONG_STATE, and what `decide` throws. */
export async function changeDriveIn(
  repositories: Repositories,
  author: Author,
  { id, version }: DriveRef,
  { action, allowed, decide }: DriveDecision,
): Promise<SanitisedDrive> {
  const before = await repositories.sanitisation.lock(id);
  if (!before) throw notFound("drive", id);
  if (before.version !== version)
    throw new ServiceError("CONFLICT", { kind: "drive", id, expectedVersion: version, version: before.version });
  if (!allowed.includes(before.state))
    throw new ServiceError("WRONG_STATE", { kind: "drive", id, state: before.state, action, allowed });
  await repositories.sanitisation.change(id, await decide(before, repositories));
  const after = (await repositories.sanitisation.lock(id))!;
  await record(repositories, author, {
    ...{ action: `sanitisation.${action}`, entityKind: "drive", entityId: String(id) },
    ...{ before: shown(before), after: shown(after) },
  });
  return after;
}

export const changeDrive = (
  ports: Ports,
  actor: Actor,
  ref: DriveRef,
  decision: DriveDecision,
): Promise<SanitisedDrive> => ports.work.write((repositories) => changeDriveIn(repositories, actor, ref, decision));

const shown = ({ rack, server, unit, drive, state, evidence, confirmedBy, destroyedBy }: SanitisedDrive) => ({
  ...{ rack, server, unit, serial: drive.serial, state, evidence: evidence as Erasure | DestructionSeen | null },
  ...{ confirmedBy, destroyedBy },
});

/**
 * Where nothing stands in the way of a rack's drives any more, the check that failed for want of it is made again, by itself; and nobody outside is
 * asked any more to witness what has been witnessed.
 */
export async function afterProof(ports: Ports, author: Author, driveId: number): Promise<void> {
  const stepId = await ports.work.write(async (repositories) => {
    const { sanitisation, runs, workOrders } = repositories;
    const drive = await sanitisation.lock(driveId);
    if (!drive || drive.rackId === null) return null;
    const all = await sanitisation.ofEffect(drive.effectKey);
    if (!all.some(isToWitness)) {
      const step = await stepOfDrive(repositories, drive);
      if (step !== null) await workOrders.revoke([step], ports.clock.now(), "witness");
    }
    // an erasure is judged by the check itself; what is to be destroyed has to be proven before
    const isReady = all.every(({ state, faults }) => state === "proven" || (state === "erased" && !faults?.length));
    return isReady ? runs.unproven(drive.runId, drive.rackId) : null;
  });
  if (stepId !== null) await retryAfterProof(ports, author, stepId);
}

/** It is to be destroyed, or was, and nobody has witnessed it. */
export const isToWitness = ({ state }: SanitisedDrive): boolean => state === "to_destroy" || state === "destroyed";

/** The step of its run that has the drive in hand; null: there is none. */
export async function stepOfDrive(
  { sanitisation }: Pick<Repositories, "sanitisation">,
  { runId, rackId, effectKey }: SanitisedDrive,
): Promise<number | null> {
  if (rackId === null) return null;
  const steps = await sanitisation.stepsOf(runId, rackId);
  return steps.find((one) => effectKeyOf(runId, one.subjectId, one.stage, "do") === effectKey)?.stepId ?? null;
}

/** Somebody who is signed in, as evidence has them. */
export async function accountParty({ users }: Pick<Repositories, "users">, actor: Actor, now: number): Promise<Party> {
  const id = personId(actor);
  const person = await users.person(id);
  if (!person) throw notFound("person", id);
  return {
    ...{ kind: "account", id, name: person.name, organisation: null, mails: [mailKey(person.email)] },
    ...{ workOrder: null, at: instantOf(now) },
  };
}

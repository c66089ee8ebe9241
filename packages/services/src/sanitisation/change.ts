import { type DestructionSeen, evidenceFaults } from "@headroom/core/sanitisation/evidence";
import { type Destruction, type Policy, policyFaults, usualPolicy } from "@headroom/core/sanitisation/policy";
import { type Actor, authorize, personId } from "../actor";
import { invalidInput, ServiceError } from "../errors";
import type { Ports } from "../ports";
import { record } from "../record";
import { accountParty, afterProof, changeDrive, type DriveRef } from "./drive-change";

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
export async function confirmErasure(ports: Ports, actor: Actor, input: DriveRef): Promise<DriveRef> {
  authorize(actor, "sanitisation.confirm");
  personId(actor);
  const { id, version } = await changeDrive(ports, actor, input, {
    ...{ action: "confirm", allowed: ["erased"] },
    decide: async (drive) => ({
      confirmedBy: actor.name,
      // the next check judges it; what it said before is no longer so
      faults: (drive.faults ?? []).filter(({ kind }) => kind !== "no_second_person"),
    }),
  });
  await afterProof(ports, actor, id);
  return { id, version };
}

/**
 * Says that a drive is destroyed: how, and the serial read off the drive itself. Another person has to witness it. Needs sanitisation.confirm. Errors:
 * NOT_FOUND, CONFLICT, WRONG_STATE (it is not to be destroyed), INVALID_INPUT (another drive's serial).
 */
export async function reportDestruction(
  ports: Ports,
  actor: Actor,
  input: DriveRef & { readonly method: Destruction; readonly serialScanned: string },
): Promise<DriveRef> {
  authorize(actor, "sanitisation.confirm");
  const { id, version } = await changeDrive(ports, actor, input, {
    // a drive that was erased may be destroyed all the same
    ...{ action: "destroy", allowed: ["to_destroy", "erased", "destroyed"] },
    async decide({ drive, decision }, repositories) {
      const seen: DestructionSeen = {
        ...{ kind: "destruction", method: input.method, serialExpected: drive.serial },
        ...{ serialScanned: input.serialScanned, witness: null },
        doneBy: await accountParty(repositories, actor, ports.clock.now()),
      };
      const [other] = evidenceFaults(decision, seen, true).filter(({ kind }) => kind === "other_serial");
      if (other) throw invalidInput("serialScanned", `the serial of this drive, ${drive.serial}`, input.serialScanned);
      return { state: "destroyed", evidence: seen, destroyedBy: actor.name };
    },
  });
  return { id, version };
}

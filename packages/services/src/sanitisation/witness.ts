import type { AskWitnessInput } from "@headroom/contracts/sanitisation";
import { isOpenOrder, orderExpiresAt } from "@headroom/core/lifecycle/work-order";
import { type DestructionSeen, evidenceFaults } from "@headroom/core/sanitisation/evidence";
import { mailKey, type Party, witnessFault } from "@headroom/core/sanitisation/party";
import { type Actor, type Author, authorize } from "../actor";
import { invalidInput, notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { SanitisedDrive } from "../ports/sanitisation";
import type { WitnessOrder } from "../ports/work-orders";
import { record } from "../record";
import { orderMessage } from "../work-order/keep";
import { accountParty, afterProof, changeDriveIn, type DriveRef, isToWitness, stepOfDrive } from "./drive-change";

/**
 * A second person saw it, or the remains of it. Then the drive is proven. Needs sanitisation.confirm. Errors: NOT_FOUND, CONFLICT, WRONG_STATE,
 * SEPARATION_OF_DUTIES (the one who destroyed it).
 */
export async function witnessDestruction(ports: Ports, actor: Actor, input: DriveRef): Promise<DriveRef> {
  authorize(actor, "sanitisation.confirm");
  const { id, version } = await ports.work.write(async (repositories) =>
    witnessIn(repositories, actor, input, await accountParty(repositories, actor, ports.clock.now())),
  );
  await afterProof(ports, actor, id);
  return { id, version };
}

/** The same inside somebody's unit of work, whoever it is. Errors: as witnessDestruction. */
export const witnessIn = (
  repositories: Repositories,
  author: Author,
  drive: DriveRef,
  witness: Party,
): Promise<SanitisedDrive> =>
  changeDriveIn(repositories, author, drive, {
    ...{ action: "witness", allowed: ["destroyed"] },
    async decide({ decision, evidence: seen }) {
      const evidence: DestructionSeen = { ...(seen as DestructionSeen), witness };
      if (witnessFault(evidence.doneBy, witness) !== null)
        throw new ServiceError("SEPARATION_OF_DUTIES", { breach: "destroyer" });
      const faults = evidenceFaults(decision, evidence, true);
      if (faults.length > 0) throw invalidInput("drive", "evidence that is enough", faults);
      return { state: "proven", evidence, faults, provenAt: witness.at, confirmedBy: witness.name };
    },
  });

/**
 * Asks somebody outside, by mail, to witness what becomes of a rack's drives: the drive's own, and all others that the same step has to be destroyed. Again: their
 * link is sent once more; somebody else: the first link stops working. Needs sanitisation.confirm. Errors: NOT_FOUND (drive, contact), WRONG_STATE (there
 * is nothing to witness), INVALID_INPUT (a contact without a mail address), SEPARATION_OF_DUTIES (whoever destroyed one of them reads mail there).
 */
export async function askWitness(ports: Ports, actor: Actor, input: AskWitnessInput): Promise<{ id: number }> {
  authorize(actor, "sanitisation.confirm");
  const now = ports.clock.now();
  return changeOrder(ports, input.id, async (repositories, { drive, drives, stepId, open }) => {
    const { contacts, workOrders, outbox } = repositories;
    const contact = await contacts.get(input.contactId);
    if (!contact || contact.retiredAt !== null) throw notFound("contact", input.contactId);
    if (contact.channel !== "email") throw invalidInput("contactId", "somebody with a mail address", contact.channel);
    const to = { kind: "contact", id: String(contact.id), mails: [mailKey(contact.address)] } as const;
    for (const { evidence } of drives)
      if (evidence?.kind === "destruction" && witnessFault(evidence.doneBy, { ...evidence.doneBy, ...to }) !== null)
        throw new ServiceError("SEPARATION_OF_DUTIES", { breach: "destroyer_mail" });
    const expiresAt = orderExpiresAt(now, null);
    const isAgain = open?.contactId === contact.id;
    if (open && !isAgain) await workOrders.revoke([stepId], now, "witness");
    const [id] = isAgain
      ? [open.id]
      : await workOrders.insert([{ stepId, contactId: contact.id, expiresAt }], now, "witness");
    if (isAgain) await workOrders.again(id!, expiresAt);
    await outbox.add([orderMessage(id!, contact.id, isAgain ? open.sentTimes + 1 : 1)], now);
    await record(repositories, actor, {
      ...{ action: "sanitisation.ask_witness", entityKind: "run", entityId: String(drive.runId) },
      before: { rack: drive.rack, to: open?.contact ?? null },
      after: { rack: drive.rack, order: id!, to: contact.name },
    });
    return { id: id! };
  });
}

/** Nobody outside is asked any more: the link stops working. Needs sanitisation.confirm. Errors: NOT_FOUND (drive; nobody is asked), WRONG_STATE. */
export async function withdrawWitness(
  ports: Ports,
  actor: Actor,
  { id }: { readonly id: number },
): Promise<{ id: number }> {
  authorize(actor, "sanitisation.confirm");
  return changeOrder(ports, id, async (repositories, { drive, stepId, open }) => {
    if (!open) throw notFound("work order", id);
    await repositories.workOrders.revoke([stepId], ports.clock.now(), "witness");
    await record(repositories, actor, {
      ...{ action: "sanitisation.withdraw_witness", entityKind: "run", entityId: String(drive.runId) },
      ...{ before: { rack: drive.rack, order: open.id, to: open.contact }, after: { state: "revoked" } },
    });
    return { id: open.id };
  });
}

interface OrderAt {
  readonly drive: SanitisedDrive;
  /** All of the step, locked: orders to witness change under it. */
  readonly drives: readonly SanitisedDrive[];
  readonly stepId: number;
  readonly open: WitnessOrder | null;
}

async function changeOrder<T>(
  ports: Ports,
  driveId: number,
  body: (repositories: Repositories, at: OrderAt) => Promise<T>,
): Promise<T> {
  return ports.work.write(async (repositories) => {
    const { sanitisation, workOrders } = repositories;
    const known = await sanitisation.get(driveId);
    const stepId = known && (await stepOfDrive(repositories, known));
    if (!known || stepId === null) throw notFound("drive", driveId);
    const drives = await sanitisation.lockEffect(known.effectKey);
    const drive = drives.find(({ id }) => id === driveId)!;
    if (!isToWitness(drive))
      throw new ServiceError("WRONG_STATE", {
        ...{ kind: "drive", id: driveId, state: drive.state, action: "witness", allowed: ["to_destroy", "destroyed"] },
      });
    const orders = await workOrders.witnessOf([drive.runId]);
    const open = orders.find((one) => one.stepId === stepId && isOpenOrder(one.state)) ?? null;
    return body(repositories, { drive, drives, stepId, open });
  });
}

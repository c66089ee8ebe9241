import type { OrderView, OrderWitnessInput } from "@headroom/contracts/work-order";
import type { DestructionSeen } from "@headroom/core/sanitisation/evidence";
import { mailKey, type Party } from "@headroom/core/sanitisation/party";
import type { Author } from "../actor";
import { instantOf } from "../days";
import { invalidInput, notFound } from "../errors";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { SanitisedDrive } from "../ports/sanitisation";
import type { WorkOrderFacts } from "../ports/work-orders";
import { record } from "../record";
import { effectKeyOf } from "../run/ask";
import { afterProof, isToWitness } from "../sanitisation/drive-change";
import { witnessIn } from "../sanitisation/witness";

/** The drives that an order to witness is about: those of its step. */
export const witnessKey = ({ runId, subjectId, stage }: WorkOrderFacts): string =>
  effectKeyOf(runId, subjectId, stage, "do");

/** What whoever is asked sees: drives that are destroyed and wait for them, and those that are still to be. */
export function witnessView(drives: readonly SanitisedDrive[]): NonNullable<OrderView["witness"]>["drives"] {
  return drives.filter(isToWitness).map(({ id, version, server, unit, drive, state, evidence }) => {
    const seen = state === "destroyed" ? (evidence as DestructionSeen) : null;
    return {
      ...{ id, version, server, unit, name: drive.name, serial: drive.serial, model: drive.model },
      destroyed: seen && { method: seen.method, by: seen.doneBy.name, at: seen.doneBy.at },
    };
  });
}

/**
 * Whoever holds the link saw these drives destroyed: they are proven, all of them or none, and the order is answered. By the rule of four eyes that holds
 * for everybody; it is asked of every address that the link went to. The caller has read the token, and locks nothing yet. Errors: NOT_FOUND (a drive of
 * another order), CONFLICT (it was reported anew), WRONG_STATE, SEPARATION_OF_DUTIES.
 */
export async function witnessed(
  ports: Ports,
  author: Author,
  orderId: number,
  { drives, note }: Omit<OrderWitnessInput, "token">,
  mustBeOpen: (order: WorkOrderFacts) => void,
): Promise<void> {
  const now = ports.clock.now();
  if (new Set(drives.map(({ id }) => id)).size < drives.length)
    throw invalidInput("drives", "each once", drives.length);
  await ports.work.write(async (repositories) => {
    const { order, own } = await lockedOrder(repositories, orderId, mustBeOpen);
    const witness = await contactParty(repositories, order, now);
    for (const drive of drives) {
      if (!own.some(({ id }) => id === drive.id)) throw notFound("drive", drive.id);
      await witnessIn(repositories, author, drive, witness);
    }
    await repositories.workOrders.end(order.id, "done", note || null, now);
    await audited(repositories, author, order, "witness", { drives: drives.map(({ id }) => id), note });
  });
  await afterProof(ports, author, drives[0]!.id);
}

/** They cannot say so, and why: the drives stay as they are, and operators are told. Errors: as witnessed. */
export async function refuseWitness(
  ports: Ports,
  author: Author,
  orderId: number,
  reason: string,
  mustBeOpen: (order: WorkOrderFacts) => void,
): Promise<void> {
  const now = ports.clock.now();
  await ports.work.write(async (repositories) => {
    const { order } = await lockedOrder(repositories, orderId, mustBeOpen);
    await repositories.workOrders.end(order.id, "refused", reason, now);
    await audited(repositories, author, order, "refuse", { reason });
    const operators = await repositories.users.withRoles(["operator"]);
    await repositories.notifications.add(
      operators.map(({ id: userId }) => ({
        ...{ userId, kind: "witness_refused", entityKind: "run", entityId: String(order.runId) },
        params: { title: order.run, rack: order.rack, task: "Witness", by: order.contact, reason },
      })),
    );
  });
}

/** Its drives are locked with it, in one order with everybody else. */
async function lockedOrder(
  { workOrders, sanitisation }: Repositories,
  orderId: number,
  mustBeOpen: (order: WorkOrderFacts) => void,
): Promise<{ order: WorkOrderFacts; own: SanitisedDrive[] }> {
  const known = await workOrders.facts(orderId);
  if (!known) throw notFound("work order", "");
  const own = await sanitisation.lockEffect(witnessKey(known));
  const order = (await workOrders.facts(orderId))!;
  mustBeOpen(order);
  return { order, own };
}

async function contactParty(
  { contacts, workOrders }: Repositories,
  { id, contactId, contact }: WorkOrderFacts,
  now: number,
): Promise<Party> {
  const [found, mails] = [await contacts.get(contactId), await workOrders.reachedAt(id)];
  return {
    ...{ kind: "contact", id: String(contactId), name: contact, organisation: found?.organisation || null },
    ...{ mails: [...new Set(mails.map(mailKey))], workOrder: id, at: instantOf(now) },
  };
}

const audited = (repositories: Repositories, author: Author, order: WorkOrderFacts, action: string, after: object) =>
  record(repositories, author, {
    ...{ action: `work_order.${action}`, entityKind: "run", entityId: String(order.runId) },
    ...{ before: { order: order.id, rack: order.rack }, after },
  });

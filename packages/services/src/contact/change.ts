import { randomUUID } from "node:crypto";
import type { ContactInput, ContactSaved, ContactUpdateInput } from "@headroom/contracts/contact";
import type { DeliveryDto } from "@headroom/contracts/delivery";
import { type Actor, authorize } from "../actor";
import { secretsOf } from "../controller/seal";
import { invalidInput, notFound, ServiceError } from "../errors";
import { deliveryOf } from "../message/delivery";
import { newWebhookSecret, webhookPurpose } from "../message/webhook-secret";
import type { Ports } from "../ports";
import type { ContactRecord } from "../ports/contacts";
import type { Repositories } from "../ports/repositories";
import { record } from "../record";

interface Ref {
  readonly id: number;
  readonly version: number;
}

/** What the audit shows of it: never the secret, sealed or not. */
const shown = ({ name, organisation, channel, address, duties }: Omit<ContactRecord, "secret">) => ({
  ...{ name, organisation, channel, address, duties },
});

/**
 * Somebody outside who gets work and news. A webhook is given a secret, which is shown this once. Needs contact.manage. Errors: TAKEN (the name, or a
 * duty that another one has), NOT_FOUND (a datacenter), UNAVAILABLE (no key to seal with).
 */
export async function createContact(ports: Ports, actor: Actor, input: ContactInput): Promise<ContactSaved> {
  authorize(actor, "contact.manage");
  const { secret, sealed } = secretFor(ports, input, null);
  return ports.work.write(async (repositories) => {
    await mustBeFree(repositories, input, null);
    const { name, organisation, channel, address, duties } = input;
    const id = await repositories.contacts.insert({ name, organisation, channel, address, secret: sealed });
    await repositories.contacts.setDuties(id, duties);
    const made = (await repositories.contacts.get(id))!;
    await record(repositories, actor, {
      ...{ action: "contact.create", entityKind: "contact", entityId: String(id), after: shown(made) },
    });
    return { id, version: made.version, secret };
  });
}

/** Another name, address or duties. Another webhook gets another secret. Needs contact.manage. Errors: as create, CONFLICT. */
export async function updateContact(ports: Ports, actor: Actor, input: ContactUpdateInput): Promise<ContactSaved> {
  authorize(actor, "contact.manage");
  return ports.work.write(async (repositories) => {
    const before = await locked(repositories, input);
    const { secret, sealed } = secretFor(ports, input, before);
    await mustBeFree(repositories, input, input.id);
    const { name, organisation, channel, address, duties } = input;
    await repositories.contacts.change(input.id, { name, organisation, channel, address, secret: sealed });
    await repositories.contacts.setDuties(input.id, duties);
    const after = (await repositories.contacts.get(input.id))!;
    await record(repositories, actor, {
      ...{ action: "contact.update", entityKind: "contact", entityId: String(input.id) },
      ...{ before: shown(before), after: { ...shown(after), newSecret: secret !== null } },
    });
    return { id: after.id, version: after.version, secret };
  });
}

/** It gets nothing any more; work orders that it has stay open until they are taken back or expire. Needs contact.manage. Errors:
 * NOT_FOUND, CONFLICT, TAKEN (alerts go to it: their routes have to go elsewhere first). */
export async function removeContact(
  ports: Ports,
  actor: Actor,
  input: Ref & { readonly reason: string },
): Promise<{ readonly removed: true }> {
  authorize(actor, "contact.manage");
  return ports.work.write(async (repositories) => {
    const before = await locked(repositories, input);
    const routes = (await repositories.alertRoutes.list()).filter(
      ({ to }) => to.kind === "contact" && to.id === input.id,
    );
    if (routes.length > 0)
      throw taken(routes.map(({ name }) => ({ what: before.name, by: `the route of alerts ${name}` })));
    await repositories.contacts.retire(input.id, ports.clock.now());
    await record(repositories, actor, {
      ...{ action: "contact.remove", entityKind: "contact", entityId: String(input.id) },
      ...{ before: shown(before), reason: input.reason },
    });
    return { removed: true };
  });
}

/** Sends a message that says that messages arrive. Needs contact.manage. Throws NOT_FOUND. */
export async function testContact(ports: Ports, actor: Actor, { id }: { readonly id: number }) {
  authorize(actor, "contact.manage");
  const key = `test-${randomUUID()}`;
  return ports.work.write(async (repositories) => {
    const contact = await repositories.contacts.get(id);
    if (!contact || contact.retiredAt !== null) throw notFound("contact", id);
    await repositories.outbox.add([{ key, kind: "test", to: { contactId: id }, about: {} }], ports.clock.now());
    await record(repositories, actor, {
      ...{ action: "contact.test", entityKind: "contact", entityId: String(id), after: { to: contact.address } },
    });
    return { key };
  });
}

/** How a message that was tried, or an invitation, stands. Needs contact.read. Throws NOT_FOUND. */
export async function testStands(ports: Ports, actor: Actor, { key }: { readonly key: string }): Promise<DeliveryDto> {
  authorize(actor, "contact.read");
  const found = /^(test|invite)-/.test(key) ? await ports.work.read(({ outbox }) => outbox.get(key)) : null;
  if (!found) throw notFound("message", key);
  return deliveryOf(found);
}

/** `secret`: a new one, to be shown; `sealed`: what is kept. */
function secretFor(ports: Ports, input: ContactInput, before: ContactRecord | null) {
  if (input.channel === "email") return { secret: null, sealed: null };
  if (before?.secret && before.address === input.address) return { secret: null, sealed: before.secret };
  const secret = newWebhookSecret();
  return { secret, sealed: secretsOf(ports).seal(webhookPurpose(input.address), secret) };
}

async function locked({ contacts }: Pick<Repositories, "contacts">, { id, version }: Ref): Promise<ContactRecord> {
  const found = await contacts.lock(id);
  if (!found || found.retiredAt !== null) throw notFound("contact", id);
  if (found.version !== version)
    throw new ServiceError("CONFLICT", { kind: "contact", id, expectedVersion: version, version: found.version });
  return found;
}

async function mustBeFree(
  { contacts }: Pick<Repositories, "contacts">,
  { name, duties }: ContactInput,
  except: number | null,
): Promise<void> {
  if (await contacts.named(name, except)) throw taken([{ what: name, by: "another contact" }]);
  const twice = duties.findIndex((one, i) =>
    duties.slice(0, i).some((other) => other.work === one.work && other.datacenter === one.datacenter),
  );
  if (twice >= 0) throw invalidInput(`duties.${twice}`, "each duty once", duties[twice]!.work);
  const { taken: others, unknown } = await contacts.dutiesTaken(duties, except);
  if (unknown.length > 0) throw notFound("datacenter", unknown[0]!);
  if (others.length > 0)
    throw taken(others.map(({ work, datacenter, by }) => ({ what: `${work} ${datacenter ?? "anywhere"}`, by })));
}

const taken = (takes: readonly { readonly what: string; readonly by: string }[]) =>
  new ServiceError("TAKEN", { takes: takes.map((one) => ({ ...one, until: null })) });

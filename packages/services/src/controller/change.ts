import type { ControllerInput, ControllersFileOutcome, ControllerUpdateInput } from "@headroom/contracts/controller";
import { type Actor, authorize } from "../actor";
import { invalidInput, notFound, ServiceError } from "../errors";
import { webhookPurpose } from "../message/webhook-secret";
import type { Ports } from "../ports";
import type { LocatedPlace, SealedController } from "../ports/controllers";
import type { Repositories } from "../ports/repositories";
import type { Secrets } from "../ports/secrets";
import { record } from "../record";
import { purposeOf, secretsOf, signingPurpose } from "./seal";

interface Ref {
  readonly id: number;
  readonly version: number;
}

/** What the audit shows of it: never the secret, sealed or not. */
const shown = (row: SealedController) => {
  const { rack, unit, server, url, system, username, trust, serverType, expectedSerial, pollSeconds } = row;
  return { rack, unit, server, url, system, username, trust: trust.kind, serverType, expectedSerial, pollSeconds };
};

/**
 * A controller of a server, or of the unit of a rack where one is to be. Needs hardware.manage. Errors: NOT_FOUND (rack, server, server type), TAKEN
 * (the place, or the address), UNAVAILABLE (no key to seal with).
 */
export async function createController(ports: Ports, actor: Actor, input: ControllerInput): Promise<Ref> {
  authorize(actor, "hardware.manage");
  const secrets = secretsOf(ports);
  return ports.work.write(async (repositories) => {
    const place = await locate(repositories, input.place);
    const there = await repositories.controllers.at(place);
    if (there) throw taken(there.url, nameOf(there));
    return create(repositories, actor, secrets, place, input);
  });
}

/** Another address, user, password, trust, type or serial. Needs hardware.manage. Errors: as create, CONFLICT, INVALID_INPUT (no password for another address). */
export async function updateController(ports: Ports, actor: Actor, input: ControllerUpdateInput): Promise<Ref> {
  authorize(actor, "hardware.manage");
  const secrets = secretsOf(ports);
  return ports.work.write(async (repositories) => {
    const before = await locked(repositories, input);
    return change(repositories, actor, secrets, before, input);
  });
}

/** Needs hardware.manage. Errors: NOT_FOUND, CONFLICT. */
export async function removeController(
  ports: Ports,
  actor: Actor,
  input: Ref & { readonly reason: string },
): Promise<{ readonly removed: true }> {
  authorize(actor, "hardware.manage");
  return ports.work.write(async (repositories) => {
    const before = await locked(repositories, input);
    await repositories.controllers.remove(before.id);
    await record(repositories, actor, {
      ...{ action: "controller.remove", entityKind: "controller", entityId: String(before.id) },
      ...{ before: shown(before), reason: input.reason },
    });
    return { removed: true };
  });
}

/**
 * Many at once, all or none: what stands at a place already is changed. Needs hardware.manage. Errors: as create; INVALID_INPUT names the place in the
 * list.
 */
export async function importControllers(
  ports: Ports,
  actor: Actor,
  input: { readonly controllers: readonly ControllerInput[] },
): Promise<{ created: number; changed: number }> {
  authorize(actor, "hardware.manage");
  const secrets = secretsOf(ports);
  return ports.work.write(async (repositories) => {
    const outcome = { created: 0, changed: 0 };
    for (const [index, one] of input.controllers.entries()) {
      try {
        const place = await locate(repositories, one.place);
        const there = await repositories.controllers.at(place);
        // how often it is asked is not in files: it stays
        if (there)
          await change(repositories, actor, secrets, there, {
            ...{ ...one, pollSeconds: one.pollSeconds ?? there.pollSeconds },
          });
        else await create(repositories, actor, secrets, place, one);
        outcome[there ? "changed" : "created"] += 1;
      } catch (cause) {
        // where in the list: the caller knows which line that was
        if (!(cause instanceof ServiceError)) throw cause;
        throw new ServiceError(cause.code, { ...cause.details, index }, { cause });
      }
    }
    return outcome;
  });
}

/**
 * The same from a CSV file. What cannot be read in it is listed, and nothing is written. Needs hardware.manage. Errors: as importControllers;
 * INVALID_INPUT names the line where one of them is not taken.
 */
export async function importControllersFile(
  ports: Ports,
  actor: Actor,
  { name, text }: { readonly name: string; readonly text: string },
): Promise<ControllersFileOutcome> {
  authorize(actor, "hardware.manage");
  if (!ports.readControllers) throw new ServiceError("UNAVAILABLE", { part: "controller files" });
  const { rows, rejected } = await ports.readControllers(name, new TextEncoder().encode(text));
  if (rejected.length > 0 || rows.length === 0) {
    const told = rejected.map(({ line, column, value, expected }) => ({ line, column, value, expected }));
    const none = { line: null, column: null, value: "no rows", expected: "a controller a row" };
    return { created: 0, changed: 0, rejected: told.length > 0 ? told : [none] };
  }
  try {
    const done = await importControllers(ports, actor, { controllers: rows.map(({ controller }) => controller) });
    return { ...done, rejected: [] };
  } catch (cause) {
    const at = cause instanceof ServiceError && typeof cause.details.index === "number" ? cause.details.index : null;
    if (!(cause instanceof ServiceError) || at === null) throw cause;
    const { code, details } = cause;
    if (code === "UNAVAILABLE" || code === "FORBIDDEN") throw cause;
    const takes = (details.takes as readonly { what: string; by: string }[] | undefined)?.[0];
    return {
      ...{ created: 0, changed: 0 },
      rejected: [
        takes
          ? {
              line: rows[at]!.line,
              column: "url",
              value: takes.what,
              expected: `an address that ${takes.by} does not have`,
            }
          : {
              ...{ line: rows[at]!.line, column: String(details.kind ?? ""), value: String(details.id ?? code) },
              expected: "something that is there",
            },
      ],
    };
  }
}

/**
 * Seals every password with the newest key, so that those before it can be given up. Needs user.manage. Errors: UNAVAILABLE (`unopened`: how many no
 * key opens; nothing was changed).
 */
export async function resealControllers(ports: Ports, actor: Actor): Promise<{ resealed: number; current: number }> {
  authorize(actor, "user.manage");
  const secrets = secretsOf(ports);
  return ports.work.write(async (repositories) => {
    const all = await repositories.controllers.secrets();
    const old = all.filter(({ secret }) => !secrets.isCurrent(secret));
    const opened = old.map(({ id, url, secret }) => ({ id, url, text: secrets.open(purposeOf(url), secret) }));
    const unopened = opened.filter(({ text }) => text === null).length;
    if (unopened > 0) throw new ServiceError("UNAVAILABLE", { part: "secrets", unopened });
    const keys = await repositories.sanitisation.signingKeys();
    for (const { id, privateSealed } of keys.filter((key) => !secrets.isCurrent(key.privateSealed))) {
      const pem = secrets.open(signingPurpose(id), privateSealed);
      // one that nobody can open any more signs nothing, and what it signed can be checked without it
      if (pem !== null) await repositories.sanitisation.resealKey(id, secrets.seal(signingPurpose(id), pem));
    }
    for (const { id, address, secret } of await repositories.contacts.secrets()) {
      const text = secrets.isCurrent(secret) ? null : secrets.open(webhookPurpose(address), secret);
      if (text !== null) await repositories.contacts.reseal(id, secrets.seal(webhookPurpose(address), text));
    }
    for (const { id, url, text } of opened)
      await repositories.controllers.reseal(id, secrets.seal(purposeOf(url), text!));
    if (old.length > 0)
      await record(repositories, actor, {
        ...{ action: "controller.reseal", entityKind: "controller", entityId: "all", after: { resealed: old.length } },
      });
    return { resealed: old.length, current: all.length };
  });
}

async function create(
  repositories: Repositories,
  actor: Actor,
  secrets: Secrets,
  place: LocatedPlace,
  input: ControllerInput,
): Promise<Ref> {
  const { controllers } = repositories;
  await mustBeFree(repositories, input, null);
  const id = await controllers.insert({
    ...{ place, url: input.url, system: input.system, username: input.username, trust: input.trust },
    ...{
      expectedSerial: input.expectedSerial,
      pollSeconds: input.pollSeconds,
      serverTypeId: await typeOf(repositories, input.serverType),
    },
    secret: secrets.seal(purposeOf(input.url), input.password),
  });
  const made = (await controllers.lock(id))!;
  await record(repositories, actor, {
    ...{ action: "controller.create", entityKind: "controller", entityId: String(id), after: shown(made) },
  });
  return { id, version: made.version };
}

async function change(
  repositories: Repositories,
  actor: Actor,
  secrets: Secrets,
  before: SealedController,
  input: Omit<ControllerUpdateInput, "id" | "version">,
): Promise<Ref> {
  const { controllers } = repositories;
  const { url, system, username, trust, password, expectedSerial, pollSeconds } = input;
  if (password === undefined && url !== before.url)
    throw invalidInput("password", "the password again: what is kept is bound to the address before", null);
  await mustBeFree(repositories, input, before.id);
  const secret = password === undefined ? before.secret : secrets.seal(purposeOf(url), password);
  const serverTypeId = await typeOf(repositories, input.serverType);
  await controllers.change(before.id, {
    ...{ url, system, username, trust, secret, serverTypeId, expectedSerial, pollSeconds },
  });
  const after = (await controllers.lock(before.id))!;
  await record(repositories, actor, {
    ...{ action: "controller.update", entityKind: "controller", entityId: String(before.id) },
    ...{ before: shown(before), after: { ...shown(after), newPassword: password !== undefined } },
  });
  return { id: after.id, version: after.version };
}

async function locked({ controllers }: Repositories, { id, version }: Ref): Promise<SealedController> {
  const found = await controllers.lock(id);
  if (!found) throw notFound("controller", id);
  if (found.version !== version)
    throw new ServiceError("CONFLICT", { kind: "controller", id, expectedVersion: version, version: found.version });
  return found;
}

async function locate({ controllers }: Repositories, place: ControllerInput["place"]): Promise<LocatedPlace> {
  const found = await controllers.locate(place);
  if ("missing" in found) throw notFound(place.kind, found.missing);
  return found;
}

async function typeOf({ controllers }: Repositories, code: string | null): Promise<number | null> {
  if (code === null) return null;
  const found = await controllers.serverType(code);
  if (found === null) throw notFound("server type", code);
  return found;
}

async function mustBeFree(
  { controllers }: Repositories,
  { url, system, expectedSerial }: Pick<ControllerInput, "url" | "system" | "expectedSerial">,
  except: number | null,
): Promise<void> {
  const where = await controllers.addressAt({ url, system, serial: expectedSerial }, except);
  if (where !== null) throw taken(url, where);
}

const taken = (what: string, by: string) => new ServiceError("TAKEN", { takes: [{ what, by, until: null }] });
const nameOf = ({ rack, unit, server }: SealedController) => `${rack} ${server ?? `U${unit}`}`;

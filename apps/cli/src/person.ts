import { randomUUID } from "node:crypto";
import type { Container } from "@headroom/runtime/container";
import type { Actor } from "@headroom/services/actor";

/** Nobody has such an account. The message is a sentence for the person at the terminal. */
export class NoSuchPerson extends Error {}

/** The person of an address, or the system, which is called `name`. Throws NoSuchPerson. */
export async function actorOf({ ports }: Container, as: string | undefined, name: string): Promise<Actor> {
  const base = { via: "cli", requestId: randomUUID() } as const;
  if (as === undefined) return { ...base, id: null, name, role: "system" };
  const people = await ports.work.read(({ accounts }) => accounts.list());
  const person = people.find((p) => p.disabledAt === null && p.email === as.toLowerCase());
  if (!person) throw new NoSuchPerson(`--as ${as}: no such account`);
  return { ...base, id: person.id, name: person.name, role: person.role };
}

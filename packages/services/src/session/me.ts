import type { Me } from "@headroom/contracts/session";
import { can, type Permission, permissions } from "@headroom/core/access/permissions";
import { type Actor, personId } from "../actor";
import { instantOf } from "../days";
import { ServiceError } from "../errors";
import type { Ports } from "../ports";

/** Who is signed in, what they may do, and the counts at the head of every page: two statements. */
export async function readMe(ports: Ports, actor: Actor): Promise<Me> {
  const id = personId(actor);
  return ports.work.read(async ({ users }) => {
    const person = await users.person(id);
    if (!person) throw new ServiceError("UNAUTHENTICATED");
    const { factsAsOf, inbox, ...counts } = await users.counts(id, instantOf(ports.clock.now()));
    const held = (Object.keys(permissions) as Permission[]).filter((p) => can(person.role, p));
    return {
      person,
      permissions: held,
      // what cannot be signed does not wait for this person
      counts: { ...counts, inbox: held.includes("approval.decide") ? inbox : 0 },
      factsAsOf,
      operator: ports.operator ?? "Headroom",
    };
  });
}

import type { Role } from "@headroom/core/access/permissions";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import { record } from "../record";
import { lockForChange } from "./keep-an-admin";

/** Changes what a person may do, from their next request on. Needs user.manage; the last active admin stays one. */
export async function setRole(ports: Ports, actor: Actor, input: { userId: string; role: Role }): Promise<void> {
  authorize(actor, "user.manage");
  await ports.work.write(async (repositories) => {
    const user = await lockForChange(repositories, input.userId, "user.set_role", input.role === "admin");
    if (user.role === input.role) return;
    await repositories.accounts.setRole(user.id, input.role);
    await record(repositories, actor, {
      action: "user.set_role",
      entityKind: "user",
      entityId: user.id,
      before: { role: user.role },
      after: { role: input.role },
    });
  });
}

import { type Actor, authorize, personId } from "../actor";
import type { Ports } from "../ports";
import { record } from "../record";
import { lockView } from "./lock";

/** Forgets a view of one's own; an admin also what others share. Needs view.save. Errors: NOT_FOUND, FORBIDDEN, CONFLICT. */
export async function removeView(
  ports: Ports,
  actor: Actor,
  input: { readonly id: number; readonly version: number },
): Promise<{ readonly id: number }> {
  authorize(actor, "view.save");
  personId(actor);
  return ports.work.write(async (repositories) => {
    const { type, name, columns, filter, sort, shared } = await lockView(repositories, actor, input);
    await repositories.views.remove(input.id);
    await record(repositories, actor, {
      action: "view.remove",
      entityKind: "view",
      entityId: String(input.id),
      before: { type, name, columns, filter, sort, shared },
    });
    return { id: input.id };
  });
}

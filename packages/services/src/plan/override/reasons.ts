import type { OverrideReason } from "@headroom/contracts/override";
import { type Actor, authorize } from "../../actor";
import { invalidInput, notFound } from "../../errors";
import type { Ports } from "../../ports";
import { record } from "../../record";

/** The reasons to choose from, those switched off too. Needs override.read. */
export async function listReasons(ports: Ports, actor: Actor): Promise<OverrideReason[]> {
  authorize(actor, "override.read");
  return ports.work.read(async ({ overrides }) => (await overrides.reasons()).map((reason) => ({ ...reason })));
}

/** Adds a reason, words one anew, or switches it off or on. Needs override.reasons. INVALID_INPUT when there is one of that name. */
export async function saveReason(
  ports: Ports,
  actor: Actor,
  input: { readonly id?: number | undefined; readonly label: string; readonly active: boolean },
): Promise<{ id: number }> {
  authorize(actor, "override.reasons");
  return ports.work.write(async (repositories) => {
    const before = (await repositories.overrides.reasons()).find((reason) => reason.id === input.id) ?? null;
    if (input.id !== undefined && !before) throw notFound("reason", input.id);
    const id = await repositories.overrides.saveReason(input);
    if (id === null) throw invalidInput("label", "a reason that the list does not have yet", input.label);
    await record(repositories, actor, {
      action: before ? "reason.update" : "reason.create",
      entityKind: "reason",
      entityId: String(id),
      before,
      after: { label: input.label, active: input.active },
    });
    return { id };
  });
}

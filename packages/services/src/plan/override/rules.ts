import { type Actor, authorize, personId } from "../../actor";
import { invalidInput, notFound } from "../../errors";
import type { Ports } from "../../ports";
import { record } from "../../record";

/** Keeps a family (null: all) out of a row in later plans. Needs rule.manage. INVALID_INPUT where such a rule is in force already. */
export async function keepRule(
  ports: Ports,
  actor: Actor,
  input: { readonly rowId: number; readonly familyId: number | null; readonly reasonId: number },
): Promise<{ id: number }> {
  authorize(actor, "rule.manage");
  const authorId = personId(actor);
  return ports.work.write(async (repositories) => {
    const reason = (await repositories.overrides.reasons()).find((r) => r.id === input.reasonId);
    const families = await repositories.catalog.families();
    const family = families.find((f) => f.id === input.familyId);
    if (!reason) throw notFound("reason", input.reasonId);
    if (input.familyId !== null && !family) throw notFound("family", input.familyId);
    if ((await repositories.inventory.datacenterOfRow(input.rowId)) === null) throw notFound("row", input.rowId);
    const id = await repositories.overrides.keepRule({ ...input, authorId });
    if (id === null) throw invalidInput("rowId", "a row without such a rule in force", input.rowId);
    await record(repositories, actor, {
      action: "rule.create",
      entityKind: "rule",
      entityId: String(id),
      after: { rowId: input.rowId, family: family?.code ?? null },
      reason: reason.label,
    });
    return { id };
  });
}

/** Ends a rule. Needs rule.manage. */
export async function endRule(ports: Ports, actor: Actor, input: { readonly id: number }): Promise<{ id: number }> {
  authorize(actor, "rule.manage");
  const endedById = personId(actor);
  return ports.work.write(async (repositories) => {
    if (!(await repositories.overrides.endRule(input.id, endedById))) throw notFound("rule", input.id);
    await record(repositories, actor, {
      action: "rule.end",
      entityKind: "rule",
      entityId: String(input.id),
      before: { inForce: true },
      after: { inForce: false },
    });
    return { id: input.id };
  });
}

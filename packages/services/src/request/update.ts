import type { RequestInput } from "@headroom/contracts/request";
import { type Actor, authorize } from "../actor";
import { rulesDto, rulesOf, setRules } from "../placement-key/rules";
import type { Ports } from "../ports";
import { record } from "../record";
import type { RequestRef } from "./create";
import { fieldsOf } from "./fields";
import { lockRequest, mustFollow } from "./guard";

/**
 * Changes a draft or an open request; a draft without `asDraft` opens. Needs request.edit, and to be the requester, a planner or an
 * admin. Errors: CONFLICT when it changed since `version`, WRONG_STATE once it is planned, KEY_CONTRADICTS.
 */
export async function updateRequest(
  ports: Ports,
  actor: Actor,
  input: { id: number; version: number; request: RequestInput },
): Promise<RequestRef> {
  authorize(actor, "request.edit");
  return ports.work.write(async (repositories) => {
    const before = await lockRequest(repositories, actor, input);
    const opens = before.state === "draft" && !input.request.asDraft;
    const state = mustFollow(input.id, before.state, opens ? "open" : "edit");
    const fields = await fieldsOf(repositories, input.request, ports.clock.now());
    // an edit is no way to win time: the answer stays due when it was
    const kept = before.state === "open" ? { ...fields, answerBy: before.answerBy } : fields;
    const rules = rulesOf(input.request.rules);
    await repositories.requests.update(input.id, kept, state);
    await setRules(repositories, actor, input.id, rules);
    await record(repositories, actor, {
      action: opens ? "request.open" : "request.update",
      entityKind: "request",
      entityId: String(input.id),
      before: changed({ ...before, rules: rulesOf(rulesDto(before.rules)) }, { ...kept, rules }),
      after: changed({ ...kept, rules }, { ...before, rules: rulesOf(rulesDto(before.rules)) }),
    });
    return { id: input.id, version: before.version + 1 };
  });
}

/** The fields of `a` that differ in `b`. */
function changed<T extends object>(a: T, b: object): Partial<T> {
  const other = b as Record<string, unknown>;
  const differs = ([name, value]: [string, unknown]) =>
    name in other && JSON.stringify(value) !== JSON.stringify(other[name]);
  return Object.fromEntries(Object.entries(a).filter(differs)) as Partial<T>;
}

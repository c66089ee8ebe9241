import type { RequestInput } from "@headroom/contracts/request";
import { type Actor, authorize, personId } from "../actor";
import { rulesOf, setRules } from "../placement-key/rules";
import type { Ports } from "../ports";
import { record } from "../record";
import { beginTrace } from "../trace";
import { fieldsOf } from "./fields";

export interface RequestRef {
  readonly id: number;
  readonly version: number;
}

/** A new request, open to planners or kept as a draft. Needs request.create. Errors: INVALID_INPUT, KEY_CONTRADICTS. */
export async function createRequest(ports: Ports, actor: Actor, input: RequestInput): Promise<RequestRef> {
  authorize(actor, "request.create");
  const requesterId = personId(actor);
  return ports.work.write(async (repositories) => {
    const fields = await fieldsOf(repositories, input, ports.clock.now());
    const state = input.asDraft ? "draft" : "open";
    const id = await repositories.requests.insert(fields, state, requesterId);
    const rules = rulesOf(input.rules);
    await setRules(repositories, actor, id, rules);
    await beginTrace(repositories, { kind: "request", id });
    await record(repositories, actor, {
      action: "request.create",
      entityKind: "request",
      entityId: String(id),
      after: { ...fields, rules, state },
    });
    return { id, version: 1 };
  });
}

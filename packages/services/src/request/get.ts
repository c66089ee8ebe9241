import type { RequestDetail } from "@headroom/contracts/request";
import { type Actor, authorize } from "../actor";
import { rulesDto } from "../placement-key/rules";
import type { Ports } from "../ports";
import { certificateOf, requestRowOf } from "./dto";
import { visibleRequest } from "./guard";

/** One request with the plans it was in and what happened to it. Needs request.read. */
export async function getRequest(ports: Ports, actor: Actor, input: { id: number }): Promise<RequestDetail> {
  authorize(actor, "request.read");
  return ports.work.read(async (repositories) => {
    const request = await visibleRequest(repositories, actor, input.id);
    const plans = await repositories.requests.plansOf(input.id);
    return {
      ...requestRowOf(request),
      requiredTags: [...request.requiredTags],
      splitRule: request.splitRule,
      rules: rulesDto(request.rules),
      note: request.note,
      plans: plans.map((plan) => ({ ...plan, certificate: certificateOf(plan.certificate) })),
      history: await repositories.requests.history(input.id),
    };
  });
}

import { requestCertificate } from "@headroom/contracts/explanation";
import type { RequestRow } from "@headroom/contracts/request";
import type { RequestRecord } from "../ports/requests";

/** A request as it crosses the border. Power is of all its racks. */
export const requestRowOf = (r: RequestRecord): RequestRow => ({
  id: r.id,
  title: r.title,
  service: r.service,
  rackType: r.rackType,
  family: r.family,
  unit: r.unit,
  amount: r.amount,
  racks: r.racks,
  powerW: r.racks * r.powerW,
  region: r.region,
  zone: r.zone,
  datacenter: r.datacenter,
  priority: r.priority,
  neededBy: r.neededBy,
  answerBy: r.answerBy,
  createdAt: r.createdAt,
  state: r.state,
  stateReason: r.stateReason,
  requester: r.requester,
  version: r.version,
  plan: r.plan,
});

/** A stored certificate, or null where none was kept or a later version no longer reads it. */
export function certificateOf(stored: unknown) {
  const parsed = requestCertificate.safeParse(stored);
  return parsed.success ? parsed.data : null;
}

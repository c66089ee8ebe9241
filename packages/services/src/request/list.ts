import type { RequestListInput } from "@headroom/contracts/request";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import { requestRowOf } from "./dto";

/** A page of requests, newest first. Drafts are listed for their own requester only. Needs request.read. */
export async function listRequests(ports: Ports, actor: Actor, input: RequestListInput) {
  authorize(actor, "request.read");
  const { states, region, search, mine, cursor, limit } = input;
  const { rows, next, total } = await ports.work.read(({ requests }) =>
    requests.list({
      ...(states ? { states } : {}),
      ...(region ? { region } : {}),
      ...(search ? { search } : {}),
      ...(mine && actor.id !== null ? { requesterId: actor.id } : {}),
      ...(cursor ? { cursor } : {}),
      draftsOf: actor.id,
      limit,
    }),
  );
  return { rows: rows.map(requestRowOf), next, total };
}

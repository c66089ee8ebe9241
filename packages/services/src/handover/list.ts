import type { HandoverNote } from "@headroom/contracts/handover";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";

/** What operators left to the next shift, newest first. Needs fleet.read. */
export async function listHandover(
  ports: Ports,
  actor: Actor,
  { limit }: { readonly limit: number },
): Promise<{ readonly notes: HandoverNote[] }> {
  authorize(actor, "fleet.read");
  return { notes: await ports.work.read(({ handover }) => handover.list(limit)) };
}

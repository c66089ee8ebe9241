import type { PlacementKeyDto } from "@headroom/contracts/placement-key";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";

/** Every key with what it means. Needs request.read. */
export async function listKeys(ports: Ports, actor: Actor): Promise<PlacementKeyDto[]> {
  authorize(actor, "request.read");
  return ports.work.read(({ placementKeys }) => placementKeys.list());
}

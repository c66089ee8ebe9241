import type { WorkerHealth } from "@headroom/contracts/worker";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";

/** Which workers live, what each has in hand, and what waits in the queues. Needs fleet.read. */
export async function workerHealth(ports: Ports, actor: Actor): Promise<WorkerHealth> {
  authorize(actor, "fleet.read");
  return ports.work.read(({ workers }) => workers.health());
}

import type { Actor } from "../actor";
import type { Ports } from "../ports";
import { refreshCapacity } from "./refresh";

/**
 * Accounts that a day has changed by itself are computed anew: of datacenters where a reservation or a rack's stay has ended since, and, when a
 * month begins, of all, so that its facts add up to the whole fleet from its first day on. One datacenter a transaction. Only the system
 * does it; nothing of the record changes, so the audit trail has no event of it. Returns the ids.
 */
export async function refreshDue(ports: Ports, actor: Actor): Promise<number[]> {
  if (actor.role !== "system") throw new Error("accounts are brought to a new day by the system only");
  const now = ports.clock.now();
  const today = new Date(now).toISOString().slice(0, 10);
  const due = await ports.work.read(({ capacity }) => capacity.due(today));
  for (const id of due)
    await ports.work.write(async (repositories) => {
      await repositories.locks.datacenters([id]);
      // somebody's change, or another worker, may have done it meanwhile: once more is no harm
      await refreshCapacity(repositories, [id], now);
    });
  return due;
}

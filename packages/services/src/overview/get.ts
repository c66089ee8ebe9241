import type { Overview } from "@headroom/contracts/overview";
import { can } from "@headroom/core/access/permissions";
import { usedOf } from "@headroom/core/capacity/sum";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import type { PlanInWork, RequestInWork } from "../ports/overview";
import { pictureOfRegions } from "../region/summarise";
import { needsOf } from "./needs";

const CHANGES = 12;

/** What needs this person today, and how the fleet stands. The system itself needs nothing. */
export async function getOverview(ports: Ports, actor: Actor): Promise<Overview> {
  authorize(actor, "capacity.read");
  const now = ports.clock.now();
  return ports.work.read(async (reads) => {
    const { summaries } = await pictureOfRegions(reads, now);
    const personId = actor.id ?? "";
    const plans = await reads.overview.plansInWork(personId);
    const requests = await reads.overview.requestsInWork(personId);
    const mayAudit = actor.role === "system" || can(actor.role, "audit.read");
    return {
      asOf:
        summaries
          .map((r) => r.exhaustion.asOf)
          .sort()
          .at(-1) ?? new Date(now).toISOString(),
      needsYou: actor.role === "system" ? [] : needsOf({ id: personId, role: actor.role }, plans, requests, now),
      regions: summaries.map(({ code, name, exhaustion, accounts }) => ({
        code,
        name,
        exhaustion,
        freePowerW: accounts.power.free,
        freePositions: accounts.space.free,
        usedPercent: percent(usedOf(accounts.power), accounts.power.supply),
      })),
      requestsWaiting: requests.filter((r) => r.state === "open" || r.state === "planned").map(waiting),
      plansRunning: plans.filter((p) => p.state === "queued" || p.state === "running").map(running),
      changed: mayAudit ? [...(await reads.overview.recentChanges(CHANGES))] : [],
    };
  });
}

const percent = (part: number, whole: number): number => (whole > 0 ? (100 * part) / whole : 0);

const waiting = (request: RequestInWork): Overview["requestsWaiting"][number] => {
  const { id, title, service, rackType, racks, answerBy, planState } = request;
  return { id, title, service, rackType, racks, answerBy, planState };
};

const running = ({ id, title, state, progress }: PlanInWork): Overview["plansRunning"][number] => ({
  id,
  title,
  state,
  done: progress?.done ?? 0,
  total: progress?.total ?? 0,
});

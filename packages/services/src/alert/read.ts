import type { AlertDetail, AlertList, AlertListInput, AlertRuleDto } from "@headroom/contracts/alert";
import { actionsIn } from "@headroom/core/alerting/machine";
import { usualRules } from "@headroom/core/alerting/rule";
import { type Actor, authorize } from "../actor";
import { instantOf } from "../days";
import { notFound } from "../errors";
import type { Ports } from "../ports";
import type { AlertRecord } from "../ports/alerts";
import { rulesInForce } from "./evaluate";

const LISTED = 500;
const EVENTS = 100;

const shown = (alert: AlertRecord) => ({ ...alert, subject: { ...alert.subject }, seen: { ...alert.seen } });

/** Alerts by filter, open ones and the worst first, and when a worker looked last: without one nothing is looked at. Needs alert.read. */
export async function listAlerts(ports: Ports, actor: Actor, input: AlertListInput): Promise<AlertList> {
  authorize(actor, "alert.read");
  return ports.work.read(async ({ alerts, workers }) => {
    const { rows, total } = await alerts.list(
      {
        state: input.state,
        severity: input.severity ?? null,
        datacenter: input.datacenter ?? null,
        rule: input.rule ?? null,
      },
      LISTED,
    );
    const counts = await alerts.counts();
    return {
      asOf: instantOf(ports.clock.now()),
      rows: rows.map(shown),
      total,
      ...counts,
      lookedAt: await workers.lookedAt(),
    };
  });
}

/** One alert with its history and what can be done with it. Needs alert.read. Throws NOT_FOUND. */
export async function getAlert(ports: Ports, actor: Actor, { id }: { readonly id: number }): Promise<AlertDetail> {
  authorize(actor, "alert.read");
  return ports.work.read(async ({ alerts }) => {
    const alert = await alerts.find(id);
    if (!alert) throw notFound("alert", id);
    const events = await alerts.events(id, EVENTS);
    return {
      ...shown(alert),
      actions: actionsIn(alert.state),
      events: events.map((event) => ({ ...event, seen: event.seen && { ...event.seen } })),
    };
  });
}

/** Every rule as it holds now. Needs alert.read. */
export async function listRules(ports: Ports, actor: Actor): Promise<AlertRuleDto[]> {
  authorize(actor, "alert.read");
  const stored = await ports.work.read(({ alerts }) => alerts.rules());
  return rulesInForce(stored).map((rule) => ({
    ...rule,
    usual: !stored.some(({ id }) => id === rule.id),
    own: !usualRules.some(({ id }) => id === rule.id),
  }));
}

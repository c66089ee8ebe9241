import { judge } from "@headroom/core/alerting/judge";
import { transitions } from "@headroom/core/alerting/machine";
import { type AlertRule, usualRules } from "@headroom/core/alerting/rule";
import type { Ports } from "../ports";
import type { StoredRule } from "../ports/alerts";
import type { Repositories } from "../ports/repositories";
import { type RoutableAlert, routeAlerts } from "./route";

/** Evaluating reads hours of a whole fleet. */
const LIMIT_MS = 60_000;
/** What people are told at once of one rule in one place is one notice; it names so many things. */
const NAMED = 3;

export interface Evaluated {
  readonly fired: number;
  readonly resolved: number;
}

/** What holds now: usual rules, and what people said otherwise. */
export function rulesInForce(stored: readonly StoredRule[]): (AlertRule & { readonly enabled: boolean })[] {
  const byId = new Map<string, StoredRule>(usualRules.map((rule) => [rule.id, { ...rule, enabled: true }]));
  for (const rule of stored) byId.set(rule.id, rule);
  return [...byId.values()];
}

/**
 * Looks at every rule: fires, keeps, and ends alerts, and tells people of what is new. Does nothing where another worker does it at this
 * moment. Alerts of a rule that is off, or gone, end like those that are over.
 */
export async function evaluateAlerts(ports: Ports): Promise<Evaluated | null> {
  const nowMs = ports.clock.now();
  return ports.work.write(
    async (repositories) => {
      const { alerts, workers } = repositories;
      if (!(await alerts.turn())) return null;
      await workers.see(nowMs);
      const rules = rulesInForce(await alerts.rules());
      const open = await alerts.open();
      const sums = { fired: 0, resolved: 0 };
      const outside = { fired: [] as RoutableAlert[], over: [] as number[] };
      for (const rule of rules) {
        const facts = rule.enabled ? await alerts.facts(rule.test, nowMs) : [];
        const findings = facts.flatMap((fact) => judge(rule.test, fact, nowMs) ?? []);
        const done = transitions(
          open.filter((alert) => alert.rule === rule.id),
          findings,
          nowMs,
        );
        await alerts.still(done.still, nowMs);
        await alerts.absent(done.absent, nowMs);
        await alerts.resolve(done.resolve, nowMs);
        await alerts.silenceOver(done.silenceOver, nowMs);
        const made = await alerts.fire(rule, done.fire, nowMs);
        const told = [
          ...done.fire.filter((_, i) => !made[i]!.silenced),
          ...done.still.filter(({ id }) => done.silenceOver.includes(id)).map(({ finding }) => finding),
        ];
        await tell(repositories, rule, told);
        const isTold = (id: number, datacenter: string | null) => ({
          id,
          rule: rule.id,
          severity: rule.severity,
          datacenter,
        });
        done.fire.forEach(({ subject }, i) => {
          if (!made[i]!.silenced) outside.fired.push(isTold(made[i]!.id, subject.datacenter));
        });
        for (const { id, finding } of done.still)
          if (done.silenceOver.includes(id)) outside.fired.push(isTold(id, finding.subject.datacenter));
        outside.over.push(...done.resolve);
        sums.fired += done.fire.length;
        sums.resolved += done.resolve.length;
      }
      const known = new Set(rules.map(({ id }) => id));
      const orphans = open.filter(({ rule }) => !known.has(rule)).map(({ id }) => id);
      await alerts.resolve(orphans, nowMs);
      await routeAlerts(repositories, { ...outside, over: [...outside.over, ...orphans] }, nowMs);
      return sums;
    },
    { limitMs: LIMIT_MS },
  );
}

/** One notice for each place, whatever number of things are there: a room that loses its power rings once. */
async function tell(
  { alerts, notifications }: Pick<Repositories, "alerts" | "notifications">,
  rule: AlertRule,
  findings: readonly { readonly subject: { readonly name: string; readonly datacenter: string | null } }[],
): Promise<void> {
  if (findings.length === 0 || rule.severity === "notice") return;
  const places = new Map<string | null, string[]>();
  for (const { subject } of findings)
    places.set(subject.datacenter, [...(places.get(subject.datacenter) ?? []), subject.name]);
  const people = await alerts.people();
  await notifications.add(
    [...places].flatMap(([datacenter, names]) =>
      people.map((userId) => ({
        ...{ userId, kind: "alert" as const, entityKind: "alert" as const, entityId: rule.id },
        params: {
          ...{ title: rule.title, datacenter, count: names.length },
          names: names.slice(0, NAMED).join(", "),
        },
      })),
    ),
  );
}

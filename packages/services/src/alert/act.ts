import type { AlertActionInput, AlertRuleInput, AlertSilenceInput } from "@headroom/contracts/alert";
import { type AlertAction, type AlertState, actionsIn, mayAct } from "@headroom/core/alerting/machine";
import { usualRules } from "@headroom/core/alerting/rule";
import { type Actor, authorize } from "../actor";
import { invalidInput, notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { AlertEventKind } from "../ports/alerts";
import { record } from "../record";

const DAY_MS = 86_400_000;
/** Longer than that is no silence but a rule that is wrong. */
const LONGEST_DAYS = 90;

interface Act {
  readonly action: AlertAction;
  readonly state: AlertState;
  readonly event: AlertEventKind;
  readonly silencedUntilMs: number | null;
  readonly note: string | null;
}

async function act(
  ports: Ports,
  actor: Actor,
  { id, version }: AlertActionInput,
  to: Act,
): Promise<{ version: number }> {
  authorize(actor, "alert.handle");
  const nowMs = ports.clock.now();
  return ports.work.write(async (repositories) => {
    const before = await repositories.alerts.lock(id);
    if (!before) throw notFound("alert", id);
    if (!mayAct(to.action, before.state))
      throw new ServiceError("WRONG_STATE", {
        ...{ kind: "alert", id, state: before.state, action: to.action, allowed: actionsIn(before.state) },
      });
    if (before.version !== version)
      throw new ServiceError("CONFLICT", { kind: "alert", id, expectedVersion: version, version: before.version });
    const { state, silencedUntilMs, note } = to;
    await repositories.alerts.act(id, { state, silencedUntilMs, by: actor.name, note }, to.event, nowMs);
    await record(repositories, actor, {
      ...{ action: `alert.${to.action}`, entityKind: "alert", entityId: String(id) },
      before: { state: before.state, silencedUntil: before.silencedUntil },
      after: { state, silencedUntil: silencedUntilMs === null ? null : new Date(silencedUntilMs).toISOString() },
      ...(note === null ? {} : { reason: note }),
    });
    return { version: version + 1 };
  });
}

/** Somebody looks after it. Needs alert.handle. Errors: NOT_FOUND, WRONG_STATE, CONFLICT. */
export const acknowledgeAlert = (
  ports: Ports,
  actor: Actor,
  input: AlertActionInput & { readonly note?: string | undefined },
) =>
  act(ports, actor, input, {
    ...{
      action: "acknowledge",
      state: "acknowledged",
      event: "acknowledged",
      silencedUntilMs: null,
      note: input.note ?? null,
    },
  });

/** Nobody is told of it until then, also where it comes back meanwhile. Needs alert.handle. Errors: as acknowledge, INVALID_INPUT. */
export async function silenceAlert(ports: Ports, actor: Actor, input: AlertSilenceInput): Promise<{ version: number }> {
  authorize(actor, "alert.handle");
  const untilMs = Date.parse(input.until);
  const nowMs = ports.clock.now();
  if (untilMs <= nowMs || untilMs > nowMs + LONGEST_DAYS * DAY_MS)
    throw invalidInput("until", `a moment to come, within ${LONGEST_DAYS} days`, input.until);
  return act(ports, actor, input, {
    ...{ action: "silence", state: "silenced", event: "silenced", silencedUntilMs: untilMs, note: input.reason },
  });
}

/** As if nobody had looked at it. Needs alert.handle. Errors: as acknowledge. */
export const reopenAlert = (ports: Ports, actor: Actor, input: AlertActionInput) =>
  act(ports, actor, input, {
    ...{ action: "reopen", state: "firing", event: "reopened", silencedUntilMs: null, note: null },
  });

/** Another threshold, severity or title of a rule, or a rule of one's own; or off. Needs alert.rules. */
export async function saveRule(ports: Ports, actor: Actor, input: AlertRuleInput): Promise<void> {
  authorize(actor, "alert.rules");
  await ports.work.write(async (repositories) => {
    const before = (await repositories.alerts.rules()).find(({ id }) => id === input.id);
    await repositories.alerts.saveRule(input);
    await record(repositories, actor, {
      ...{ action: "alert_rule.update", entityKind: "alert_rule", entityId: input.id },
      before: before ? { ...before } : undefined,
      after: { ...input },
    });
  });
}

/** A usual rule as it was, or none of one's own any more: its alerts end. Needs alert.rules. Errors: NOT_FOUND (nobody changed it), TAKEN (routes name it). */
export async function removeRule(ports: Ports, actor: Actor, { id }: { readonly id: string }): Promise<void> {
  authorize(actor, "alert.rules");
  await ports.work.write(async (repositories) => {
    const before = (await repositories.alerts.rules()).find((rule) => rule.id === id);
    if (!before) throw notFound("rule", id);
    const isUsual = usualRules.some((rule) => rule.id === id);
    const routes = isUsual ? [] : (await repositories.alertRoutes.list()).filter(({ rules }) => rules.includes(id));
    if (routes.length > 0)
      throw new ServiceError("TAKEN", {
        takes: routes.map(({ name }) => ({ what: before.title, by: `the route of alerts ${name}`, until: null })),
      });
    await repositories.alerts.removeRule(id);
    await record(repositories, actor, {
      ...{ action: "alert_rule.remove", entityKind: "alert_rule", entityId: id, before: { ...before } },
    });
  });
}

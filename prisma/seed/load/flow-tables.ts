import { type CopyTable, type CopyValue, json } from "@headroom/db/copy";
import { isoOf } from "../generate/calendar";
import type { Fleet } from "../generate/fleet";
import { allPeople } from "../generate/people";

const table = (name: string, columns: string, rows: Iterable<readonly CopyValue[]>): CopyTable => ({
  table: name,
  columns: columns.split(" "),
  rows,
});
const maybe = (value: unknown): CopyValue => (value === null || value === undefined ? null : json(value));

/** The demo's people. `passwordHash`: of the one password they share, in the form sign-in checks. */
export function peopleTables(passwordHash: string, at: Date): CopyTable[] {
  return [
    table(
      "user_account",
      "id name email email_verified role created_at updated_at",
      allPeople.map((p) => [p.id, p.name, p.email, true, p.role, at, at]),
    ),
    table(
      "account",
      "id account_id provider_id user_id password created_at updated_at",
      allPeople.map((p) => [`${p.id}-credential`, p.id, "credential", p.id, passwordHash, at, at]),
    ),
  ];
}

/** Requests, plans, their approvals, and who has which position. */
export function flowTables({ flow, racks, coming }: Fleet): CopyTable[] {
  const arriving = new Map(coming.map(({ told }) => [told.position.id, told.rackId]));
  const actions = flow.plans.flatMap((plan) => plan.actions.map((action) => ({ plan, action })));
  return [
    table(
      "request",
      "id title service rack_type_id unit amount racks region_id split_rule priority needed_by answer_by note state state_reason version requester_id created_at updated_at",
      flow.requests.map((r) => [
        r.id,
        r.title,
        r.service,
        r.type.id,
        r.unit,
        r.amount,
        r.racks,
        r.region.id,
        "all_or_nothing",
        r.priority,
        isoOf(r.neededBy),
        r.answerBy,
        r.note,
        r.state,
        r.stateReason,
        r.version,
        r.requester.id,
        r.createdAt,
        r.updatedAt,
      ]),
    ),
    table(
      "plan",
      "id title state policy seed steps author_id last_editor_id version hash snapshot summary progress failure stale_cause created_at updated_at submitted_at hold_expires_at decided_at",
      flow.plans.map((p) => [
        p.id,
        p.title,
        p.state,
        "place-all",
        p.seed,
        p.steps,
        p.author.id,
        p.author.id,
        p.version,
        p.hash,
        maybe(p.snapshot),
        maybe(p.summary),
        maybe(p.progress),
        maybe(p.failure),
        maybe(p.staleCause),
        p.createdAt,
        p.updatedAt,
        p.submittedAt,
        p.holdExpiresAt,
        p.decidedAt,
      ]),
    ),
    table(
      "plan_request",
      "plan_id request_id outcome racks_placed certificate",
      flow.plans.flatMap((p) =>
        p.requests.map((r) => [p.id, r.request.id, r.outcome, r.racksPlaced, maybe(r.certificate)]),
      ),
    ),
    table(
      "plan_action",
      "id plan_id sequence kind request_id rack_type_id datacenter_id row_id racks starts_on certificate",
      actions.map(({ plan, action: a }) => [
        a.id,
        plan.id,
        a.sequence,
        "add",
        a.request.id,
        a.request.type.id,
        a.datacenter.id,
        a.rowId,
        a.positions.length,
        isoOf(a.startsOn),
        maybe(a.certificate),
      ]),
    ),
    table(
      "plan_action_position",
      "plan_action_id position_id",
      actions.flatMap(({ action }) => action.positions.map((p) => [action.id, p.id])),
    ),
    table(
      "approval",
      "id plan_id hash state seen requested_by_id requested_at due_at",
      flow.approvals.map((a) => [
        a.id,
        a.planId,
        a.hash,
        a.state,
        json(a.seen),
        a.requestedBy.id,
        a.requestedAt,
        a.dueAt,
      ]),
    ),
    table(
      "decision",
      "approval_id decider_id verdict reason hash decided_at",
      flow.approvals.flatMap(({ id, hash, decision: d }) =>
        d === null ? [] : [[id, d.by.id, d.verdict, d.reason, hash, d.at]],
      ),
    ),
    table(
      "reservation",
      "id datacenter_id owner_id reason valid_from valid_to",
      flow.reservations.map((r) => [
        r.id,
        r.datacenter.id,
        r.owner.id,
        r.reason,
        isoOf(r.from),
        r.to === null ? null : isoOf(r.to),
      ]),
    ),
    table("occupancy", "position_id kind valid_from valid_to rack_id plan_action_id reservation_id arriving_rack_id", [
      ...racks.map((r): CopyValue[] => [
        r.position.id,
        "occupied",
        isoOf(r.lot.installedOn!),
        r.lot.retiredOn === null ? null : isoOf(r.lot.retiredOn),
        r.id,
        null,
        null,
        null,
      ]),
      ...actions.flatMap(({ action: { id, has, positions } }) =>
        has === null
          ? []
          : positions.map((p): CopyValue[] => [
              ...[p.id, has.kind, isoOf(has.since), null, null, id, null],
              has.kind === "committed" ? (arriving.get(p.id) ?? null) : null,
            ]),
      ),
      ...flow.reservations.flatMap((r) =>
        r.positions.map((p): CopyValue[] => [
          p.id,
          "reserved",
          isoOf(r.from),
          r.to === null ? null : isoOf(r.to),
          null,
          null,
          r.id,
          null,
        ]),
      ),
    ]),
  ];
}

/** Notifications (those older than a week are read) and the audit trail, oldest first. */
export function trailTables({ flow, runs, scenario }: Fleet, now: Date): CopyTable[] {
  const weekAgo = new Date(now.getTime() - 7 * 86_400_000);
  const byTime = (a: { readonly at: Date }, b: { readonly at: Date }) => a.at.getTime() - b.at.getTime();
  const notifications = [...flow.notifications, ...runs.notified.map((n) => ({ ...n, at: new Date(n.at) }))].sort(
    byTime,
  );
  const events = [
    ...flow.events.map((e) => ({
      ...{ ...e, actorId: e.person?.id ?? null, actorName: e.person?.name ?? "planner" },
      via: e.person === null ? "worker" : "web",
    })),
    ...runs.audited.map((e) => ({ ...e, at: new Date(e.at) })),
  ].sort(byTime);
  return [
    table(
      "notification",
      "user_id kind entity_kind entity_id params created_at read_at",
      notifications.map((n) => [
        n.userId,
        n.kind,
        n.entityKind,
        String(n.entityId),
        json(n.params),
        n.at,
        n.at < weekAgo ? new Date(n.at.getTime() + 3_600_000) : null,
      ]),
    ),
    table("audit_event", "at actor_id actor_name via action entity_kind entity_id before after reason request_id", [
      ...events.map((e, i): CopyValue[] => [
        e.at,
        e.actorId,
        e.actorName,
        e.via,
        e.action,
        e.entityKind,
        e.entityId,
        maybe(e.before),
        maybe(e.after),
        e.reason ?? null,
        `${scenario.name}-${i + 1}`,
      ]),
      [
        now,
        null,
        "Headroom",
        "seed",
        "fleet.seed",
        "scenario",
        scenario.name,
        null,
        null,
        null,
        `${scenario.name}-seed`,
      ],
    ]),
  ];
}

import { type CopyTable, type CopyValue, json } from "@headroom/db/copy";
import type { Fleet } from "../generate/fleet";

const table = (name: string, columns: string, rows: Iterable<readonly CopyValue[]>): CopyTable => ({
  table: name,
  columns: columns.split(" "),
  rows,
});
const maybe = (value: unknown): CopyValue => (value === null || value === undefined ? null : json(value));
const at = (instant: number | null): CopyValue => (instant === null ? null : new Date(instant));
/** As PostgreSQL writes an array of words. */
const words = (list: readonly string[]) => [...list];

/** Templates that people saved, runs, and all that belongs to them. */
export function runTables({ runs: { runs, templates } }: Fleet): CopyTable[] {
  const steps = runs.flatMap((run) => [...run.steps.values()].map((step) => ({ run, step })));
  return [
    table(
      "run_template",
      "id kind rack_type_id datacenter_id version body note created_by_id created_at",
      templates.map((t) => [...[t.id, t.kind, t.rackTypeId, t.datacenterId, 1, json(t.body), t.note, t.by.id, t.at]]),
    ),
    table(
      "run",
      "id kind title state plan_id datacenter_id template_id template limits halt reason created_by_id created_at started_at ended_at updated_at wake_at due_on forecast forecast_at clocks version evacuation_title evacuation_url",
      runs.map(({ record: r, evacuation }) => [
        ...[r.id, r.kind, r.title, r.state, r.planId, r.datacenterId, r.templateId, json(r.template), json(r.limits)],
        ...[maybe(r.halt), r.reason, r.createdBy!.id, at(r.createdAt), at(r.startedAt), at(r.endedAt), at(r.updatedAt)],
        ...[at(r.wakeAt), r.dueOn, maybe(r.forecast), at(r.forecastAt), maybe(r.clocks), r.version],
        ...[evacuation?.title ?? null, evacuation?.url ?? null],
      ]),
    ),
    table(
      "run_wave",
      "run_id number tier not_before",
      runs.flatMap(({ record, waves }) => waves.map((w) => [record.id, w.number, w.tier, at(w.notBefore)])),
    ),
    table(
      "run_subject",
      "id run_id wave sequence rack_id rack_code rack_type_id plan_action_id position_id from_position_id room_id fault_domain services power_w holds down",
      runs.flatMap(({ record, subjects }) =>
        [...subjects.values()].map((s) => [
          ...[s.id, record.id, s.wave, s.sequence, s.rackId, s.rackCode, s.rackTypeId, s.planActionId, s.positionId],
          ...[s.fromPositionId, s.roomId, s.faultDomain, words(s.services), s.powerW, s.holds, s.down],
        ]),
      ),
    ),
    table(
      "run_step",
      "id run_id subject_id stage rack_type_id datacenter_id state attempts asks begun_at started_at ended_at not_before poll_at by_person assignee_id due_at warn_at escalated_at checklist evidence result waited failure reason",
      steps.map(({ run, step: s }) => {
        const told = run.told.get(s.id) ?? {};
        return [
          ...[s.id, run.record.id, s.subjectId, s.stage, run.subjects.get(s.subjectId)!.rackTypeId],
          ...[run.record.datacenterId, s.state, s.attempts, s.asks, at(s.begunAt), at(s.startedAt), at(s.endedAt)],
          ...[at(s.notBefore), at(s.pollAt), s.byPerson, s.assigneeId, at(s.dueAt), at(s.warnAt), at(s.escalatedAt)],
          ...[maybe(told.checklist), maybe(told.evidence), maybe(told.result), maybe(told.waited), maybe(told.failure)],
          told.reason ?? null,
        ];
      }),
    ),
    table(
      "run_gate",
      "run_id wave after state met measured asked_at opened_at opened_by_id reason",
      runs.flatMap(({ record, gates }) =>
        [...gates.values()].map((g) => [
          ...[record.id, g.wave, g.after, g.state, g.met, maybe(g.measured), at(g.askedAt), at(g.openedAt)],
          ...[g.openedBy?.id ?? null, g.reason],
        ]),
      ),
    ),
    table(
      "run_event",
      "run_id subject_id stage level kind data actor_name at trace_id",
      runs
        .flatMap(({ events }) => events)
        .sort((a, b) => a.at - b.at)
        .map((e) => [e.runId, e.subjectId, e.stage, e.level, e.kind, json(e.data), e.actorName, at(e.at), e.traceId]),
    ),
  ];
}

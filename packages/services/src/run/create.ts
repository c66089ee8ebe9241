import type { RunCreateInput } from "@headroom/contracts/run";
import { Durations } from "@headroom/core/rollout/durations";
import { waveFaults } from "@headroom/core/rollout/template";
import { type Actor, authorize } from "../actor";
import { refreshCapacity } from "../capacity/refresh";
import { dayOf, instantOf } from "../days";
import { invalidInput } from "../errors";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { Candidate, ClockRuleRow, NewSubject, WaveRow } from "../ports/run-records";
import { record } from "../record";
import { carryTrace } from "../trace";
import { learnClocks, ruleFor, WHOLE_RUN } from "./clocks";
import { drains, evacuationToKeep } from "./evacuation";
import { nothingToRun, type Proposal, propose } from "./propose";

/**
 * Makes the runs of a committed plan (one for each datacenter and kind), or one that takes racks out or mends them. They begin at once, or on
 * `startsOn`. Their racks and positions are theirs until they end. Needs run.create. Errors: NOT_FOUND; WRONG_STATE (the plan is not
 * committed, or all of it is carried out); TAKEN (a rack or position is another run's, or in no state for it); INVALID_INPUT (waves that
 * could never pass a gate; an evacuation plan, where nothing is drained, or that is the run's own).
 */
export async function createRuns(
  ports: Ports,
  actor: Actor,
  input: RunCreateInput,
): Promise<{ runs: { id: number; title: string }[] }> {
  authorize(actor, "run.create");
  const now = ports.clock.now();
  const runs = await ports.work.write(async (repositories) => {
    if (input.source.from === "plan") await repositories.locks.plan(input.source.planId);
    const first = await propose(repositories, input);
    await repositories.locks.datacenters(
      [...new Set(first.proposals.map((p) => p.datacenterId))].sort((a, b) => a - b),
    );
    // read again now that nobody else changes what stands there
    const { proposals, obstacles } = await propose(repositories, input);
    // racks that a person named are all of them meant; of a plan, those that are free
    const isShort = input.source.from === "racks" && obstacles.length > 0;
    if (proposals.length === 0 || isShort) throw nothingToRun(input.source, obstacles);
    if (input.evacuation && !proposals.some(({ template }) => drains(template)))
      throw invalidInput("evacuation", "a run that drains racks", null);
    const made = [];
    for (const proposal of proposals) made.push(await make(repositories, actor, input, proposal, now));
    return made;
  });
  // one that begins later is found when it is time
  const isNow = input.startsOn === undefined || Date.parse(input.startsOn) <= now;
  if (isNow) for (const { id } of runs) await ports.jobs.enqueueRun(id, 1);
  return { runs };
}

async function make(
  repositories: Repositories,
  actor: Actor,
  input: RunCreateInput,
  proposal: Proposal,
  now: number,
): Promise<{ id: number; title: string }> {
  const { kind, title, planId, datacenterId, template, templateId, waves, tiers, candidates } = proposal;
  const [fault] = waveFaults(template, waves);
  if (fault)
    throw invalidInput("waves", `one fault domain of ${fault.service} in wave ${fault.wave + 1}`, fault.faultDomains);
  const racks = kind === "provision" ? await planRacks(repositories, [...candidates.values()]) : new Map();
  const startsAt = input.startsOn === undefined ? null : Date.parse(input.startsOn);
  const subjects = waves.flatMap(({ subjects }, wave) =>
    subjects.map(({ id }): NewSubject => {
      const one = candidates.get(id)!;
      const rack = racks.get(one) ?? { id: one.rackId, code: one.rackCode! };
      const { rackTypeId, planActionId, positionId, fromPositionId, roomId, faultDomain, services, powerW } = one;
      return {
        ...{ wave, rackTypeId, planActionId, positionId, fromPositionId, roomId, faultDomain, services, powerW },
        rackId: rack.id,
        rackCode: rack.code,
      };
    }),
  );
  const took = await repositories.runs.took(
    template.stages.map((stage) => stage.key),
    [...new Set(subjects.map((s) => s.rackTypeId))],
    [datacenterId],
  );
  const rackTypes = [...candidates.values()].map((one) => one.rackType);
  const rules = await repositories.runs.clockRules(kind);
  const id = await repositories.runs.insert({
    clocks: learnClocks(new Durations(took), template, rackTypes, proposal.datacenter, rules),
    ...{ kind, title, planId, datacenterId, templateId, template, subjects },
    limits: input.limits,
    createdById: actor.id,
    createdAt: now,
    wakeAt: Math.max(now, startsAt ?? now),
    dueOn: input.dueOn ?? dueBy(rules, startsAt ?? now),
    waves: waves.map((_, number): WaveRow => ({ number, tier: tiers[number]!, notBefore: startsAt })),
    stages: template.stages.map(({ key, checklist = [] }) => ({ key, checklist })),
    gates: template.gates.map((gate) => gate.after),
  });
  const evacuation = input.evacuation && drains(template) ? input.evacuation : null;
  if (evacuation !== null)
    await repositories.runs.keepEvacuation(id, await evacuationToKeep(repositories, proposal, evacuation));
  if (planId !== null) await carryTrace(repositories, [{ kind: "plan", id: planId }], { kind: "run", id });
  await repositories.runs.append([
    {
      ...{
        runId: id,
        subjectId: null,
        stage: null,
        level: "info",
        kind: "run_created",
        at: now,
        traceId: actor.requestId,
      },
      actorName: actor.name,
      data: {
        racks: subjects.length,
        waves: waves.length,
        planId,
        startsAt: startsAt === null ? null : instantOf(startsAt),
      },
    },
  ]);
  if (racks.size > 0) {
    await repositories.occupancy.touch([datacenterId]);
    await refreshCapacity(repositories, [datacenterId], now);
  }
  await record(repositories, actor, {
    action: "run.create",
    entityKind: "run",
    entityId: String(id),
    after: {
      kind,
      title,
      planId,
      datacenterId,
      templateId,
      racks: subjects.map((s) => s.rackCode),
      limits: input.limits,
      ...(evacuation === null ? {} : { evacuation }),
    },
  });
  return { id, title };
}

/** The day by which a run of a kind is to be over, where a rule says how long it may take. */
function dueBy(rules: readonly ClockRuleRow[], begins: number): string | null {
  const { dueMs } = ruleFor(rules, WHOLE_RUN);
  return dueMs === null ? null : dayOf(begins + dueMs);
}

/** Racks that a plan adds, planned, named by their places. Those that an earlier run had made are taken up. */
async function planRacks(
  { runEffects }: Pick<Repositories, "runEffects">,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<Candidate, { readonly id: number; readonly code: string }>> {
  const missing = candidates.filter((one) => one.rackId === null);
  const base = (one: Candidate) =>
    `${one.datacenter.replace("-", "")}-${one.row}-${String(one.number).padStart(2, "0")}`;
  const names = new Map<Candidate, string>();
  let open = missing;
  // a rack that stood there before keeps its name
  for (let turn = 0; open.length > 0; turn++) {
    const wanted = open.map((one) => (turn === 0 ? base(one) : `${base(one)}.${turn}`));
    const taken = new Set([...(await runEffects.codesTaken(wanted)), ...names.values()]);
    const left: Candidate[] = [];
    open.forEach((one, i) => {
      if (taken.has(wanted[i]!) || wanted.indexOf(wanted[i]!) !== i) left.push(one);
      else names.set(one, wanted[i]!);
    });
    open = left;
  }
  const ids = await runEffects.planRacks(
    missing.map((one) => ({
      code: names.get(one)!,
      datacenterId: one.datacenterId,
      rackTypeId: one.rackTypeId,
      planActionId: one.planActionId!,
      positionId: one.positionId!,
    })),
  );
  const made = new Map(missing.map((one, i) => [one, { id: ids[i]!, code: names.get(one)! }]));
  return new Map(candidates.map((one) => [one, made.get(one) ?? { id: one.rackId!, code: one.rackCode! }]));
}

import type {
  ColumnDecision,
  ColumnDrift,
  ColumnSummary,
  ScenarioBoard,
  ScenarioDto,
} from "@headroom/contracts/scenario";
import { scenarioLetters } from "@headroom/contracts/scenario";
import { can, rolesWith } from "@headroom/core/access/permissions";
import { sumAccounts } from "@headroom/core/capacity/sum";
import type { ResourceAccounts } from "@headroom/core/capacity/types";
import { type Actor, authorize } from "../actor";
import { dayOf, instantOf } from "../days";
import { reachOf } from "../placement-key/reach";
import { summaryOf as planSummaryOf, progressOf } from "../plan/dto";
import { factsOf, type PlanFacts } from "../plan/facts";
import { findPlan } from "../plan/guard";
import { checkLive } from "../plan/live";
import { plain, worse } from "../plan/summary";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { CandidateDatacenter } from "../ports/requests";
import type { ScenarioRecord } from "../ports/scenarios";
import { certificateOf } from "../request/dto";
import { cut, decisionsOf } from "./decisions";
import { worldChangesOf } from "./guard";
import { changesOf, decisionsIn, failureOf, snapshotIn, summaryOf } from "./stored";
import { figuresOf } from "./summary";
import { unhurt } from "./world";

/** A plan beside its scenarios: knobs, outcomes, decisions, and what moved in the fleet since. Needs scenario.read. */
export async function scenarioBoard(
  ports: Ports,
  actor: Actor,
  { planId }: { planId: number },
): Promise<ScenarioBoard> {
  authorize(actor, "scenario.read");
  return ports.work.read(async (repositories) => {
    const plan = await findPlan(repositories, planId);
    const facts = await factsOf(repositories, plan);
    const regions = [...new Set(facts.requests.map((r) => r.regionId))];
    const candidates = await repositories.requests.candidates(regions);
    const reach = await reachOf(repositories, candidates, facts.requests, dayOf(ports.clock.now()));
    const within = new Set(facts.requests.flatMap((r) => reach(r).near.map((d) => d.id)));
    const scope = candidates.filter((d) => within.has(d.id));
    const live = await checkLive(ports.work, repositories, facts, ports.clock.now());
    const records = await repositories.scenarios.ofPlan(planId);
    const scenarios: ScenarioDto[] = [];
    for (const record of records) scenarios.push(await dtoOf(repositories, facts, scope, record));
    return {
      plan: {
        id: plan.id,
        title: plan.title,
        state: plan.state,
        version: plan.version,
        policy: plan.policy,
        seed: plan.seed,
        steps: plan.steps,
        updatedAt: plan.updatedAt,
      },
      requests: facts.requests.map(({ id, title, service, rackType, racks, region, priority }) => ({
        id,
        title,
        service,
        rackType,
        racks,
        region,
        priority,
      })),
      base: { ...(await baseOf(repositories, facts, scope)), stale: live?.cause ?? null },
      scenarios,
      edit: editOf(actor, plan.state),
    };
  });
}

function editOf(actor: Actor, state: string): ScenarioBoard["edit"] {
  if (state !== "draft") return { ok: false, why: "Only a draft has scenarios: take it back or plan it again" };
  if (actor.role !== "system" && !can(actor.role, "scenario.edit"))
    return { ok: false, why: `Needs the role ${rolesWith("scenario.edit").join(" or ")}` };
  return { ok: true, why: null };
}

/** The draft as a column: what it touches as it was planned, the rest of what its requests may go to as it stands. */
async function baseOf(
  repositories: Pick<Repositories, "capacity">,
  { plan, actions, planned, requests }: PlanFacts,
  scope: readonly CandidateDatacenter[],
): Promise<{ summary: ColumnSummary | null; decisions: ColumnDecision[] }> {
  const racks = new Map(requests.map((r) => [r.id, r.racks]));
  const outcomes = planned.map((p) => ({ ...p, certificate: certificateOf(p.certificate) }));
  const decisions = decisionsOf(outcomes, actions, (id) => racks.get(id) ?? 0);
  const made = planSummaryOf(plan);
  if (!made) return { summary: null, decisions: decisions.map(cut) };
  const touched = new Set(made.impacts.map((i) => i.datacenter));
  const others = scope.filter((d) => !touched.has(d.code));
  const totals = await repositories.capacity.totals(others.map((d) => d.id));
  const codeOf = new Map(scope.map((d) => [d.id, d.code]));
  const standing = totals.map((t) => t.total);
  const worst = totals.map(
    (t) => t.worstFailure && { ...t.worstFailure, datacenter: codeOf.get(t.datacenterId) ?? "" },
  );
  const sum = (accounts: readonly unknown[]) => plain(sumAccounts([...(accounts as ResourceAccounts[]), ...standing]));
  return {
    summary: {
      ...figuresOf(decisions, actions, unhurt),
      before: sum(made.impacts.map((i) => i.before)),
      after: sum(made.impacts.map((i) => i.after)),
      worstFailureBefore: [...made.impacts.map((i) => i.worstFailureBefore), ...worst].reduce(worse, null),
      worstFailureAfter: [...made.impacts.map((i) => i.worstFailureAfter), ...worst].reduce(worse, null),
      exhaustionMonthsBefore: made.exhaustionMonthsBefore,
      exhaustionMonthsAfter: made.exhaustionMonthsAfter,
    },
    decisions: decisions.map(cut),
  };
}

async function dtoOf(
  repositories: Pick<Repositories, "occupancy">,
  facts: PlanFacts,
  scope: readonly CandidateDatacenter[],
  scenario: ScenarioRecord,
): Promise<ScenarioDto> {
  const changes = changesOf(scenario.changes);
  const solved = scenario.state === "done";
  return {
    id: scenario.id,
    letter: scenarioLetters[scenario.slot - 1] ?? "A",
    name: scenario.name,
    version: scenario.version,
    state: scenario.state,
    changes,
    author: scenario.author,
    createdAt: scenario.createdAt,
    solvedAt: scenario.solvedAt,
    tookMs: scenario.tookMs,
    progress: progressOf(scenario),
    failure: failureOf(scenario.failure),
    summary: solved ? summaryOf(scenario.summary) : null,
    decisions: solved ? decisionsIn(scenario.decisions).map(cut) : [],
    drift: solved ? await driftOf(repositories, facts, scope, scenario) : null,
    worldChanges: worldChangesOf(changes),
  };
}

/** Changes of datacenters since the scenario was solved; null: everything is as it was. */
async function driftOf(
  { occupancy }: Pick<Repositories, "occupancy">,
  { plan }: PlanFacts,
  scope: readonly CandidateDatacenter[],
  scenario: ScenarioRecord,
): Promise<ColumnDrift | null> {
  const solvedOn = new Map(snapshotIn(scenario.snapshot).map((s) => [s.datacenter, s.version]));
  const moved = scope.flatMap(({ id, code, version }) => {
    const changes = version - (solvedOn.get(code) ?? version);
    return changes > 0 ? [{ id, code, changes }] : [];
  });
  const baseChanged = scenario.baseHash !== plan.hash;
  if (moved.length === 0 && !baseChanged) return null;
  const since = scenario.solvedAt ?? instantOf(0);
  const changed =
    moved.length > 0
      ? await occupancy.changedSince(
          moved.map((d) => d.id),
          since,
          plan.id,
        )
      : [];
  return {
    datacenters: moved.map(({ code, changes }) => ({ code, changes })),
    what: [...new Set(changed.map((c) => c.what))].slice(0, 20),
    baseChanged,
  };
}

/** Where the scenarios of a plan are: one short read. Needs scenario.read. */
export async function scenarioProgress(ports: Ports, actor: Actor, { planId }: { planId: number }) {
  authorize(actor, "scenario.read");
  const rows = await ports.work.read(({ scenarios }) => scenarios.progressOf(planId));
  return rows.map((row) => ({ id: row.id, state: row.state, version: row.version, progress: progressOf(row) }));
}

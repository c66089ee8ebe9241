import type { RunCreateInput, RunObstacle } from "@headroom/contracts/run";
import { templateOf } from "@headroom/contracts/run-template";
import type { AssetState } from "@headroom/core/lifecycle/asset";
import type { Template, Wave } from "@headroom/core/rollout/types";
import { type RunKind, usualTemplates } from "@headroom/core/rollout/usual";
import { type WavePolicy, wavesOf } from "@headroom/core/rollout/waves";
import { notFound, ServiceError } from "../errors";
import { findPlan } from "../plan/guard";
import type { Repositories } from "../ports/repositories";
import type { Candidate, TemplateRow, WaveRow } from "../ports/run-records";

/** A run as it would be made: racks of one kind in one datacenter. */
export interface Proposal {
  readonly kind: RunKind;
  readonly datacenterId: number;
  readonly datacenter: string;
  readonly planId: number | null;
  readonly title: string;
  /** null: the usual one. */
  readonly templateId: number | null;
  readonly templateVersion: number;
  readonly template: Template;
  readonly waves: readonly Wave[];
  /** Of each wave. */
  readonly tiers: readonly WaveRow["tier"][];
  /** By core's name of the subject. */
  readonly candidates: ReadonlyMap<string, Candidate>;
}

export interface Proposed {
  readonly proposals: readonly Proposal[];
  readonly obstacles: readonly RunObstacle[];
}

/** A service on a rack weighs as much as so many watts of it. */
const SERVICE_RISK_W = 10_000;

/** Which of core's tiers each wave is of, by how many racks came before it. */
function tiersOf(waves: readonly Wave[], { canary, pilotShare }: WavePolicy, racks: number): WaveRow["tier"][] {
  let before = 0;
  return waves.map(({ subjects }) => {
    const at = before;
    before += subjects.length;
    if (at < Math.min(canary, racks)) return "canary";
    return at < Math.min(canary, racks) + Math.ceil(pilotShare * racks) ? "pilot" : "rest";
  });
}

/** States in which a rack can be taken out, or mended. */
const fit: Readonly<Record<"decommission" | "repair", readonly AssetState[]>> = {
  decommission: ["racked", "in_service", "draining"],
  repair: ["racked", "in_service", "draining"],
};

const words: Readonly<Record<RunKind, string>> = {
  provision: "Provision",
  decommission: "Decommission",
  move: "Move",
  repair: "Repair",
};

/** Works out runs from a plan or racks. Reads, writes nothing. Throws NOT_FOUND, WRONG_STATE (a plan that is not committed). */
export async function propose(
  repositories: Pick<Repositories, "runs" | "plans">,
  { source, waves, title }: Pick<RunCreateInput, "source" | "waves" | "title">,
): Promise<Proposed> {
  const obstacles: RunObstacle[] = [];
  let candidates: Candidate[];
  let planTitle: string | null = null;
  if (source.from === "plan") {
    const plan = await findPlan(repositories, source.planId);
    if (plan.state !== "committed")
      throw new ServiceError("WRONG_STATE", {
        kind: "plan",
        id: plan.id,
        state: plan.state,
        action: "run",
        allowed: [],
      });
    planTitle = plan.title;
    candidates = await repositories.runs.ofPlan(plan.id);
  } else {
    const codes = [...new Set(source.racks)];
    candidates = await repositories.runs.ofRacks(source.kind, codes);
    const known = new Set(candidates.map((c) => c.rackCode));
    for (const code of codes) if (!known.has(code)) obstacles.push({ kind: "unknown", rack: code });
  }
  const free = candidates.filter((candidate) => {
    const obstacle = obstacleOf(candidate);
    if (obstacle) obstacles.push(obstacle);
    return obstacle === null;
  });
  const templates = await repositories.runs.templates();
  const groups = new Map<string, Candidate[]>();
  for (const one of free) {
    // racks of types with templates of their own go apart
    const chosen = pickTemplate(templates, one.kind, one.rackTypeId, one.datacenterId);
    const key = `${one.datacenterId}/${one.kind}/${chosen?.id ?? 0}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const proposals = [...groups.values()].map((group): Proposal => {
    const { kind, rackTypeId, datacenterId, datacenter } = group[0]!;
    const chosen = pickTemplate(templates, kind, rackTypeId, datacenterId);
    const template = chosen ? templateOf(chosen.body) : usualTemplates[kind];
    const names = new Map(group.map((one, i) => [String(i).padStart(6, "0"), one]));
    const racks = `${group.length} ${group.length === 1 ? "rack" : "racks"}`;
    const made = wavesOf(
      [...names].map(([id, one]) => ({
        id,
        room: String(one.roomId ?? ""),
        faultDomain: one.faultDomain,
        services: one.services,
        powerW: one.powerW,
        risk: one.powerW + one.services.length * SERVICE_RISK_W,
      })),
      template,
      waves,
    );
    return {
      ...{ kind, datacenterId, datacenter, template, waves: made },
      tiers: tiersOf(made, waves, group.length),
      planId: source.from === "plan" ? source.planId : null,
      title:
        title ??
        (planTitle === null
          ? `${words[kind]} ${racks} in ${datacenter}`
          : `${words[kind]} for ${planTitle} in ${datacenter}`
        ).slice(0, 160),
      templateId: chosen?.id ?? null,
      templateVersion: chosen?.version ?? 1,
      candidates: names,
    };
  });
  return { proposals, obstacles };
}

function obstacleOf({
  kind,
  rackCode,
  rackState,
  positionId,
  row,
  number,
  held,
  planned,
}: Candidate): RunObstacle | null {
  const rack = rackCode ?? `${row} ${number}`;
  if (held) return { kind: "held", rack, runId: held.id, run: held.title };
  if (kind === "provision" || kind === "move") return null;
  if (planned) return { kind: "planned", rack, planId: planned.id, plan: planned.title };
  if (rackState === null || !fit[kind].includes(rackState))
    return { kind: "state", rack, state: rackState ?? "unknown" };
  return positionId === null ? { kind: "nowhere", rack } : null;
}

/** The narrowest that there is: type and site, type, site, any; null: the usual one. */
export function pickTemplate(
  templates: readonly TemplateRow[],
  kind: RunKind,
  rackTypeId: number,
  datacenterId: number,
): TemplateRow | null {
  const fits = (type: number | null, site: number | null) =>
    templates.find((t) => t.kind === kind && t.rackTypeId === type && t.datacenterId === site);
  return (
    fits(rackTypeId, datacenterId) ?? fits(rackTypeId, null) ?? fits(null, datacenterId) ?? fits(null, null) ?? null
  );
}

/** Nothing is left to make a run of: what stands in the way, as an expected failure. */
export function nothingToRun(source: RunCreateInput["source"], obstacles: readonly RunObstacle[]): ServiceError {
  if (obstacles.length === 0 && source.from === "plan")
    return new ServiceError("WRONG_STATE", {
      kind: "plan",
      id: source.planId,
      state: "delivered",
      action: "run",
      allowed: [],
    });
  const unknown = obstacles.find((one) => one.kind === "unknown");
  if (unknown) return notFound("rack", unknown.rack);
  return new ServiceError("TAKEN", {
    takes: obstacles.map((one) => ({ what: one.rack, by: obstacleWords(one), until: null })),
  });
}

export function obstacleWords(one: RunObstacle): string {
  if (one.kind === "held") return `run ${one.runId}: ${one.run}`;
  if (one.kind === "planned") return `plan ${one.planId}: ${one.plan}`;
  if (one.kind === "state") return `its state, ${one.state}`;
  return one.kind === "nowhere" ? "nobody: it stands nowhere" : "nobody: there is no such rack";
}

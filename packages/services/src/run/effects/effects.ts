import type { AssetState } from "@headroom/core/lifecycle/asset";
import type { RunKind } from "@headroom/core/rollout/usual";
import type { Author } from "../../actor";
import { refreshCapacity } from "../../capacity/refresh";
import { dayOf } from "../../days";
import { followRequests } from "../../plan/follow";
import type { Repositories } from "../../ports/repositories";
import type { EffectRack } from "../../ports/run-effects";
import type { RunRecord, SubjectRow } from "../../ports/run-records";
import { record } from "../../record";
import { notEvacuated } from "../evacuation";
import type { JsonObject, StepFailure } from "../perform";

/** What a stage changes in the fleet when it is done or taken back, in the transaction that settles its step. */
export interface EffectContext {
  readonly repositories: Repositories;
  readonly actor: Author;
  readonly run: RunRecord;
  readonly subject: SubjectRow;
  readonly now: number;
  /** Results of the rack's earlier stages, by key. */
  readonly results: ReadonlyMap<string, unknown>;
  /** Facts of these datacenters changed: their versions and accounts have to follow, in the same unit of work. */
  readonly follow: (datacenterIds: readonly number[]) => Promise<void>;
}
/** What goes into the step's result, or why the fleet refuses it. */
type Outcome = { readonly changed: JsonObject } | { readonly refused: StepFailure };
type Effect = (context: EffectContext) => Promise<Outcome>;

const refused = (code: string, data: JsonObject = {}): Outcome => ({ refused: { code, ...data } });
const changed = (result: JsonObject = {}): Outcome => ({ changed: result });

/** Versions and accounts of datacenters whose facts changed. */
export async function followFacts(
  repositories: Repositories,
  datacenterIds: readonly number[],
  now: number,
): Promise<void> {
  if (datacenterIds.length === 0) return;
  await repositories.occupancy.touch(datacenterIds);
  await refreshCapacity(repositories, datacenterIds, now);
}

/** The rack's datacenter locked, the rack changed by `body`, then versions and accounts, and an audit event. */
async function onRack(
  { repositories, actor, run, subject, follow }: EffectContext,
  body: (rack: EffectRack) => Promise<Outcome>,
): Promise<Outcome> {
  if (subject.rackId === null) return refused("no_rack", { rack: subject.rackCode });
  // somebody may have moved it to another datacenter: both are locked, in order, and it is read again
  const seen = await repositories.runEffects.rack(subject.rackId);
  const datacenterIds = [...new Set([run.datacenterId, seen?.datacenterId ?? 0])].sort((a, b) => a - b);
  await repositories.locks.datacenters(datacenterIds);
  const before = await repositories.runEffects.rack(subject.rackId);
  if (!before || !datacenterIds.includes(before.datacenterId)) return refused("no_rack", { rack: subject.rackCode });
  const outcome = await body(before);
  if ("refused" in outcome) return outcome;
  const after = await repositories.runEffects.rack(subject.rackId);
  if (JSON.stringify(before) === JSON.stringify(after)) return outcome;
  await follow([...new Set([...datacenterIds, after!.datacenterId])]);
  await record(repositories, actor, {
    action: "run.effect",
    entityKind: "rack",
    entityId: before.code,
    before: { state: before.state, positionId: before.positionId },
    after: { state: after!.state, positionId: after!.positionId, runId: run.id },
  });
  return outcome;
}

/** States of a rack on its way in, in their order. */
const inward: readonly AssetState[] = ["planned", "ordered", "arrived", "racked", "in_service"];

/** Brings a rack at least so far on its way in: a stage that was skipped is made good by the next one. */
const reach =
  (to: AssetState): Effect =>
  (context) =>
    onRack(context, async (rack) => {
      const { repositories, subject, now } = context;
      const [is, wanted] = [inward.indexOf(rack.state), inward.indexOf(to)];
      if (is < 0) return refused("wrong_state", { rack: rack.code, state: rack.state, wanted: to });
      const day = dayOf(now);
      if (wanted >= inward.indexOf("racked") && is < inward.indexOf("racked")) {
        const stands = await stand(context, rack);
        if (stands) return stands;
        await repositories.runEffects.setDevices(rack.id, ["planned", "ordered", "arrived"], "racked");
      }
      if (is < wanted)
        await repositories.runEffects.setState(rack.id, to, {
          ...(wanted >= inward.indexOf("racked") && is < inward.indexOf("racked") ? { installedOn: day } : {}),
          ...(to === "in_service" ? { inServiceOn: day } : {}),
        });
      if (to === "in_service") await repositories.runEffects.setDevices(rack.id, ["racked"], "in_service");
      return changed({ was: rack.state, position: subject.position });
    });

/** The committed position becomes the rack's. */
async function stand({ repositories, subject, now }: EffectContext, rack: EffectRack): Promise<Outcome | null> {
  const { planActionId, positionId } = subject;
  if (planActionId === null || positionId === null) return refused("no_position", { rack: rack.code });
  if (rack.positionId === positionId) return null;
  const done = await repositories.runEffects.occupy(rack.id, { planActionId, positionId, day: dayOf(now) });
  return done === null ? refused("position_lost", { rack: rack.code, position: subject.position }) : null;
}

/** In service, and with it what was asked for: a request is delivered when all of its racks serve. */
const goLive: Effect = async (context) => {
  const outcome = await reach("in_service")(context);
  const { repositories, actor, run } = context;
  if ("refused" in outcome || run.planId === null) return outcome;
  const ids = await repositories.runEffects.delivered(run.planId);
  await followRequests(repositories, actor, run.planId, ids, ["deliver"]);
  return outcome;
};

/** Its place is the plan's again, and it stands where it stood before. */
const vacate: Effect = (context) =>
  onRack(context, async (rack) => {
    const { repositories, subject, now } = context;
    const { planActionId, positionId, fromPositionId } = subject;
    if (planActionId !== null && positionId !== null && rack.positionId === positionId)
      await repositories.runEffects.vacate(rack.id, { planActionId, positionId, fromPositionId, day: dayOf(now) });
    if (rack.state === "racked" && fromPositionId === null)
      await repositories.runEffects.setState(rack.id, "arrived", {});
    return changed();
  });

/** Its load has moved: not before a plan of ours that is to take it is carried out. */
const drain: Effect = async ({ repositories, run }) => {
  const failure = notEvacuated((await repositories.runs.evacuations([run.id])).get(run.id));
  return failure ? { refused: failure } : changed();
};

/** No new work comes to it. A rack that carries none stays as it is. */
const cordon: Effect = (context) =>
  onRack(context, async (rack) => {
    if (rack.state === "in_service") {
      await context.repositories.runEffects.setState(rack.id, "draining", {});
      await context.repositories.runEffects.setDevices(rack.id, ["in_service"], "draining");
    }
    return changed({ was: rack.state });
  });

/** It carries work again, if it did before it was cordoned. */
const resume: Effect = (context) =>
  onRack(context, async (rack) => {
    const was = (context.results.get("cordon") as { was?: unknown } | undefined)?.was;
    if (rack.state === "draining" && was !== "draining") {
      await context.repositories.runEffects.setState(rack.id, "in_service", {});
      await context.repositories.runEffects.setDevices(rack.id, ["draining"], "in_service");
    }
    return changed();
  });

const carry: Effect = (context) =>
  onRack(context, async (rack) => (await stand(context, rack)) ?? changed({ position: context.subject.position }));

/** Out of its place for good: space and power are free from today. */
const retire: Effect = (context) =>
  onRack(context, async (rack) => {
    const { repositories, subject, now } = context;
    if (rack.state === "retired") return changed();
    await repositories.runEffects.leave(rack.id, dayOf(now));
    await repositories.runEffects.setState(rack.id, "retired", {});
    await repositories.runEffects.setDevices(rack.id, inward.concat("draining"), "retired");
    return changed({ freed: { position: subject.position, powerW: subject.powerW } });
  });

const effects: Readonly<Record<RunKind, Readonly<Record<string, { readonly do: Effect; readonly undo?: Effect }>>>> = {
  provision: {
    order: { do: reach("ordered") },
    dock: { do: reach("arrived") },
    rack: { do: reach("racked"), undo: vacate },
    in_service: { do: goLive },
  },
  decommission: {
    cordon: { do: cordon, undo: resume },
    drain: { do: drain },
    remove: { do: retire },
  },
  move: {
    cordon: { do: cordon, undo: resume },
    drain: { do: drain },
    carry: { do: carry, undo: vacate },
    in_service: { do: resume },
  },
  repair: {
    cordon: { do: cordon, undo: resume },
    drain: { do: drain },
    in_service: { do: resume },
  },
};

/** `does`: what the stage does. */
export const effectOf = (kind: RunKind, does: string, direction: "do" | "undo"): Effect | undefined =>
  effects[kind][does]?.[direction];

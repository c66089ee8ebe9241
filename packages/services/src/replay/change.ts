import type { ReplayCreateInput } from "@headroom/contracts/replay";
import { type Actor, authorize, personId } from "../actor";
import { dayOf } from "../days";
import { invalidInput } from "../errors";
import { queuedProgress, stepsOf } from "../plan/create";
import type { Ports } from "../ports";
import { record } from "../record";
import { lockStudy, mustFollow } from "../study/guard";

interface Ref {
  readonly id: number;
  readonly version: number;
}

/** Same requests, policy and order: same replay. */
const SEED = 1;

/** Queues a replay of the past; the worker makes it. Needs replay.create. INVALID_INPUT: no such region, or days that are to come. */
export async function createReplay(ports: Ports, actor: Actor, input: ReplayCreateInput): Promise<Ref> {
  authorize(actor, "replay.create");
  const authorId = personId(actor);
  const { region, from, to, policy, order, effort } = input;
  const ref = await ports.work.write(async (repositories) => {
    const now = ports.clock.now();
    if (from > dayOf(now)) throw invalidInput("from", "a day that has been", from);
    const places =
      region === null ? null : await repositories.requests.places({ region, zone: null, datacenter: null });
    if (places && places.regionId === null) throw invalidInput("region", "a region that exists", region);
    const regionId = places?.regionId ?? null;
    const steps = stepsOf[effort];
    const progress = queuedProgress(now);
    const what = { regionId, from, to, policy, order, seed: SEED, steps };
    const id = await repositories.replays.insert({ ...what, authorId, progress });
    await record(repositories, actor, {
      action: "replay.create",
      entityKind: "replay",
      entityId: String(id),
      after: { region, from, to, policy, order, seed: SEED, steps, state: "queued" },
    });
    return { id, version: 1 };
  });
  await ports.jobs.enqueueStudy("replay", ref.id, ref.version);
  return ref;
}

/** Makes the same replay again on the floor as it is now. Needs replay.create. */
export async function replayAgain(ports: Ports, actor: Actor, input: Ref): Promise<Ref> {
  authorize(actor, "replay.create");
  personId(actor);
  const ref = await ports.work.write(async (repositories) => {
    const { replays } = repositories;
    const state = await lockStudy(replays, "replay", input);
    const next = mustFollow("replay", input.id, state, "again");
    const progress = queuedProgress(ports.clock.now());
    await replays.change(input.id, { state: next, progress, failure: null, cancelRequested: false });
    await record(repositories, actor, {
      action: "replay.again",
      entityKind: "replay",
      entityId: String(input.id),
      before: { state },
      after: { state: next },
    });
    return { id: input.id, version: input.version + 1 };
  });
  await ports.jobs.enqueueStudy("replay", ref.id, ref.version);
  return ref;
}

/** Stops a replay that waits or runs; a running one stops at its next step. Needs replay.create. */
export async function cancelReplay(ports: Ports, actor: Actor, input: Ref): Promise<Ref> {
  authorize(actor, "replay.create");
  personId(actor);
  return ports.work.write(async (repositories) => {
    const { replays } = repositories;
    const state = await lockStudy(replays, "replay", input);
    const next = mustFollow("replay", input.id, state, "cancel");
    const running = state === "running";
    if (running) await replays.change(input.id, { cancelRequested: true }, { quiet: true });
    else await replays.change(input.id, { state: next, progress: null });
    await record(repositories, actor, {
      action: "replay.cancel",
      entityKind: "replay",
      entityId: String(input.id),
      before: { state },
      after: { state: running ? state : next, cancelRequested: running },
    });
    return { id: input.id, version: running ? input.version : input.version + 1 };
  });
}

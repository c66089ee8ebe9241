import type { FreezeInput, FreezeUpdateInput } from "@headroom/contracts/freeze";
import { type Actor, authorize, personId } from "../actor";
import { dayOf, instantOf } from "../days";
import type { Ports } from "../ports";
import type { FreezeRecord } from "../ports/freezes";
import { record } from "../record";
import { lockFreeze, mustBeDays, placeOf } from "./place";

interface Ref {
  readonly id: number;
  readonly version: number;
}

const shown = ({ datacenter, room, row, startsOn, endsOn, reason }: FreezeRecord) => ({
  ...{ datacenter, room, row, startsOn, endsOn, reason },
});

/**
 * Closes a place on days. Plans that start something inside stay as they are: whoever signs them is told. Needs freeze.manage. Errors:
 * NOT_FOUND, INVALID_INPUT.
 */
export async function createFreeze(ports: Ports, actor: Actor, input: FreezeInput): Promise<Ref> {
  authorize(actor, "freeze.manage");
  const authorId = personId(actor);
  return ports.work.write(async (repositories) => {
    mustBeDays(input, dayOf(ports.clock.now()));
    const { startsOn, endsOn, reason } = input;
    const place = await placeOf(repositories, input);
    const id = await repositories.freezes.insert({ ...place, startsOn, endsOn, reason, authorId });
    await record(repositories, actor, {
      action: "freeze.create",
      entityKind: "freeze",
      entityId: String(id),
      after: { datacenter: input.datacenter, roomId: place.roomId, rowId: place.rowId, startsOn, endsOn },
      reason,
    });
    return { id, version: 1 };
  });
}

/** Other days or another reason, as long as it is not over. Needs freeze.manage. Errors: NOT_FOUND, CONFLICT, WRONG_STATE, INVALID_INPUT. */
export async function updateFreeze(ports: Ports, actor: Actor, input: FreezeUpdateInput): Promise<Ref> {
  authorize(actor, "freeze.manage");
  const today = dayOf(ports.clock.now());
  const { datacenter, ...ref } = await ports.work.write(async (repositories) => {
    const before = await lockFreeze(repositories, input, today, "update");
    mustBeDays(input, today);
    const { startsOn, endsOn, reason } = input;
    await repositories.freezes.change(input.id, { startsOn, endsOn, reason });
    await record(repositories, actor, {
      action: "freeze.update",
      entityKind: "freeze",
      entityId: String(input.id),
      before: shown(before),
      after: { ...shown(before), startsOn, endsOn, reason },
    });
    return { id: input.id, version: before.version + 1, datacenter: before.datacenter };
  });
  await wakeRuns(ports, datacenter);
  return ref;
}

/** Runs that wait for the end of a freeze look again. After its own transaction: whoever settles a step locks a run before a datacenter. */
const wakeRuns = (ports: Ports, datacenter: string) =>
  ports.work.write(({ runs }) => runs.wakeAll(ports.clock.now(), datacenter));

/** Ends it now, with a reason: racks may land again from this moment. Needs freeze.manage. Errors: NOT_FOUND, CONFLICT, WRONG_STATE. */
export async function endFreeze(ports: Ports, actor: Actor, input: Ref & { readonly reason: string }): Promise<Ref> {
  authorize(actor, "freeze.manage");
  const byId = personId(actor);
  const { datacenter, ...ref } = await ports.work.write(async (repositories) => {
    const now = ports.clock.now();
    const before = await lockFreeze(repositories, input, dayOf(now), "end");
    await repositories.freezes.end(input.id, { at: instantOf(now), byId, reason: input.reason });
    await record(repositories, actor, {
      action: "freeze.end",
      entityKind: "freeze",
      entityId: String(input.id),
      before: shown(before),
      after: { ...shown(before), endedAt: instantOf(now) },
      reason: input.reason,
    });
    return { id: input.id, version: before.version + 1, datacenter: before.datacenter };
  });
  await wakeRuns(ports, datacenter);
  return ref;
}

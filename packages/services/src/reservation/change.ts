import type { ReservationInput, ReservationRef, ReservationUpdateInput } from "@headroom/contracts/reservation";
import { type Actor, authorize } from "../actor";
import { refreshCapacity } from "../capacity/refresh";
import { dayOf } from "../days";
import { invalidInput, notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { ReservationPlace, ReservationRecord } from "../ports/reservations";
import { record } from "../record";

type Ref = ReservationRef;

const shown = ({
  kind,
  datacenter,
  rack,
  server,
  face,
  room,
  row,
  numbers,
  owner,
  ticket,
  reason,
  from,
  to,
}: ReservationRecord) => ({
  ...{ kind, datacenter, rack, server, face, room, row, numbers, owner, ticket, reason, from, to },
});

/** What was reserved, as the record of it shows. */
async function present({ reservations }: Pick<Repositories, "reservations">, kind: Ref["kind"], id: number) {
  const found = await reservations.find(kind, id);
  if (!found) throw new Error(`reservation ${kind} ${id} was written and cannot be read`);
  return found;
}

/** Positions count in the datacenter's account: it is brought up to date in the same transaction. */
async function settle(repositories: Repositories, kind: Ref["kind"], datacenterId: number, nowMs: number) {
  if (kind !== "positions") return;
  await repositories.occupancy.touch([datacenterId]);
  await refreshCapacity(repositories, [datacenterId], nowMs);
}

async function mustBeFree(
  { reservations }: Pick<Repositories, "reservations">,
  place: ReservationPlace,
  days: { readonly from: string | null; readonly to: string | null },
  except: number | null,
) {
  const takes = await reservations.conflicts(place, days, except);
  if (takes.length > 0) throw new ServiceError("TAKEN", { takes });
}

/**
 * Keeps units, positions or a device for somebody from a day on. Needs reservation.manage. Errors: INVALID_INPUT, NOT_FOUND, TAKEN (by what
 * and until when).
 */
export async function createReservation(ports: Ports, actor: Actor, input: ReservationInput): Promise<Ref> {
  authorize(actor, "reservation.manage");
  const nowMs = ports.clock.now();
  const today = dayOf(nowMs);
  const { target, from, to } = input;
  if (from < today) throw invalidInput("from", `today (${today}) or later`, from);
  if (to !== null && to <= from) throw invalidInput("to", `after ${from}`, to);
  return ports.work.write(async (repositories) => {
    const before = await repositories.reservations.locate(target);
    if ("missing" in before) throw notFound(target.kind, before.missing);
    // whoever plans or places there has to wait, or has already done it
    if (target.kind === "positions") await repositories.locks.datacenters([before.datacenterId]);
    await mustBeFree(repositories, before, { from, to }, null);
    const { owner, ticket, reason } = input;
    const id = await repositories.reservations.insert(before, { owner, ticket, reason, from, to });
    await settle(repositories, target.kind, before.datacenterId, nowMs);
    const made = await present(repositories, target.kind, id);
    await record(repositories, actor, {
      ...{ action: "reservation.create", entityKind: "reservation", entityId: `${made.kind}-${id}` },
      ...{ after: shown(made), reason },
    });
    return { kind: made.kind, id, mark: made.mark };
  });
}

/** Locks it, and says that somebody else changed it, or that it is over. */
async function locked(repositories: Repositories, ref: Ref, today: string, action: string): Promise<ReservationRecord> {
  const first = await repositories.reservations.find(ref.kind, ref.id);
  if (!first) throw notFound("reservation", `${ref.kind} ${ref.id}`);
  await repositories.locks.datacenters([first.datacenterId]);
  const found = await repositories.reservations.find(ref.kind, ref.id);
  if (!found) throw notFound("reservation", `${ref.kind} ${ref.id}`);
  if (found.mark !== ref.mark) throw new ServiceError("CONFLICT", { kind: "reservation", id: ref.id });
  if (found.to !== null && found.to <= today)
    throw new ServiceError("WRONG_STATE", { kind: "reservation", id: ref.id, state: "over", action, allowed: [] });
  return found;
}

/** Another owner, ticket, reason or end, as long as it is not over. Needs reservation.manage. Errors: as create, CONFLICT, WRONG_STATE. */
export async function updateReservation(ports: Ports, actor: Actor, input: ReservationUpdateInput): Promise<Ref> {
  authorize(actor, "reservation.manage");
  const nowMs = ports.clock.now();
  const today = dayOf(nowMs);
  return ports.work.write(async (repositories) => {
    const before = await locked(repositories, input, today, "update");
    const { owner, ticket, reason, to } = input;
    const first = before.from !== null && before.from > today ? before.from : today;
    if (to !== null && to <= first) throw invalidInput("to", `after ${first}`, to);
    const place: ReservationPlace = {
      ...{ kind: before.kind, datacenterId: before.datacenterId, face: before.face ?? "both" },
      ...(await placeOf(repositories, before)),
    };
    if (to === null || (before.to !== null && to > before.to))
      await mustBeFree(repositories, place, { from: before.to ?? first, to }, before.id);
    await repositories.reservations.change(before, { owner, ticket, reason, from: before.from, to });
    await settle(repositories, before.kind, before.datacenterId, nowMs);
    const after = await present(repositories, before.kind, before.id);
    await record(repositories, actor, {
      ...{ action: "reservation.update", entityKind: "reservation", entityId: `${before.kind}-${before.id}` },
      ...{ before: shown(before), after: shown(after) },
    });
    return { kind: after.kind, id: after.id, mark: after.mark };
  });
}

/** Rack, device and units of what is kept already. */
async function placeOf({ reservations }: Repositories, of: ReservationRecord) {
  if (of.kind === "positions") return { id: null, parts: of.parts };
  if (of.kind === "device") return { id: of.parts[0]!, parts: of.parts };
  const { rack, numbers, face } = of;
  const found = await reservations.locate({
    kind: "units",
    rack: rack ?? "",
    units: [...numbers],
    face: face ?? "both",
  });
  if ("missing" in found) throw notFound("units", found.missing);
  return { id: found.id, parts: found.parts };
}

/** Gives it back: free from today on. One that has not begun is gone. Needs reservation.manage. Errors: NOT_FOUND, CONFLICT, WRONG_STATE. */
export async function releaseReservation(
  ports: Ports,
  actor: Actor,
  input: Ref & { readonly reason: string },
): Promise<{ readonly released: true }> {
  authorize(actor, "reservation.manage");
  const nowMs = ports.clock.now();
  const today = dayOf(nowMs);
  return ports.work.write(async (repositories) => {
    const before = await locked(repositories, input, today, "release");
    const hasBegun = before.from === null || before.from < today;
    // the words of the owner as they were said: a person by address
    const owner = before.said;
    if (hasBegun) await repositories.reservations.change(before, { ...before, owner, to: today });
    else await repositories.reservations.remove(before);
    await settle(repositories, before.kind, before.datacenterId, nowMs);
    await record(repositories, actor, {
      ...{ action: "reservation.release", entityKind: "reservation", entityId: `${before.kind}-${before.id}` },
      ...{ before: shown(before), after: { ...shown(before), to: today }, reason: input.reason },
    });
    return { released: true };
  });
}

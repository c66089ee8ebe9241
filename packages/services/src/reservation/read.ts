import type { ReservationKind, ReservationListInput, ReservationRow } from "@headroom/contracts/reservation";
import { EXPIRING_DAYS, reservationWhen } from "@headroom/core/lifecycle/reservation";
import { type Actor, authorize } from "../actor";
import { dayOf, daysLater } from "../days";
import { notFound } from "../errors";
import type { Ports } from "../ports";
import type { ReservationRecord } from "../ports/reservations";

/** Reservations of units, positions and devices, by the day on which they end. Needs fleet.read. */
export async function listReservations(
  ports: Ports,
  actor: Actor,
  input: ReservationListInput,
): Promise<{ rows: ReservationRow[]; total: number }> {
  authorize(actor, "fleet.read");
  const now = ports.clock.now();
  const [today, soon] = [dayOf(now), dayOf(daysLater(now, EXPIRING_DAYS))];
  const shown = shownOn(today, soon);
  const { rows, total } = await ports.work.read(({ reservations }) => reservations.list({ ...input, today, soon }));
  return { total, rows: rows.map(shown) };
}

const shownOn =
  (today: string, soon: string) =>
  ({ datacenterId: _, parts: __, ...row }: ReservationRecord): ReservationRow => ({
    ...row,
    when: reservationWhen(row.from, row.to, today, soon),
  });

/** One reservation. Needs fleet.read. Errors: NOT_FOUND. */
export async function getReservation(
  ports: Ports,
  actor: Actor,
  { kind, id }: { readonly kind: ReservationKind; readonly id: number },
): Promise<ReservationRow> {
  authorize(actor, "fleet.read");
  const now = ports.clock.now();
  const found = await ports.work.read(({ reservations }) => reservations.find(kind, id));
  if (!found) throw notFound("reservation", `${kind}-${id}`);
  return shownOn(dayOf(now), dayOf(daysLater(now, EXPIRING_DAYS)))(found);
}

import type { ReservationListInput, ReservationRow } from "@headroom/contracts/reservation";
import { EXPIRING_DAYS, reservationWhen } from "@headroom/core/lifecycle/reservation";
import { type Actor, authorize } from "../actor";
import { dayOf, daysLater } from "../days";
import type { Ports } from "../ports";

/** Reservations of units, positions and devices, by the day on which they end. Needs fleet.read. */
export async function listReservations(
  ports: Ports,
  actor: Actor,
  input: ReservationListInput,
): Promise<{ rows: ReservationRow[]; total: number }> {
  authorize(actor, "fleet.read");
  const now = ports.clock.now();
  const [today, soon] = [dayOf(now), dayOf(daysLater(now, EXPIRING_DAYS))];
  const { rows, total } = await ports.work.read(({ reservations }) => reservations.list({ ...input, today, soon }));
  return {
    total,
    rows: rows.map(({ datacenterId: _, parts: __, ...row }) => ({
      ...row,
      when: reservationWhen(row.from, row.to, today, soon),
    })),
  };
}

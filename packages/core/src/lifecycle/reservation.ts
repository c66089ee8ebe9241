/** Days before its end on which a reservation is said to expire soon. */
export const EXPIRING_DAYS = 14;

/** Where a reservation on [from, to) is on a day: days as "2026-11-23"; null: always, until further notice. */
export type ReservationWhen = "now" | "expiring" | "coming" | "past";

/** It counts, and keeps others out, while it is "now" or "expiring"; nobody has to end it. `soon`: the day EXPIRING_DAYS after `today`. */
export function reservationWhen(from: string | null, to: string | null, today: string, soon: string): ReservationWhen {
  if (to !== null && to <= today) return "past";
  if (from !== null && from > today) return "coming";
  return to !== null && to <= soon ? "expiring" : "now";
}

/** What is in the way of a reservation (details of TAKEN). `until` null: until further notice. */
export interface ReservationConflict {
  /** "U7", "position 12", the device. */
  readonly what: string;
  readonly by: string;
  readonly until: string | null;
}

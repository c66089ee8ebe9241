import { z } from "zod";
import { code, id, isoDate, person, reason } from "./common";

/** Units of a rack, positions of a row, or a device, kept for somebody on days: [from, to). */

export const reservationKind = z.enum(["units", "positions", "device"]);
export type ReservationKind = z.infer<typeof reservationKind>;
const name = z.string().trim().min(1).max(255);
const number = z.int().min(1).max(10_000);

export const reservationTarget = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("units"),
    rack: code,
    units: z.array(z.int().min(1).max(100)).min(1).max(100),
    face: z.enum(["front", "rear", "both"]).default("both"),
  }),
  z.object({
    kind: z.literal("positions"),
    datacenter: code,
    room: code,
    row: code,
    numbers: z.array(number).min(1).max(500),
  }),
  z.object({ kind: z.literal("device"), rack: code, server: name }),
]);
export type ReservationTarget = z.output<typeof reservationTarget>;

const terms = {
  /** The address of a person with an account, or a name. */
  owner: name,
  /** An address or a number, by which it is found elsewhere. */
  ticket: z.string().trim().min(1).max(500).nullable().default(null),
  reason,
  /** The first day that it is free again; null: until further notice. */
  to: isoDate.nullable().default(null),
};
/** reservation.create */
export const reservationInput = z.object({ target: reservationTarget, from: isoDate, ...terms });
export type ReservationInput = z.output<typeof reservationInput>;

/** `mark` is of what was seen: another one says that somebody changed it. */
export const reservationRef = z.object({ kind: reservationKind, id, mark: z.string().max(64) });
export type ReservationRef = z.infer<typeof reservationRef>;
/** reservation.update: what is kept, and from when, stays as it is. */
export const reservationUpdateInput = z.object({ ...reservationRef.shape, ...terms });
export type ReservationUpdateInput = z.output<typeof reservationUpdateInput>;
/** reservation.release: free from today on. */
export const reservationReleaseInput = z.object({ ...reservationRef.shape, reason });

export const reservationWhen = z.enum(["now", "expiring", "coming", "past"]);
export type ReservationWhen = z.infer<typeof reservationWhen>;
export const reservationListInput = z.object({
  kind: reservationKind.optional(),
  when: reservationWhen.optional(),
  datacenter: code.optional(),
  rack: code.optional(),
  /** A part of the owner's name or address. */
  owner: z.string().trim().max(100).optional(),
  limit: z.int().min(1).max(500).default(200),
});
export type ReservationListInput = z.output<typeof reservationListInput>;
export const reservationRow = reservationRef.extend({
  datacenter: z.string(),
  /** As "R12 U3-U5, front" is made of: rack, units, face; room, row, numbers; rack, server. */
  rack: z.string().nullable(),
  server: z.string().nullable(),
  face: z.enum(["front", "rear", "both"]).nullable(),
  room: z.string().nullable(),
  row: z.string().nullable(),
  /** Units or positions. */
  numbers: z.array(z.int()),
  owner: z.string(),
  /** The owner as written down: the address of a person, or a name. */
  said: z.string(),
  person: person.nullable(),
  ticket: z.string().nullable(),
  reason: z.string(),
  from: isoDate.nullable(),
  to: isoDate.nullable(),
  when: reservationWhen,
});
export type ReservationRow = z.infer<typeof reservationRow>;
/** By the day on which they end. `total`: without the limit. */
export const reservationList = z.object({ rows: z.array(reservationRow), total: z.int() });

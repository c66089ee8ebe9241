import { roles } from "@headroom/core/access/permissions";
import { z } from "zod";

/** Calendar day, UTC, as `2026-11-23`. */
export const isoDate = z.iso.date();
/** Moment, UTC, as `2026-11-23T14:00:00.000Z`. */
export const isoInstant = z.iso.datetime();
/** Calendar month as `2026-11`. */
export const isoMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "expected a month like 2026-11");
/** Of anything that has one. Imported codes are made of names of up to 100 characters. */
export const code = z.string().trim().min(1).max(200);
/** As the database counts: a larger number names nothing. */
export const id = z.int().positive().max(2_147_483_647);
export const reason = z.string().trim().min(3, "say why in a few words").max(2000);
export const role = z.enum(roles);

export const person = z.object({ id: z.string(), name: z.string(), role });
export type Person = z.infer<typeof person>;

/** A page of a list; `next` goes into the next call's `cursor`, null at the end. */
export const cursorInput = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(500).default(100),
});

/** A cursor of lists that go by number. */
export const idCursor = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, "expected the cursor of the page before")
  .optional();

export const resource = z.enum(["space", "power", "failover", "cooling"]);
export const family = z.string().max(40);

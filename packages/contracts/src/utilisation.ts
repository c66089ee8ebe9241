import { z } from "zod";
import { code, family, isoInstant, isoMonth } from "./common";

export const factResource = z.enum(["power", "space", "cooling"]);

/** utilisation.get: stored monthly facts, summed over the scope. Without a region: all. With a family: no limit, no stranded. */
export const utilisationInput = z.object({
  resource: factResource.default("power"),
  region: code.optional(),
  datacenter: code.optional(),
  family: family.optional(),
  from: isoMonth.optional(),
  to: isoMonth.optional(),
  /** The month of members and families; the last stored one without it, or when it has no facts. */
  month: isoMonth.optional(),
});
export type UtilisationInput = z.infer<typeof utilisationInput>;
export const factValues = z.object({
  limit: z.number().nullable(),
  installed: z.number(),
  inService: z.number(),
  committed: z.number(),
  reserved: z.number(),
  stranded: z.number().nullable(),
});
export const utilisation = z.object({
  resource: factResource,
  unit: z.enum(["W", "positions"]),
  asOf: isoInstant.nullable(),
  months: z.array(factValues.extend({ month: isoMonth })),
  /** The month that members and families are of; null: there are no facts. */
  month: isoMonth.nullable(),
  /** That month by member of the next level (regions, then datacenters), to drill into. */
  members: z.array(
    z.object({
      kind: z.enum(["region", "datacenter"]),
      code: z.string(),
      name: z.string(),
      last: factValues,
      /** By the twelve months up to that month; months only where it is known. */
      status: z.enum(["known", "beyond_horizon", "unknown"]),
      monthsToExhaustion: z.number().nullable(),
    }),
  ),
  families: z.array(z.object({ code: z.string(), name: z.string(), last: factValues })),
  exhaustion: z.object({
    status: z.enum(["known", "beyond_horizon", "unknown"]),
    months: z.number().nullable(),
    month: isoMonth.nullable(),
    basis: z.literal("plain trend of 12 months"),
  }),
});
export type Utilisation = z.infer<typeof utilisation>;

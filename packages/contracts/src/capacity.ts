import { z } from "zod";
import { isoInstant, resource } from "./common";

const amount = z.number();

/** Unit: positions for space, W for the others (packages/core capacity/types). */
export const resourceAccount = z.object({
  resource,
  supply: amount,
  installed: amount,
  committed: amount,
  held: amount,
  reserved: amount,
  free: amount,
  stranded: amount,
  strandedBy: z.record(z.string(), amount),
});
export type ResourceAccountDto = z.infer<typeof resourceAccount>;
export const resourceAccounts = z.object({
  space: resourceAccount,
  power: resourceAccount,
  failover: resourceAccount,
  cooling: resourceAccount,
});

/** When it runs out by the plain trend of the last twelve monthly facts. months null: not within the horizon, or unknown. */
export const exhaustion = z.object({
  status: z.enum(["known", "beyond_horizon", "unknown"]),
  months: z.number().nullable(),
  month: z.string().nullable(),
  resource: resource.nullable(),
  basis: z.literal("plain trend of 12 months"),
  asOf: isoInstant,
});
export type Exhaustion = z.infer<typeof exhaustion>;

export const worstFailure = z.object({
  device: z.string(),
  failed: z.string(),
  datacenter: z.string(),
  loadW: amount,
  limitW: amount,
});
export type WorstFailureDto = z.infer<typeof worstFailure>;

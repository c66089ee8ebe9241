import { z } from "zod";

/** Code of one datacenter; null: the whole fleet. */
const datacenter = z.string().min(1).max(200).nullable().default(null);

/** The fleet in its own format, a file each type. */
export const fleetExportInput = z.object({ datacenter, format: z.enum(["csv", "json"]).default("csv") });
export type FleetExportInput = z.infer<typeof fleetExportInput>;

/** NetBox's tables, the lists of its REST API, or files for its bulk import forms; for the version that is to read them. */
export const netboxExportInput = z.object({
  datacenter,
  format: z.enum(["csv", "json", "forms"]).default("csv"),
  version: z.enum(["3.6", "4.x"]).default("4.x"),
});
export type NetboxExportInput = z.infer<typeof netboxExportInput>;

/** export.netbox: what an export would not say, and of how many things. */
export const netboxExportDto = z.object({
  losses: z.array(z.object({ what: z.string(), count: z.int() })),
});
export type NetboxExportDto = z.infer<typeof netboxExportDto>;

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
export type NetboxLoss = NetboxExportDto["losses"][number];

/** How many things there are of what NetBox has no place for, or may have none. */
export interface NetboxCounts {
  readonly racks: number;
  readonly racksInRows: number;
  readonly racksNowhere: number;
  readonly rooms: number;
  readonly rows: number;
  readonly powerDevices: number;
  /** Devices below another that NetBox does not know. */
  readonly newDevicesBelow: number;
  readonly serverTypes: number;
  readonly newServerTypes: number;
  /** Reservations of units that others keep, too: on other faces or days. */
  readonly unitsAgain: number;
  /** Codes of what NetBox does not know, and tags, that it does not take just so. */
  readonly codes: number;
  readonly tags: number;
  /** Columns in which things say something that were imported. */
  readonly facts: readonly { readonly kind: string; readonly column: string; readonly count: number }[];
  /** Imported parts of devices without a name, by table. */
  readonly nameless: readonly { readonly kind: string; readonly count: number }[];
}

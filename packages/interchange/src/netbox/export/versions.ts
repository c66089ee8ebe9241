import type { TableName } from "../column";
import { RENAMED } from "../versions";

export const NETBOX_VERSIONS = ["3.6", "4.x"] as const;
export type NetboxVersion = (typeof NETBOX_VERSIONS)[number];

/** Columns that came after 3.6, and a table: NetBox release notes 4.0 to 4.5. */
const LATER: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  dcim_rack: ["rack_type_id", "airflow", "outer_height"],
  dcim_location: ["facility"],
  dcim_devicerole: ["parent_id"],
  dcim_rackreservation: ["status"],
  extras_customfield: ["unique", "ui_visible", "ui_editable"],
};
const LATER_EVERYWHERE = ["owner_id"];
const LATER_TABLES: ReadonlySet<string> = new Set(["dcim_racktype"]);

export const isLater = (table: TableName, column: string): boolean =>
  LATER_EVERYWHERE.includes(column) || (LATER[table]?.includes(column) ?? false);

export const hasTable = (version: NetboxVersion, table: string): boolean =>
  version === "4.x" || !LATER_TABLES.has(table);

/** A column as that version calls it; null: it has none. A device's role is called `role_id` in 3.6, too. */
export function columnIn(version: NetboxVersion, table: TableName, column: string): string | null {
  if (version === "4.x") return column;
  if (isLater(table, column)) return null;
  const old =
    table !== "dcim_device" ? Object.entries(RENAMED[table] ?? {}).find(([, now]) => now === column)?.[0] : undefined;
  return old ?? column;
}

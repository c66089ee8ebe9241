import type { Cell } from "../csv/cells";

export type TableName =
  | "dcim_region"
  | "tenancy_tenant"
  | "dcim_site"
  | "dcim_location"
  | "dcim_manufacturer"
  | "dcim_rackrole"
  | "dcim_racktype"
  | "dcim_rack"
  | "dcim_rackreservation"
  | "dcim_devicerole"
  | "dcim_devicetype"
  | "dcim_device"
  | "dcim_powerpanel"
  | "dcim_powerfeed"
  | "dcim_powerport"
  | "dcim_poweroutlet";

/** A column that is read. `needed`: a table without it is refused; otherwise a missing column is a column of empty cells. */
export interface Column<T> {
  readonly cell: Cell<T>;
  readonly needed: boolean;
  readonly references?: TableName;
}

export type Columns = Readonly<Record<string, Column<unknown>>>;

/** A row as read: the values by column name. */
export type RowOf<C extends Columns> = { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never };

export interface Table<C extends Columns> {
  readonly name: TableName;
  /** Its own primary key among them. */
  readonly columns: C;
  /** Columns of NetBox 3.6 to 4.5 that Headroom has no use for. */
  readonly unused: readonly string[];
  /** Groups of columns that are unique together. */
  readonly unique: readonly (readonly string[])[];
}

export const needed = <T>(cell: Cell<T>): Column<T> => ({ cell, needed: true });
export const extra = <T>(cell: Cell<T>): Column<T> => ({ cell, needed: false });
export const references = <T extends string | null>(table: TableName, column: Column<T>): Column<T> => ({
  ...column,
  references: table,
});

// `_name`: until 4.1; `owner_id`: from 4.5
const COMMON = ["created", "last_updated", "custom_field_data", "description", "comments", "_name", "owner_id"];

export function table<const C extends Columns>(
  name: TableName,
  columns: C,
  unused: string,
  unique: readonly (readonly string[])[] = [],
): Table<C> {
  const common = COMMON.filter((column) => !Object.hasOwn(columns, column));
  return { name, columns, unused: [...common, ...unused.split(" ").filter((word) => word !== "")], unique };
}

/** The rows of a table, by the table's definition. */
export type Row<T extends Table<Columns>> = RowOf<T["columns"]>;

import { err, ok } from "@headroom/core/foundation/result";
import type { Cell } from "../csv/cells";
import { objectOf } from "../fleet/values";

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
  | "dcim_poweroutlet"
  | "dcim_sitegroup"
  | "tenancy_tenantgroup"
  | "dcim_platform"
  | "extras_tag"
  | "extras_customfieldchoiceset"
  | "extras_customfield"
  | "extras_taggeditem"
  | "django_content_type";

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
  /** Columns of NetBox 3.6 to 4.5 that are only kept. */
  readonly unused: readonly string[];
  /** Groups of columns that are unique together. */
  readonly unique: readonly (readonly string[])[];
  /** Takes any other column, too. */
  readonly open?: true;
}

export const needed = <T>(cell: Cell<T>): Column<T> => ({ cell, needed: true });
export const extra = <T>(cell: Cell<T>): Column<T> => ({ cell, needed: false });
export const references = <T extends string | null>(table: TableName, column: Column<T>): Column<T> => ({
  ...column,
  references: table,
});

const noObject = err({ expected: "a JSON object", advice: "export the column as it is" });

/** What people note beside the columns, as the text of its JSON with names in order; null for nothing. */
const customFields: Cell<string | null> = (cell) => {
  if (cell === "") return ok(null);
  try {
    const value: unknown = JSON.parse(cell);
    const sorted =
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value;
    return objectOf(sorted);
  } catch {
    return noObject;
  }
};

const noTags = err({ expected: "a list of slugs", advice: "export the tags as they are" });

/** Slugs as a JSON list. NetBox keeps them in a table of their own; they are put into this column before it is read. */
const tagList: Cell<readonly string[]> = (cell) => {
  if (cell === "") return ok([]);
  try {
    const value: unknown = JSON.parse(cell);
    const good =
      Array.isArray(value) && value.every((one) => typeof one === "string" && one !== "" && one.length <= 100);
    return good ? ok([...new Set(value as string[])].sort()) : noTags;
  } catch {
    return noTags;
  }
};

/** What every table has. */
const NOTES = { custom_field_data: extra(customFields), tags: extra(tagList) };

// `_name`: until 4.1; `owner_id`: from 4.5
const COMMON = ["created", "last_updated", "description", "comments", "_name", "owner_id"];

export function table<const C extends Columns>(
  name: TableName,
  columns: C,
  unused: string,
  unique: readonly (readonly string[])[] = [],
): Table<C & typeof NOTES> {
  const common = COMMON.filter((column) => !Object.hasOwn(columns, column));
  const kept = [...common, ...unused.split(" ").filter((word) => word !== "")];
  return { name, columns: { ...columns, ...NOTES }, unused: kept, unique };
}

/** A table that is only kept, whatever its columns. */
export const keptTable = <const C extends Columns>(
  name: TableName,
  columns: C,
  unused = "",
): Table<C & typeof NOTES> => ({
  ...table(name, columns, unused),
  open: true,
});

/** The rows of a table, by the table's definition. */
export type Row<T extends Table<Columns>> = RowOf<T["columns"]>;

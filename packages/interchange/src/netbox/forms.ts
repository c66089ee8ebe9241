import type { SourceObject } from "@headroom/core/topology/proposal/types";
import type { Columns, Table, TableName } from "./column";
import { customFieldsOf, customText } from "./custom-fields";
import { nameOfObject } from "./natural";
import { endpointOf } from "./rest";
import { TABLES } from "./tables";

/**
 * Headers of NetBox's bulk import forms, as far as tables have such a column; `a:b.c` is the header a, from column c of what column b
 * refers to. References are told by name or model. Source: dcim/forms/bulk_import.py, NetBox 4.x.
 */
export const FORMS: Readonly<Partial<Record<TableName, string>>> = {
  extras_tag: "name slug color description",
  extras_customfield:
    "name label group_name type object_types related_object_type required unique description search_weight filter_logic default choice_set weight validation_minimum validation_maximum validation_regex ui_visible ui_editable is_cloneable comments",
  dcim_region: "name slug parent:parent_id description comments tags",
  tenancy_tenant: "name slug description comments tags",
  dcim_site:
    "name slug status region:region_id tenant:tenant_id facility time_zone description physical_address shipping_address latitude longitude comments tags",
  dcim_location: "site:site_id parent:parent_id name slug status tenant:tenant_id facility description comments tags",
  dcim_manufacturer: "name slug description comments tags",
  dcim_rackrole: "name slug color description comments tags",
  dcim_racktype:
    "manufacturer:manufacturer_id model slug form_factor width u_height starting_unit desc_units outer_width outer_depth outer_unit mounting_depth weight max_weight weight_unit description comments tags",
  dcim_rack:
    "site:site_id location:location_id name facility_id tenant:tenant_id status role:role_id rack_type:rack_type_id form_factor serial asset_tag width u_height desc_units outer_width outer_depth outer_unit mounting_depth airflow weight max_weight weight_unit description comments tags",
  dcim_rackreservation:
    "site:rack_id.site_id location:rack_id.location_id rack:rack_id units status tenant:tenant_id description comments tags",
  dcim_devicerole: "name slug color vm_role description comments tags",
  dcim_devicetype:
    "manufacturer:manufacturer_id model slug part_number u_height is_full_depth subdevice_role airflow description weight weight_unit comments tags",
  dcim_device:
    "name role:role_id tenant:tenant_id manufacturer:device_type_id.manufacturer_id device_type:device_type_id serial asset_tag status site:site_id location:location_id rack:rack_id position face airflow description comments tags",
  dcim_powerpanel: "site:site_id location:location_id name description comments tags",
  dcim_powerfeed:
    "site:power_panel_id.site_id power_panel:power_panel_id location:rack_id.location_id rack:rack_id name status type supply phase voltage amperage max_utilization tenant:tenant_id description comments tags",
  dcim_powerport: "device:device_id name label type maximum_draw allocated_draw description tags",
};

/** A header of a form, and where its text comes from. */
export interface FormField {
  readonly header: string;
  readonly column: string;
  /** Column of what `column` refers to. */
  readonly further: string | undefined;
}

export const fieldsOfForm = (table: TableName): readonly FormField[] =>
  (FORMS[table]?.split(" ") ?? []).map((field) => {
    const [header = "", path = header] = field.split(":");
    const [column = "", further] = path.split(".");
    return { header, column, further };
  });

/** Forms have custom fields by name; weights in grams follow from weights with units. */
export const isInForm = (table: TableName, column: string): boolean =>
  column === "custom_field_data" ||
  column.startsWith("_abs_") ||
  fieldsOfForm(table).some((field) => field.column === column && field.further === undefined);

/** The table whose form a file is for by its name: `sites.csv`, `racks-2.csv`. */
export function formOf(name: string): TableName | undefined {
  if (!/\.csv$/i.test(name)) return undefined;
  const table = endpointOf(name.replace(/csv$/i, "json"));
  return table !== undefined && FORMS[table] !== undefined ? table : undefined;
}

export const tableNamed = (name: string): Table<Columns> =>
  (TABLES as readonly Table<Columns>[]).find((table) => table.name === name) as Table<Columns>;

/** What forms call an object. */
export const labelOf = (one: SourceObject | undefined): string => one?.facts.name ?? one?.facts.model ?? "";

/** What forms say of objects: references by what they are called. */
export class FormTexts {
  readonly #all: Map<string, SourceObject>;
  readonly #more: ReadonlyMap<TableName, ReadonlySet<string>>;
  #uses: ReadonlyMap<string, readonly string[]> | null = null;

  /** `more`: custom fields in which objects that are not among these say something. */
  constructor(
    objects: readonly SourceObject[],
    more: ReadonlyMap<TableName, ReadonlySet<string>> = new Map<TableName, ReadonlySet<string>>(),
  ) {
    this.#all = new Map(objects.map((one) => [nameOfObject(one.kind, one.externalId), one]));
    this.#more = more;
  }

  /** Kinds of things that have a custom field, as NetBox calls them (`dcim.rack`), for a definition that does not say it. */
  #kindsWith(field: string): readonly string[] {
    this.#uses ??= usesOf(this.#all.values(), this.#more);
    return this.#uses.get(field) ?? [];
  }

  add(one: SourceObject): void {
    this.#all.set(nameOfObject(one.kind, one.externalId), one);
  }

  get(kind: string, externalId: string): SourceObject | undefined {
    return this.#all.get(nameOfObject(kind, externalId));
  }

  remove(one: SourceObject): void {
    this.#all.delete(nameOfObject(one.kind, one.externalId));
  }

  /** What a column of an object refers to. */
  target(one: SourceObject | undefined, column: string): SourceObject | undefined {
    const to = one && tableNamed(one.kind).columns[column]?.references;
    return to === undefined ? undefined : this.#all.get(nameOfObject(to, one?.facts[column] ?? ""));
  }

  /** The object whose name stands under a header; undefined: the header is no reference, or refers to nothing. */
  meant(one: SourceObject, { column, further }: FormField): SourceObject | undefined {
    const target = this.target(one, column);
    return further === undefined ? target : this.target(target, further);
  }

  text(one: SourceObject, field: FormField): string {
    const { column, further } = field;
    if (further !== undefined || tableNamed(one.kind).columns[column]?.references !== undefined)
      return labelOf(this.meant(one, field));
    if (one.kind === "extras_customfield" && !one.facts[column]) {
      if (column === "object_types") return this.#kindsWith(one.facts.name ?? "").join(",");
      if (column === "choice_set")
        return labelOf(this.get("extras_customfieldchoiceset", one.facts.choice_set_id ?? ""));
    }
    return plain(column, one.facts[column] ?? "");
  }
}

/** Columns that say yes or no. */
export const FLAGS: ReadonlySet<string> = new Set([
  "desc_units",
  "is_full_depth",
  "vm_role",
  "required",
  "unique",
  "is_cloneable",
]);

/** Tables in which custom fields say something, by field. */
function usesOf(
  objects: Iterable<SourceObject>,
  more: ReadonlyMap<TableName, ReadonlySet<string>>,
): ReadonlyMap<string, readonly string[]> {
  const uses = new Map<string, Set<string>>();
  const note = (field: string, table: string) => {
    const kinds = uses.get(field) ?? new Set();
    uses.set(field, kinds.add(table.replace("_", ".")));
  };
  for (const { kind, facts } of objects)
    for (const [field, value] of customFieldsOf(facts)) if (customText(value) !== "") note(field, kind);
  for (const [table, fields] of more) for (const field of fields) note(field, table);
  return new Map([...uses].map(([field, kinds]) => [field, [...kinds].sort()]));
}

/** Words with commas between, of a list that a table or a list of the API has. */
const listed = (text: string): string => (text.startsWith("[") ? (JSON.parse(text) as string[]).join(",") : text);

function plain(column: string, text: string): string {
  if (column === "tags") return text === "" ? "" : (JSON.parse(text) as string[]).join(",");
  if (column === "object_types") return listed(text);
  if (column === "units") return text.replace(/[{}]/g, "");
  if (!FLAGS.has(column)) return text;
  return text === "t" ? "true" : text === "f" ? "false" : text;
}

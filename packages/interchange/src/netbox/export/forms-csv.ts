import type { SourceObject } from "@headroom/core/topology/proposal/types";
import { csvLine } from "../../csv/guard";
import type { Columns, Table, TableName } from "../column";
import type { InputFile } from "../read";
import { ENDPOINTS } from "../rest";
import { TABLES } from "../tables";
import { byTable, cellText } from "./tables-text";
import { columnIn, hasTable, type NetboxVersion } from "./versions";

/**
 * Headers of NetBox's bulk import forms, as far as tables have such a column; `a:b.c` is the header a, from column c of what column b
 * refers to. References are told by name or model. Source: dcim/forms/bulk_import.py, NetBox 4.x.
 */
export const FORMS: Readonly<Partial<Record<TableName, string>>> = {
  extras_tag: "name slug color description",
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
    "site:power_panel_id.site_id power_panel:power_panel_id location:power_panel_id.location_id rack:rack_id name status type supply phase voltage amperage max_utilization tenant:tenant_id description comments tags",
  dcim_powerport: "device:device_id name label type maximum_draw allocated_draw description tags",
};

/** What people paste into NetBox's bulk import, a file a form, in the order in which they refer to each other. */
export function formsCsv(objects: readonly SourceObject[], version: NetboxVersion): InputFile[] {
  const found = byTable(objects);
  const all = new Map(objects.map((one) => [`${one.kind}/${one.externalId}`, one]));
  return (TABLES as readonly Table<Columns>[]).flatMap((table) => {
    const own = found.get(table.name) ?? [];
    const form = FORMS[table.name];
    if (form === undefined || own.length === 0 || !hasTable(version, table.name)) return [];
    const columns = form.split(" ").flatMap((field) => {
      const [header = "", path = header] = field.split(":");
      const [first = "", second] = path.split(".");
      const name = columnIn(version, table.name, first);
      return name === null ? [] : [{ header: header === first ? name : header, first, second }];
    });
    const custom = [...new Set(own.flatMap(({ facts }) => Object.keys(fieldsOf(facts))))].sort();
    const refer = (of: Table<Columns>, column: string, facts: SourceObject["facts"]) => {
      const to = of.columns[column]?.references;
      return to === undefined ? undefined : all.get(`${to}/${facts[column] ?? ""}`);
    };
    const lines = own.map(({ facts }) => {
      const cells = columns.map(({ first, second }) => {
        const target = refer(table, first, facts);
        if (second !== undefined) {
          const between = TABLES.find(({ name }) => name === target?.kind) as Table<Columns> | undefined;
          return target && between ? label(refer(between, second, target.facts)) : "";
        }
        return table.columns[first]?.references === undefined ? plain(first, facts[first] ?? "") : label(target);
      });
      const fields = fieldsOf(facts);
      return csvLine([...cells, ...custom.map((name) => said(fields[name]))].map(cellText));
    });
    const head = csvLine([...columns.map(({ header }) => header), ...custom.map((name) => `cf_${name}`)]);
    const endpoint = Object.entries(ENDPOINTS).find(([, name]) => name === table.name)?.[0] ?? table.name;
    return [{ name: `${endpoint}.csv`, bytes: Buffer.from([head, ...lines].join("")) }];
  });
}

const fieldsOf = ({ custom_field_data }: SourceObject["facts"]): Record<string, unknown> =>
  custom_field_data === undefined ? {} : JSON.parse(custom_field_data);

const label = (one: SourceObject | undefined): string => one?.facts.name ?? one?.facts.model ?? "";

function plain(column: string, text: string): string {
  if (column === "tags") return text === "" ? "" : (JSON.parse(text) as string[]).join(",");
  if (column === "units") return text.replace(/[{}]/g, "");
  return text === "t" ? "true" : text === "f" ? "false" : text;
}

function said(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

import type { SourceObject } from "@headroom/core/topology/proposal/types";
import type { Columns, Table, TableName } from "./column";
import { TABLES } from "./tables";

/**
 * Columns by which NetBox tells the objects of a table apart, besides their numbers, most telling first; those of the first group in which
 * all that are needed say something count. `?`: may say nothing. Sources: NetBox 4.2, constraints in dcim/models, tenancy/models, extras/models.
 */
export const NATURAL: Readonly<Record<TableName, readonly string[]>> = {
  extras_tag: ["slug", "name"],
  django_content_type: ["app_label model"],
  extras_taggeditem: ["object_id content_type_id tag_id"],
  dcim_sitegroup: ["slug", "name"],
  tenancy_tenantgroup: ["slug", "name"],
  dcim_platform: ["slug", "name"],
  extras_customfieldchoiceset: ["name"],
  extras_customfield: ["name"],
  dcim_region: ["parent_id? slug", "parent_id? name"],
  tenancy_tenant: ["slug", "name"],
  dcim_site: ["slug", "name"],
  dcim_location: ["site_id parent_id? slug", "site_id parent_id? name"],
  dcim_manufacturer: ["slug", "name"],
  dcim_rackrole: ["slug", "name"],
  dcim_racktype: ["manufacturer_id slug", "manufacturer_id model"],
  dcim_rack: ["site_id location_id? name", "site_id name"],
  dcim_rackreservation: ["rack_id units"],
  dcim_devicerole: ["slug", "name"],
  dcim_devicetype: ["manufacturer_id slug", "manufacturer_id model"],
  dcim_device: ["site_id tenant_id? name", "asset_tag", "rack_id position face?", "serial", "site_id device_type_id"],
  dcim_powerpanel: ["site_id name"],
  dcim_powerfeed: ["power_panel_id name"],
  dcim_powerport: ["device_id name?"],
  dcim_poweroutlet: ["device_id name?"],
};

export const nameOfObject = (kind: string, externalId: string): string => `${kind}/${externalId}`;

/**
 * What an object is called without a number, references by what they are called; by table and id. Objects may be called alike. `given`: keys of
 * objects that are known to be called otherwise than they say.
 */
export function naturalKeys(
  objects: readonly SourceObject[],
  given: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const all = new Map(objects.map((one) => [nameOfObject(one.kind, one.externalId), one]));
  const tables = new Map((TABLES as readonly Table<Columns>[]).map((table) => [table.name as string, table]));
  const keys = new Map<string, string>(given);
  const keyOf = (name: string, depth: number): string => {
    const known = keys.get(name);
    if (known !== undefined) return known;
    const one = all.get(name);
    const table = tables.get(one?.kind ?? "");
    if (one === undefined || table === undefined || depth > 100) return "";
    const groups = NATURAL[table.name].map((group) => group.split(" "));
    const said = (field: string) => field.endsWith("?") || (one.facts[field] ?? "") !== "";
    const group = groups.find((fields) => fields.every(said)) ?? groups[0] ?? [];
    const parts = group.map((field) => {
      const column = field.replace("?", "");
      const text = one.facts[column] ?? "";
      const to = table.columns[column]?.references;
      return to === undefined || text === "" ? text.toLowerCase() : keyOf(nameOfObject(to, text), depth + 1);
    });
    const key = JSON.stringify([one.kind, group.join(" "), ...parts]);
    keys.set(name, key);
    return key;
  };
  for (const name of all.keys()) keyOf(name, 0);
  return keys;
}

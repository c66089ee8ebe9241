/**
 * The tables of NetBox 4.2 as they are dumped (`COPY table TO ... CSV HEADER`): one file a table, foreign keys as numeric ids.
 * Column names: NetBox 4.2, the demo data's dump; those of dcim_racktype: NetBox 4.2, dcim/models/racks.py.
 */
import { bool, defaulted, id, name, number, numberSet, oneOf, optional, slug, text } from "../csv/cells";
import { extra, keptTable, needed, references, type TableName, table } from "./column";

const TREE = "lft rght tree_id level";
const PORT = "name label mark_connected type _path_id cable_id cable_end module_id _site_id _location_id _rack_id";
const WEIGHT_UNITS = ["kg", "g", "lb", "oz"] as const;

const key = needed(id);
const status = needed(slug);
const label = extra(text(10_000));
const tag = extra(optional(name(50)));
const grams = extra(optional(number(0, 100_000_000)));
const count = extra(optional(number(0, 100_000, 1)));

export const REGION = table(
  "dcim_region",
  {
    id: key,
    name: needed(name()),
    slug: needed(slug),
    parent_id: references("dcim_region", needed(optional(id))),
  },
  TREE,
);

export const TENANT = table("tenancy_tenant", { id: key, name: needed(name()), slug: needed(slug) }, "group_id", [
  ["slug"],
]);

export const SITE = table(
  "dcim_site",
  {
    id: key,
    name: needed(name()),
    slug: needed(slug),
    status,
    facility: extra(text(50)),
    latitude: extra(optional(number(-90, 90))),
    longitude: extra(optional(number(-180, 180))),
    region_id: references("dcim_region", needed(optional(id))),
    tenant_id: references("tenancy_tenant", extra(optional(id))),
  },
  "time_zone physical_address shipping_address group_id",
  [["slug"]],
);

export const LOCATION = table(
  "dcim_location",
  {
    id: key,
    name: needed(name()),
    slug: needed(slug),
    parent_id: references("dcim_location", needed(optional(id))),
    site_id: references("dcim_site", needed(id)),
    tenant_id: references("tenancy_tenant", extra(optional(id))),
  },
  `${TREE} status facility`,
);

export const MANUFACTURER = table("dcim_manufacturer", { id: key, name: needed(name()), slug: needed(slug) }, "", [
  ["slug"],
]);

export const RACK_ROLE = table("dcim_rackrole", { id: key, name: needed(name()), slug: needed(slug) }, "color", [
  ["slug"],
]);

export const RACK_TYPE = table(
  "dcim_racktype",
  {
    id: key,
    model: needed(name()),
    slug: needed(slug),
    manufacturer_id: references("dcim_manufacturer", needed(id)),
  },
  "form_factor width u_height starting_unit desc_units outer_width outer_height outer_depth outer_unit mounting_depth weight " +
    "max_weight weight_unit _abs_weight _abs_max_weight",
  [["slug"]],
);

export const RACK = table(
  "dcim_rack",
  {
    id: key,
    name: needed(name()),
    status,
    serial: label,
    asset_tag: tag,
    form_factor: extra(text(50)),
    u_height: needed(number(1, 100, 1)),
    starting_unit: extra(defaulted(number(1, 32_767, 1), 1)),
    desc_units: extra(defaulted(bool, false)),
    max_weight: extra(optional(number(0, 100_000))),
    weight_unit: extra(optional(oneOf(WEIGHT_UNITS))),
    _abs_max_weight: grams,
    location_id: references("dcim_location", needed(optional(id))),
    role_id: references("dcim_rackrole", extra(optional(id))),
    site_id: references("dcim_site", needed(id)),
    tenant_id: references("tenancy_tenant", extra(optional(id))),
    rack_type_id: references("dcim_racktype", extra(optional(id))),
  },
  "facility_id group_id width outer_width outer_height outer_depth outer_unit weight _abs_weight mounting_depth airflow",
);

export const RACK_RESERVATION = table(
  "dcim_rackreservation",
  {
    id: key,
    units: needed(numberSet(1, 32_767, 100)),
    description: label,
    rack_id: references("dcim_rack", needed(id)),
    tenant_id: references("tenancy_tenant", extra(optional(id))),
    user_id: extra(optional(id)),
  },
  "status",
);

export const DEVICE_ROLE = table(
  "dcim_devicerole",
  { id: key, name: needed(name()), slug: needed(slug) },
  `color vm_role config_template_id parent_id ${TREE}`,
);

export const DEVICE_TYPE = table(
  "dcim_devicetype",
  {
    id: key,
    model: needed(name()),
    slug: needed(slug),
    u_height: needed(number(0, 100, 0.5)),
    is_full_depth: needed(bool),
    _abs_weight: grams,
    manufacturer_id: references("dcim_manufacturer", needed(id)),
    power_port_template_count: count,
    interface_template_count: count,
  },
  "part_number subdevice_role front_image rear_image airflow weight weight_unit default_platform_id " +
    "console_port_template_count console_server_port_template_count power_outlet_template_count front_port_template_count " +
    "rear_port_template_count device_bay_template_count module_bay_template_count inventory_item_template_count " +
    "exclude_from_utilization",
  [["manufacturer_id", "slug"]],
);

export const DEVICE = table(
  "dcim_device",
  {
    id: key,
    name: extra(text(255)),
    serial: label,
    asset_tag: tag,
    position: needed(optional(number(0.5, 32_767, 0.5))),
    face: needed(optional(oneOf(["front", "rear"]))),
    status,
    role_id: references("dcim_devicerole", extra(optional(id))),
    device_type_id: references("dcim_devicetype", needed(id)),
    location_id: references("dcim_location", extra(optional(id))),
    rack_id: references("dcim_rack", needed(optional(id))),
    site_id: references("dcim_site", needed(id)),
    tenant_id: references("tenancy_tenant", extra(optional(id))),
  },
  "local_context_data vc_position vc_priority cluster_id platform_id primary_ip4_id primary_ip6_id virtual_chassis_id airflow " +
    "config_template_id latitude longitude oob_ip_id console_port_count console_server_port_count power_port_count " +
    "power_outlet_count interface_count front_port_count rear_port_count device_bay_count module_bay_count inventory_item_count",
);

export const POWER_PANEL = table(
  "dcim_powerpanel",
  {
    id: key,
    name: needed(name()),
    location_id: references("dcim_location", needed(optional(id))),
    site_id: references("dcim_site", needed(id)),
  },
  "",
);

export const POWER_FEED = table(
  "dcim_powerfeed",
  {
    id: key,
    name: needed(name()),
    status,
    type: needed(oneOf(["primary", "redundant"])),
    phase: needed(oneOf(["single-phase", "three-phase"])),
    voltage: needed(number(-32_768, 32_767, 1)),
    amperage: needed(number(1, 32_767, 1)),
    max_utilization: needed(number(1, 100, 1)),
    available_power: extra(optional(number(0, 2_000_000_000))),
    power_panel_id: references("dcim_powerpanel", needed(id)),
    rack_id: references("dcim_rack", needed(optional(id))),
    tenant_id: references("tenancy_tenant", extra(optional(id))),
  },
  "mark_connected supply _path_id cable_id cable_end",
);

export const POWER_PORT = table(
  "dcim_powerport",
  {
    id: key,
    maximum_draw: needed(optional(number(0, 1_000_000, 1))),
    device_id: references("dcim_device", needed(id)),
  },
  `${PORT} allocated_draw`,
);

export const POWER_OUTLET = table(
  "dcim_poweroutlet",
  { id: key, device_id: references("dcim_device", needed(id)) },
  `${PORT} feed_leg power_port_id color status`,
);

const named = { id: key, name: needed(name()) };
const NESTED = `slug parent_id ${TREE}`;
export const SITE_GROUP = keptTable("dcim_sitegroup", named, NESTED);
export const TENANT_GROUP = keptTable("tenancy_tenantgroup", named, NESTED);
export const PLATFORM = keptTable("dcim_platform", named, "slug manufacturer_id config_template_id parent_id");
export const TAG = keptTable("extras_tag", { ...named, slug: needed(name(100)) }, "color weight");
export const CHOICE_SET = keptTable(
  "extras_customfieldchoiceset",
  named,
  "base_choices extra_choices order_alphabetically",
);
export const CUSTOM_FIELD = keptTable(
  "extras_customfield",
  named,
  "label type group_name required choice_set_id default weight object_types related_object_type unique search_weight filter_logic " +
    "choice_set validation_minimum validation_maximum validation_regex ui_visible ui_editable is_cloneable",
);
export const TAGGED_ITEM = keptTable("extras_taggeditem", {
  id: key,
  object_id: needed(id),
  content_type_id: references("django_content_type", needed(id)),
  tag_id: references("extras_tag", needed(id)),
});
export const CONTENT_TYPE = keptTable("django_content_type", {
  id: key,
  app_label: needed(name()),
  model: needed(name()),
});

/** Only kept, to be given back: nothing of them is shown. */
export const KEPT = [SITE_GROUP, TENANT_GROUP, PLATFORM, CHOICE_SET, CUSTOM_FIELD] as const;

/** Tables whose objects have no place of their own in Headroom. */
export const KEPT_ONLY: ReadonlySet<TableName> = new Set(
  [...KEPT, TAG, TAGGED_ITEM, CONTENT_TYPE].map(({ name: of }) => of),
);

/** In the order of their references: a table refers to earlier ones and to itself. */
export const TABLES = [
  TAG,
  CONTENT_TYPE,
  TAGGED_ITEM,
  ...KEPT,
  REGION,
  TENANT,
  SITE,
  LOCATION,
  MANUFACTURER,
  RACK_ROLE,
  RACK_TYPE,
  RACK,
  RACK_RESERVATION,
  DEVICE_ROLE,
  DEVICE_TYPE,
  DEVICE,
  POWER_PANEL,
  POWER_FEED,
  POWER_PORT,
  POWER_OUTLET,
] as const;

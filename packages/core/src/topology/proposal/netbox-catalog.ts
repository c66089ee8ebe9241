import { type Draft, uniqueCodes } from "./draft";
import { groupBy, indexById, type NetboxContext } from "./netbox-context";
import type { NetboxDeviceType, NetboxRack } from "./netbox-inventory";
import { notesOf } from "./netbox-notes";
import type { ProposedFamily, ProposedRackType, ProposedServerType } from "./types";

export interface CatalogPlan {
  readonly families: readonly ProposedFamily[];
  readonly serverTypes: readonly ProposedServerType[];
  readonly rackTypes: readonly ProposedRackType[];
  /** By rack id. */
  readonly typeOfRack: ReadonlyMap<string, ProposedRackType>;
}

const GENERAL = "family:general";
const familyKey = (roleId: string | null) => (roleId === null ? GENERAL : `rackrole:${roleId}`);
export const serverTypeKey = (deviceTypeId: string) => `devicetype:${deviceTypeId}`;

/** Families from rack roles, server types from device types, rack types from racks that are alike in what matters here. */
export function planCatalog(context: NetboxContext, rackLimitW: ReadonlyMap<string, number>): CatalogPlan {
  const { rackTypes, typeOfRack } = planRackTypes(context, rackLimitW);
  const serverTypes = planServerTypes(context);
  const used = new Set([...rackTypes, ...serverTypes].map((type) => type.familyKey));
  return { families: planFamilies(context, used), serverTypes, rackTypes, typeOfRack };
}

function planFamilies({ inventory, draft }: NetboxContext, used: ReadonlySet<string>): ProposedFamily[] {
  const roles = inventory.rackRoles.map((role) => ({
    key: familyKey(role.id),
    code: role.slug,
    name: role.name,
    suffix: role.id,
    notes: notesOf(role),
  }));
  const all = [...roles, { key: GENERAL, code: "general", name: "General", suffix: "general", notes: {} }];
  const families = all.filter((family) => used.has(family.key));
  const { codes, changed } = uniqueCodes(families);
  explainCodes(draft, "families", changed);
  const text = {
    subject: "hardware families",
    what: "rack roles read as families; general where there is none",
    why: "NetBox has no families",
  };
  draft.assume(
    "family",
    "from rack roles",
    text,
    families.map((family) => family.key),
  );
  return families.map(({ key, name, notes }, sequence) =>
    draft.noun<ProposedFamily>("hardware_family", {
      key,
      provenance: key === GENERAL ? "assumed" : "recorded",
      code: codes.get(key) ?? key,
      name,
      sequence,
      ...notes,
    }),
  );
}

function planRackTypes({ inventory, options, draft }: NetboxContext, rackLimitW: ReadonlyMap<string, number>) {
  const roles = indexById(inventory.rackRoles);
  const types = indexById(inventory.rackTypes);
  const makers = indexById(inventory.manufacturers);
  const describe = (rack: NetboxRack) => {
    const type = rack.rackTypeId === null ? undefined : types.get(rack.rackTypeId);
    const role = rack.roleId === null ? undefined : roles.get(rack.roleId);
    const maker = type === undefined ? undefined : makers.get(type.manufacturerId)?.name;
    const form = type?.slug ?? (rack.formFactor || "rack");
    const title = type === undefined ? form.replaceAll("-", " ") : `${maker ?? ""} ${type.model}`.trim();
    const powerW = rackLimitW.get(rack.id) ?? options.rackPowerW;
    const weightKg = rack.maxWeightKg === null ? options.rackWeightKg : Math.ceil(rack.maxWeightKg);
    const code = `netbox-${form}-${rack.heightU}u-${role?.slug ?? "general"}-${powerW}w-${weightKg}kg`;
    const name = `${title} ${rack.heightU}U, ${role?.name ?? "General"}, ${powerW} W`;
    const key = `racktype:${type?.id ?? form}/${rack.heightU}/${role?.id ?? "none"}/${powerW}/${weightKg}`;
    return { key, code, name, familyKey: familyKey(role?.id ?? null), powerW, weightKg };
  };
  const described = inventory.racks.map((rack) => ({ rack, like: describe(rack) }));
  const distinct = [...new Map(described.map(({ like }) => [like.key, like])).values()];
  const { codes, changed } = uniqueCodes(distinct.map(({ key, code }, i) => ({ key, code, suffix: String(i + 1) })));
  explainCodes(draft, "rack types", changed);
  const typeOfRack = new Map<string, ProposedRackType>();
  const rackTypes: ProposedRackType[] = [];
  for (const alike of groupBy(described, ({ like }) => like.key).values()) {
    const first = alike[0];
    if (first === undefined) continue;
    const { powerW } = first.like;
    const rackType = draft.noun<ProposedRackType>("rack_type", {
      ...first.like,
      code: codes.get(first.like.key) ?? first.like.code,
      provenance: "assumed",
      heightU: first.rack.heightU,
      deratedW: Math.floor((powerW * options.deratingPercent) / 100),
      coolingW: options.rackCoolingW,
      ports: options.rackPorts,
    });
    rackTypes.push(rackType);
    for (const { rack } of alike) typeOfRack.set(rack.id, rackType);
  }
  const keys = rackTypes.map((type) => type.key);
  const subject = "rack types";
  const typeWhy = "NetBox does not say which racks are bought as one thing";
  const what = "racks alike in form, height, role, power and weight are of one type";
  draft.assume("rack_type", "from alike racks", { subject, what, why: typeWhy }, keys);
  const limited = inventory.racks.filter((rack) => rackLimitW.has(rack.id));
  const fedWhy = "the smaller of the rack's two feeds: it must carry the rack alone when the other fails";
  for (const [watts, racks] of groupBy(limited, (rack) => rackLimitW.get(rack.id) ?? 0)) {
    const text = { subject: "power of racks", what: `nameplate power ${watts} W`, why: fedWhy };
    draft.assume(
      "rack_power",
      `${watts} W by their feeds`,
      text,
      racks.map((rack) => `rack:${rack.id}`),
    );
  }
  const unfed = inventory.racks.filter((rack) => !rackLimitW.has(rack.id));
  const power = `${options.rackPowerW} W`;
  const powerText = {
    subject: "power of racks",
    what: `nameplate power ${power}`,
    why: "NetBox has no usable feed for them",
    option: "rackPowerW",
  };
  draft.assume(
    "rack_power",
    power,
    powerText,
    unfed.map((rack) => `rack:${rack.id}`),
  );
  const cooling = {
    subject,
    what: "draw of one rack on the cooling loop",
    why: "NetBox has no cooling",
    option: "rackCoolingW",
  };
  draft.assume("rack_cooling", `${options.rackCoolingW} W`, cooling, keys);
  const weightless = inventory.racks.filter((rack) => rack.maxWeightKg === null).map((rack) => `rack:${rack.id}`);
  const weight = {
    subject: "weight of racks",
    what: "weight with content",
    why: "no highest weight recorded",
    option: "rackWeightKg",
  };
  draft.assume("rack_weight", `${options.rackWeightKg} kg`, weight, weightless);
  const ports = { subject, what: "network ports a rack needs", why: "NetBox does not say", option: "rackPorts" };
  draft.assume("rack_ports", String(options.rackPorts), ports, keys);
  derate({ options, draft }, keys);
  return { rackTypes, typeOfRack };
}

function explainCodes(draft: Draft, things: string, changed: readonly string[]): void {
  const text = { subject: `codes of ${things}`, what: "made different by a suffix", why: "slugs repeat" };
  draft.assume("code", `${things} #suffix`, text, changed);
}

function derate({ options, draft }: Pick<NetboxContext, "options" | "draft">, keys: readonly string[]): void {
  const what = "expected draw in percent of nameplate power";
  const text = {
    subject: "rack and server types",
    what,
    why: "NetBox does not say what things draw",
    option: "deratingPercent",
  };
  draft.assume("derating", `${options.deratingPercent} %`, text, keys);
}

function planServerTypes(context: NetboxContext): ProposedServerType[] {
  const { inventory, options, draft } = context;
  const makers = indexById(inventory.manufacturers);
  const powerOf = typePower(context);
  const familyOf = typeFamilies(context);
  const wanted = inventory.deviceTypes.map((type) => {
    const maker = makers.get(type.manufacturerId)?.slug ?? "unknown";
    return { key: serverTypeKey(type.id), code: `${maker}-${type.slug}`, suffix: type.id };
  });
  const { codes, changed } = uniqueCodes(wanted);
  explainCodes(draft, "server types", changed);
  const guessed: string[] = [];
  const weightless: string[] = [];
  const portless: string[] = [];
  const serverTypes = inventory.deviceTypes.map((type) => {
    const key = serverTypeKey(type.id);
    const known = powerOf(type);
    if (known === null) guessed.push(key);
    if (type.weightKg === null) weightless.push(key);
    if (type.interfaces === null) portless.push(key);
    const nameplateW = known ?? options.serverPowerW;
    return draft.noun<ProposedServerType>("server_type", {
      key,
      provenance: "recorded",
      code: codes.get(key) ?? key,
      name: `${makers.get(type.manufacturerId)?.name ?? ""} ${type.model}`.trim(),
      familyKey: familyOf(type.id),
      heightU: type.heightU,
      fullDepth: type.fullDepth,
      nameplateW,
      deratedW: Math.floor((nameplateW * options.deratingPercent) / 100),
      weightKg: type.weightKg ?? options.serverWeightKg,
      ports: type.interfaces ?? 0,
      ...notesOf(type),
    });
  });
  const subject = "server types";
  const powerText = {
    subject,
    what: "nameplate power",
    why: "no power port of these types has a maximum draw",
    option: "serverPowerW",
  };
  draft.assume("server_power", `${options.serverPowerW} W`, powerText, guessed);
  const weightText = { subject, what: "weight", why: "no weight recorded", option: "serverWeightKg" };
  draft.assume("server_weight", `${options.serverWeightKg} kg`, weightText, weightless);
  draft.assume(
    "rack_ports",
    "no ports",
    { subject, what: "network ports", why: "the table has no number of interfaces" },
    portless,
  );
  derate(
    context,
    serverTypes.map((type) => type.key),
  );
  const familyText = {
    subject,
    what: "the family of the racks most of them stand in",
    why: "NetBox device types have no family",
  };
  draft.assume(
    "family",
    "from their racks",
    familyText,
    serverTypes.map((type) => type.key),
  );
  return serverTypes;
}

/** Watts of a type: the largest sum of its devices' recorded draws; 0 where it has no power port at all; null: not known. */
function typePower({ inventory }: NetboxContext): (type: NetboxDeviceType) => number | null {
  const ports = groupBy(inventory.powerPorts, (port) => port.deviceId);
  const devices = groupBy(inventory.devices, (device) => device.deviceTypeId);
  return (type) => {
    const perDevice = (devices.get(type.id) ?? []).map((device) => ports.get(device.id) ?? []);
    const draws = perDevice.map((list) => list.reduce((sum, port) => sum + (port.maximumDrawW ?? 0), 0));
    const most = draws.reduce((a, b) => Math.max(a, b), 0);
    if (most > 0) return most;
    return type.powerPorts === 0 && perDevice.every((list) => list.length === 0) ? 0 : null;
  };
}

function typeFamilies({ inventory }: NetboxContext): (deviceTypeId: string) => string {
  const racks = indexById(inventory.racks);
  const devices = groupBy(inventory.devices, (device) => device.deviceTypeId);
  return (deviceTypeId) => {
    const inRacks = (devices.get(deviceTypeId) ?? []).flatMap((device) => racks.get(device.rackId ?? "") ?? []);
    const counts = [...groupBy(inRacks, (rack) => familyKey(rack.roleId))].map(([key, list]) => ({
      key,
      count: list.length,
    }));
    counts.sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
    return counts[0]?.key ?? GENERAL;
  };
}

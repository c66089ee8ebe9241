import type { CurrentServer } from "@headroom/core/topology/proposal/current";
import { byKey, change, digits, type ExportContext, idIn, isNew, writeNotes } from "./context";
import type { Facts } from "./objects";
import { nameOf, slugOf } from "./words";

/** Numbers of rack roles and device types by key; null: the family that stands for none. */
export interface Catalog {
  readonly roles: ReadonlyMap<string, string | null>;
  /** The device type of a server: NetBox knows height and depth of types only, so one that differs from its type gets a type like it. */
  readonly typeOf: (server: CurrentServer) => string;
}

const MAKER = { name: "Headroom", slug: "headroom" };

export function writeCatalog(context: ExportContext): Catalog {
  const roles = writeRoles(context);
  const types = writeDeviceTypes(context);
  const variants = new Map<string, string>();
  const typeOf = (server: CurrentServer): string => {
    const id = types.get(server.serverTypeKey) ?? "";
    const facts = context.objects.of("dcim_devicetype").get(id);
    const fullDepth = server.face === "both" ? "t" : "f";
    if (facts === undefined) return id;
    if (isLike(facts, server.heightU, fullDepth)) return id;
    const like = `${id}/${server.heightU}/${fullDepth}`;
    const known = variants.get(like) ?? variantOf(context, facts, server.heightU, fullDepth);
    variants.set(like, known);
    return known;
  };
  return { roles, typeOf };
}

const isLike = ({ u_height, is_full_depth }: Facts, heightU: number, fullDepth: "t" | "f"): boolean =>
  Number(u_height) === heightU && is_full_depth === fullDepth;

function variantOf({ objects, once }: ExportContext, facts: Facts, heightU: number, fullDepth: "t" | "f"): string {
  const size = `${digits(heightU, 1)}U${fullDepth === "t" ? "" : " half depth"}`;
  const slug = slugOf(`${facts.slug}-${size}`);
  const there = [...objects.of("dcim_devicetype")].find(
    ([, one]) => one.manufacturer_id === facts.manufacturer_id && one.slug === slug && isLike(one, heightU, fullDepth),
  );
  if (there !== undefined) return there[0];
  return objects.add("dcim_devicetype", {
    ...facts,
    model: once.take(`model ${facts.manufacturer_id}`, nameOf(`${facts.model} ${size}`, 95)),
    slug: once.take(`devicetype ${facts.manufacturer_id}`, slug),
    u_height: digits(heightU, 1),
    is_full_depth: fullDepth,
  });
}

function writeRoles({ now, before, objects, once, made }: ExportContext): ReadonlyMap<string, string | null> {
  const was = byKey(before.families);
  for (const { slug, name } of objects.of("dcim_rackrole").values()) {
    if (slug) once.take("rackrole", slug);
    if (name) once.take("rackrole name", name);
  }
  const keys = new Set(now.families.map(({ key }) => key));
  const roles = new Map<string, string | null>();
  for (const family of now.families) {
    const known = idIn("rackrole", family.key);
    if (known === null && !isNew(family.key)) {
      roles.set(family.key, null);
      continue;
    }
    const kept = known ?? objects.unclaimed("dcim_rackrole", "rackrole", slugOf(family.code), keys);
    const id = kept ?? objects.add("dcim_rackrole", { color: "9e9e9e" });
    keys.add(`rackrole:${id}`);
    const facts = objects.at("dcim_rackrole", id);
    const changed = change(family, was.get(family.key), facts);
    changed("name", (f) => {
      f.name = once.keep("rackrole name", nameOf(family.name, 90), f.name);
    });
    changed("code", (f) => {
      f.slug = once.keep("rackrole", slugOf(family.code), f.slug);
    });
    writeNotes(family, was.get(family.key), facts);
    made.note("hardware_family", "dcim_rackrole", id, family.key);
    roles.set(family.key, id);
  }
  return roles;
}

function writeDeviceTypes({ now, before, objects, once, made }: ExportContext): ReadonlyMap<string, string> {
  const was = byKey(before.serverTypes);
  for (const { slug, model, manufacturer_id } of objects.of("dcim_devicetype").values()) {
    if (slug) once.take(`devicetype ${manufacturer_id}`, slug);
    if (model) once.take(`model ${manufacturer_id}`, model);
  }
  const makers = objects.of("dcim_manufacturer");
  const ours = () =>
    [...makers].find(([, { slug }]) => slug === MAKER.slug)?.[0] ?? objects.add("dcim_manufacturer", { ...MAKER });
  const types = new Map<string, string>();
  for (const type of now.serverTypes) {
    const known = idIn("devicetype", type.key);
    const id = known ?? objects.add("dcim_devicetype", {});
    const facts = objects.at("dcim_devicetype", id);
    facts.manufacturer_id ??= ours();
    const maker = makers.get(facts.manufacturer_id) ?? MAKER;
    const without = (text: string, prefix: string) => (text.startsWith(prefix) ? text.slice(prefix.length) : text);
    const changed = change(type, was.get(type.key), facts);
    changed("name", (f) => {
      f.model = once.keep(`model ${f.manufacturer_id}`, nameOf(without(type.name, `${maker.name} `), 90), f.model);
    });
    changed("code", (f) => {
      f.slug = once.keep(`devicetype ${f.manufacturer_id}`, slugOf(without(type.code, `${maker.slug}-`)), f.slug);
    });
    changed("heightU", (f) => {
      f.u_height = digits(type.heightU, 1);
    });
    changed("fullDepth", (f) => {
      f.is_full_depth = type.fullDepth ? "t" : "f";
    });
    changed("weightKg", (f) => {
      // heavier things than NetBox takes weigh nothing there
      f.weight = type.weightKg <= 100_000 ? digits(type.weightKg, 2) : "";
      f.weight_unit = f.weight === "" ? "" : "kg";
      f._abs_weight = f.weight === "" ? "" : digits(Number(f.weight) * 1000, 0);
    });
    changed("ports", (f) => {
      f.interface_template_count = String(Math.min(type.ports, 100_000));
    });
    if (known === null) facts.power_port_template_count = type.nameplateW > 0 ? "1" : "0";
    writeNotes(type, was.get(type.key), facts);
    made.note("server_type", "dcim_devicetype", id, type.key);
    types.set(type.key, id);
  }
  return types;
}

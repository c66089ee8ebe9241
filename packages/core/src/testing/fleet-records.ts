import fc, { type GeneratorValue } from "fast-check";
import { recordTypes } from "../topology/records/fleet";
import type { FieldKind, FleetRecord, RecordTypeName, RecordValue } from "../topology/records/types";

export type FleetRecords = ReadonlyMap<RecordTypeName, readonly FleetRecord[]>;

/** Texts that files and spreadsheets are hard on: quotes, separators, formulas, apostrophes, line breaks, other scripts. */
const awkward = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom("=", "+", "-", "@", "'", '"', ",", ";", "\\", "\n", "\r", "\t", " ", "a"),
    maxLength: 8,
  }),
  fc.constantFrom("=1+2", "'=1+2", "''", "NULL", "\\N", "{}", '""', "-1", "\r\n", "1e5", "true", "ß", "机架"),
);
/** Without what no file takes: control characters, halves of pairs. */
const text = awkward.map((value) => value.replace(/[^\t\n\r\P{Cc}]|\p{Surrogate}/gu, ""));
const day = fc.integer({ min: 0, max: 20_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

/**
 * A random fleet that holds every rule of the database. `owners`: addresses of people who may keep positions. Two fleets with plain
 * codes have many keys in common. For the generator that
 * `fc.gen()` gives a property.
 */
export function randomFleet(
  g: GeneratorValue,
  owners: readonly string[],
  codes: "awkward" | "plain" = "awkward",
): FleetRecords {
  const found = new Map<RecordTypeName, FleetRecord[]>(recordTypes.map(({ name }) => [name, []]));
  let count = 0;
  const times = <T>(min: number, max: number, make: (at: number) => T): T[] =>
    Array.from({ length: g(fc.integer, { min, max }) }, (_, at) => make(at));
  const pick = <T>(of: readonly T[]): T => of[g(fc.nat, { max: of.length - 1 })]!;
  const code = (): string => `${codes === "plain" ? "c" : g(() => text)}${++count}`;
  const any = (kind: FieldKind): RecordValue => {
    if (kind.type === "text") return g(() => (kind.trimmed ? text.map((t) => t.trim()) : text));
    if (kind.type === "whole") return g(fc.integer, { min: kind.min, max: kind.max });
    if (kind.type === "number") {
      const { min, max, step } = kind;
      if (step !== undefined) return g(() => fc.integer({ min: min / step, max: max / step }).map((n) => n * step));
      return g(() => fc.double({ min, max, noNaN: true }).map((x) => (x === 0 ? 0 : x)));
    }
    if (kind.type === "flag") return g(fc.boolean);
    if (kind.type === "day") return g(() => day);
    if (kind.type === "object")
      return g(() =>
        fc
          .dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)), { minKeys: 1, maxKeys: 3 })
          .map((o) => JSON.stringify(o)),
      );
    return kind.type === "choice" ? pick(kind.of) : g(() => fc.array(text, { maxLength: 3 }));
  };
  /** Adds a record: the fields given, and anything that fits for the others. Empty texts are nothing where that may be. */
  const add = (name: RecordTypeName, given: Readonly<Record<string, RecordValue>>) => {
    const type = recordTypes.find((one) => one.name === name)!;
    const values = type.fields.map((field) => {
      const own = given[field.name];
      if (own !== undefined) return own;
      if (field.optional && g(fc.boolean)) return null;
      const value = any(field.kind);
      return field.optional && value === "" ? null : value;
    });
    found.get(name)!.push(values);
  };

  const families = times(1, 2, () => code());
  for (const one of families) add("hardware_families", { code: one });
  for (const one of times(0, 2, () => code())) add("power_supplies", { model: one, manufacturer: "m" });
  for (const one of times(0, 2, () => code())) {
    add("device_types", { slug: one, manufacturer: "m" });
    for (const port of times(0, 2, () => code()))
      add("device_power_ports", { manufacturer: "m", device_type: one, name: port });
  }
  const serverTypes = times(1, 2, () => code());
  for (const one of serverTypes) add("server_types", { code: one, family: pick(families) });
  const rackTypes = times(1, 2, () => code());
  for (const one of rackTypes) {
    add("rack_types", { code: one, family: pick(families), server_type: pick([null, ...serverTypes]) });
  }
  const places: Record<string, RecordValue>[] = [];
  const datacenters: string[] = [];
  for (const region of times(1, 2, () => code())) {
    add("regions", { code: region });
    for (const zone of times(0, 2, () => code())) {
      add("zones", { region, code: zone });
      for (const datacenter of times(0, 2, () => code())) {
        datacenters.push(datacenter);
        add("datacenters", { region, zone, code: datacenter });
        for (const room of times(0, 2, () => code())) places.push(...addRoom(datacenter, room));
      }
    }
  }

  function addRoom(datacenter: string, room: string): Record<string, RecordValue>[] {
    const here: Record<string, RecordValue>[] = [];
    add("rooms", { datacenter, code: room });
    const zones = times(1, 2, () => code());
    for (const zone of zones) add("cooling_zones", { datacenter, room, code: zone });
    const networks = times(0, 2, () => code());
    for (const network of networks) add("network_zones", { datacenter, room, code: network });
    const trees = [0, 1, 2].map(() => {
      const tree: string[] = [];
      for (const device of times(1, 4, () => code())) {
        add("power_devices", { datacenter, room, code: device, parent: tree.length === 0 ? null : pick(tree) });
        tree.push(device);
      }
      return tree;
    });
    for (const [at, row] of times(0, 2, () => code()).entries()) {
      add("rows", { datacenter, room, code: row, sequence: at * 7, network_zone: pick([null, ...networks]) });
      times(0, 4, (i) => {
        const place = { datacenter, room, row, number: i + 1 };
        add("positions", { ...place, cooling_zone: pick(zones) });
        const fed = g(fc.boolean) ? trees : trees.slice(1);
        for (const [f, tree] of fed.entries()) add("feeds", { ...place, slot: "ABC"[f]!, device: pick(tree) });
        here.push(place);
      });
      if (g(fc.boolean)) freeze({ datacenter, room, row });
    }
    if (g(fc.boolean)) freeze({ datacenter, room, row: null });
    return here;
  }
  function freeze(where: Record<string, RecordValue>) {
    const [starts_on, ends_on] = [g(() => day), g(() => day)].sort();
    add("freeze_windows", { ...where, starts_on: starts_on!, ends_on: ends_on!, reason: code() });
  }

  // each position is taken in turn: by a rack of the past, by one that stands, by a person, by nobody
  for (const place of places) {
    const what = g(fc.nat, { max: 3 });
    const { datacenter } = place as { datacenter: string };
    if (what <= 1) {
      const rack = code();
      add("racks", { code: rack, datacenter, rack_type: pick(rackTypes), height_u: 20 });
      add("placements", { ...place, rack, valid_from: "2026-01-01", valid_to: what === 0 ? "2026-02-01" : null });
      times(0, 3, (i) => {
        const server = code();
        add("servers", {
          rack,
          name: server,
          server_type: pick(serverTypes),
          start_u: i * 4 + 1 + g(fc.integer, { min: 0, max: 1 }) / 2,
          height_u: g(fc.integer, { min: 1, max: 7 }) / 2,
        });
        const from = pick([null, "2026-02-01"]);
        add("server_reservations", { rack, server, valid_from: from, valid_to: null });
        if (from !== null) add("server_reservations", { rack, server, valid_from: null, valid_to: from });
        add("unit_reservations", {
          rack,
          unit: 20 - i,
          face: pick(["front", "rear", "both"]),
          valid_from: from,
          valid_to: null,
        });
        // the other half of the year
        if (from !== null) add("unit_reservations", { rack, unit: 20 - i, valid_from: null, valid_to: from });
      });
    }
    if (what === 0 || what === 2) {
      add("reservations", {
        ...place,
        valid_from: "2026-03-01",
        valid_to: null,
        ...(g(fc.boolean)
          ? { owner_email: pick(owners), owner_name: null }
          : { owner_email: null, owner_name: code() }),
        ticket: pick([null, "=T-1"]),
        reason: pick(["a", "=b"]),
      });
    }
  }
  if (datacenters.length > 0) {
    const lone = code();
    add("racks", { code: lone, datacenter: pick(datacenters), rack_type: pick(rackTypes), height_u: 20 });
    freeze({ datacenter: pick(datacenters), room: null, row: null });
  }
  return found;
}

import type { CurrentInventory, CurrentServer } from "@headroom/core/topology/proposal/current";
import { currentServer } from "@headroom/core/topology/proposal/current-of";
import { serverReader } from "@headroom/core/topology/proposal/netbox-equipment";
import type { ImportProposal, SourceObject } from "@headroom/core/topology/proposal/types";
import type { Columns, Table, TableName } from "../column";
import { customFieldsOf, customText, typesIn } from "../custom-fields";
import { devicesOf, deviceTypesOf, racksOf } from "../document";
import { FormTexts } from "../forms";
import { TABLES } from "../tables";
import { writeServers } from "./equipment";
import { customNames, formSheet } from "./forms-csv";
import { writeLabels } from "./labels";
import { listSheet } from "./lists-json";
import { begin, finish } from "./now";
import type { Facts } from "./objects";
import type { Sheet } from "./sheet";
import { TaggedItems, tableSheet } from "./tables-csv";
import { byTable } from "./tables-text";
import type { NetboxVersion } from "./versions";

/** Devices by number with the power ports and outlets that hang from them, and the servers that they are here. */
export interface KnownPart {
  readonly devices: readonly SourceObject[];
  readonly hung: readonly SourceObject[];
  readonly servers: readonly CurrentServer[];
}

/** Servers in parts; may be asked for several times, and say the same each time. */
export interface ServerParts {
  /** What NetBox knows, by its numbers. */
  readonly known: () => AsyncIterable<KnownPart>;
  /** Servers that it does not know, by ours. */
  readonly fresh: () => AsyncIterable<readonly CurrentServer[]>;
  /** Names in racks (`RACK/NAME`) that several of its devices have, or that end in a number that one of them may get. */
  readonly contested: ReadonlySet<string>;
}

/** A file, a piece at a time. */
export interface StreamedFile {
  readonly name: string;
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** Rows that are put together into one piece. */
const ROWS = 2_000;
/** Tables with objects for each server. Their objects are never all in memory. */
export const PER_SERVER = ["dcim_device", "dcim_powerport", "dcim_poweroutlet"] as const satisfies readonly TableName[];
type PerServer = (typeof PER_SERVER)[number];
type Part = Readonly<Record<PerServer, readonly SourceObject[]>>;

/** What has to be known of the objects of a table before the first file. */
class Seen {
  count = 0;
  /** Those of which a form can say to what they belong. */
  sayable = 0;
  carrier = "";
  readonly tags = new Set<string>();
  readonly custom = new Set<string>();

  add({ facts }: SourceObject, isSayable: boolean): void {
    this.count += 1;
    if (isSayable) this.sayable += 1;
    for (const slug of facts.tags ? (JSON.parse(facts.tags) as string[]) : []) this.tags.add(slug);
    for (const [name, value] of customFieldsOf(facts)) if (isSayable && customText(value) !== "") this.custom.add(name);
    if (facts.custom_field_data?.includes('"headroom_')) this.carrier = facts.custom_field_data;
  }
}

/**
 * The files of an export, one after the other, each to be read before the next. Held in memory is what `now` and `stored` have (places, types, racks,
 * power; no servers, devices and what hangs from these) and one part of the servers, which are read anew for each file that needs them.
 */
export async function* streamedFiles(
  now: CurrentInventory,
  stored: readonly SourceObject[],
  before: ImportProposal | null,
  servers: ServerParts,
  { format, version }: { readonly format: "csv" | "json" | "forms"; readonly version: NetboxVersion },
): AsyncGenerator<StreamedFile> {
  const begun = begin(now, stored, before);
  const { context, racks, catalog } = begun;
  const { objects } = context;
  const asRead = {
    racks: racksOf(byKind(stored, "dcim_rack")),
    types: deviceTypesOf(byKind(stored, "dcim_devicetype")),
  };
  finish(begun);
  /** What NetBox knows, as it is now. */
  async function* knownNow(): AsyncGenerator<Part> {
    const read = serverReader({ racks: asRead.racks, deviceTypes: asRead.types }, servers.contested);
    for await (const part of servers.known()) {
      const was = devicesOf(part.devices).flatMap((device) => {
        const found = read(device, () => {});
        return typeof found === "string" ? [] : [currentServer(found)];
      });
      objects.put(part.devices);
      objects.put(part.hung);
      const there = new Set(part.servers.map(({ key }) => key));
      for (const { key } of was) if (!there.has(key)) objects.drop("dcim_device", key.slice("device:".length));
      const here = { ...now, servers: part.servers };
      writeServers({ ...context, now: here, before: { ...context.before, servers: was } }, racks, catalog);
      objects.settle(PER_SERVER);
      context.made.list.length = 0;
      yield partOf((table) => objects.takeAll(table));
    }
  }
  /** Devices and their ports that NetBox does not know, under the same numbers each time. */
  async function* made(): AsyncGenerator<Part> {
    for (const table of PER_SERVER) objects.restart(table);
    for await (const fresh of servers.fresh()) {
      writeServers({ ...context, now: { ...now, servers: fresh } }, racks, catalog);
      context.made.list.length = 0;
      yield partOf((table) => objects.take(table));
    }
  }
  async function* all(): AsyncGenerator<Part> {
    yield* knownNow();
    yield* made();
  }
  // types of other heights, tags and custom fields have to be known before the first file
  const seen = new Map(PER_SERVER.map((table) => [table as TableName, new Seen()]));
  for await (const part of all()) {
    const nameless = new Set(part.dcim_device.flatMap(({ externalId, facts }) => (facts.name ? [] : [externalId])));
    for (const table of PER_SERVER)
      for (const one of part[table]) seen.get(table)?.add(one, !nameless.has(one.facts.device_id ?? ""));
  }
  objects.settle();
  const labelled = new Map(
    [...seen].map(([table, { tags, carrier }]): [TableName, Facts[]] => [
      table,
      [{ tags: JSON.stringify([...tags]) }, { custom_field_data: carrier }],
    ]),
  );
  writeLabels(objects, labelled);
  const held = objects.toWrite();
  const found = byTable(held);
  // tables refer by numbers alone
  const uses = new Map([...seen].map(([table, { custom }]) => [table, custom]));
  const texts = new FormTexts(format === "csv" ? [] : held, uses);
  const customTypes = typesIn(found.get("extras_customfield") ?? []);
  const tags = found.get("extras_tag") ?? [];
  const sheetOf = (table: Table<Columns>): Sheet | null => {
    const own = found.get(table.name) ?? [];
    const streamed = seen.get(table.name);
    if (format === "csv") return tableSheet(table, own, version);
    if (format === "json")
      return listSheet(
        table,
        own,
        own.length + (streamed?.count ?? 0),
        version,
        (kind, id) => texts.get(kind, id),
        tags,
      );
    const names = new Set([...customNames(own, table, texts), ...(streamed?.custom ?? [])]);
    return formSheet(table, own, streamed?.sayable ?? 0, names, version, texts, customTypes);
  };
  /** All objects of a table, new ones behind. */
  async function* objectsOf(name: TableName): AsyncGenerator<readonly SourceObject[]> {
    yield found.get(name) ?? [];
    const perServer = PER_SERVER.find((one) => one === name);
    if (perServer === undefined || seen.get(name)?.count === 0) return;
    for await (const part of all()) {
      // ports are told by their devices
      for (const one of part.dcim_device) texts.add(one);
      yield part[perServer];
      for (const one of part.dcim_device) texts.remove(one);
    }
  }
  for (const table of TABLES as readonly Table<Columns>[]) {
    const sheet = sheetOf(table);
    if (sheet !== null) yield { name: sheet.name, pieces: written(sheet, objectsOf(table.name)) };
  }
  const isTagged = (name: TableName) => (seen.get(name)?.tags.size ?? 0) > 0;
  if (format !== "csv" || (!PER_SERVER.some(isTagged) && !held.some(({ facts }) => facts.tags))) return;
  const tagged = new TaggedItems(tags);
  async function* items(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(TaggedItems.head);
    for (const { name } of TABLES.filter((one) => !seen.has(one.name) || isTagged(one.name)))
      for await (const part of objectsOf(name)) yield Buffer.from(part.map((one) => tagged.rows(one)).join(""));
  }
  yield { name: TaggedItems.file, pieces: items() };
  const types = tagged.types();
  yield {
    name: types.name,
    pieces: (async function* () {
      yield types.bytes;
    })(),
  };
}

const partOf = (take: (table: PerServer) => readonly SourceObject[]): Part => ({
  dcim_device: take("dcim_device"),
  dcim_powerport: take("dcim_powerport"),
  dcim_poweroutlet: take("dcim_poweroutlet"),
});

const byKind = (objects: readonly SourceObject[], kind: TableName) => objects.filter((one) => one.kind === kind);

async function* written(
  { head, row, between, foot }: Sheet,
  parts: AsyncIterable<readonly SourceObject[]>,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(head);
  let first = true;
  for await (const part of parts) {
    for (let from = 0; from < part.length; from += ROWS) {
      const text = part
        .slice(from, from + ROWS)
        .map((one, i) => (first && i === 0 ? row(one) : `${between}${row(one)}`))
        .join("");
      first = false;
      yield Buffer.from(text);
    }
  }
  yield Buffer.from(foot);
}

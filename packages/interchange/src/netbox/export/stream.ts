import type { CurrentInventory, CurrentServer } from "@headroom/core/topology/proposal/current";
import type { ImportProposal, SourceObject } from "@headroom/core/topology/proposal/types";
import type { Columns, Table, TableName } from "../column";
import { customFieldsOf, customText, typesIn } from "../custom-fields";
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

/** Servers that NetBox does not know, by number, in parts; may be asked for several times, and says the same each time. */
export type NewServers = () => AsyncIterable<readonly CurrentServer[]>;

/** A file, a piece at a time. */
export interface StreamedFile {
  readonly name: string;
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** Rows that are put together into one piece. */
const ROWS = 2_000;
/** Tables with an object for each server. */
const PER_SERVER = ["dcim_device", "dcim_powerport"] as const satisfies readonly TableName[];

/**
 * The files of an export, one after the other, each to be read before the next. Held in memory is what `now` has (places, types, racks, power and
 * the servers that NetBox knows) and one part of the others, which are read anew for each file that needs them.
 */
export async function* streamedFiles(
  now: CurrentInventory,
  stored: readonly SourceObject[],
  before: ImportProposal | null,
  newServers: NewServers,
  { format, version }: { readonly format: "csv" | "json" | "forms"; readonly version: NetboxVersion },
): AsyncGenerator<StreamedFile> {
  const begun = begin(now, stored, before);
  const { context, racks, catalog } = begun;
  const { objects } = context;
  writeServers(context, racks, catalog);
  /** Devices and their ports, a part at a time, under the same numbers each time. */
  async function* made(): AsyncGenerator<Readonly<Record<(typeof PER_SERVER)[number], readonly SourceObject[]>>> {
    for (const table of PER_SERVER) objects.restart(table);
    for await (const servers of newServers()) {
      writeServers({ ...context, now: { ...now, servers } }, racks, catalog);
      const [devices = [], ports = []] = PER_SERVER.map((table) => objects.take(table));
      context.made.list.length = 0;
      yield { dcim_device: devices, dcim_powerport: ports };
    }
  }
  // types of other heights, tags and custom fields have to be known before the first file
  const seen = { devices: 0, ports: 0, tags: new Set<string>(), custom: new Set<string>(), carrier: "" };
  for await (const { dcim_device, dcim_powerport } of made()) {
    seen.devices += dcim_device.length;
    seen.ports += dcim_powerport.length;
    for (const { facts } of dcim_device) {
      for (const slug of facts.tags ? (JSON.parse(facts.tags) as string[]) : []) seen.tags.add(slug);
      for (const [name, value] of customFieldsOf(facts)) if (customText(value) !== "") seen.custom.add(name);
      if (facts.custom_field_data?.includes('"headroom_')) seen.carrier = facts.custom_field_data;
    }
  }
  finish(begun);
  const labelled: Facts[] = [{ tags: JSON.stringify([...seen.tags]) }, { custom_field_data: seen.carrier }];
  writeLabels(objects, new Map([["dcim_device", labelled]]));
  const all = objects.toWrite();
  const found = byTable(all);
  // tables refer by numbers alone
  const texts = new FormTexts(format === "csv" ? [] : all, new Map([["dcim_device", seen.custom]]));
  const customTypes = typesIn(found.get("extras_customfield") ?? []);
  const tags = found.get("extras_tag") ?? [];
  const counts = new Map<TableName, number>([
    ["dcim_device", seen.devices],
    ["dcim_powerport", seen.ports],
  ]);
  const sheetOf = (table: Table<Columns>): Sheet | null => {
    const own = found.get(table.name) ?? [];
    const others = counts.get(table.name) ?? 0;
    if (format === "csv") return tableSheet(table, own, version);
    if (format === "json")
      return listSheet(table, own, own.length + others, version, (kind, id) => texts.get(kind, id), tags);
    const names = new Set([...customNames(own, table, texts), ...(table.name === "dcim_device" ? seen.custom : [])]);
    return formSheet(table, own, others, names, version, texts, customTypes);
  };
  /** All objects of a table, new ones behind. */
  async function* objectsOf(name: TableName): AsyncGenerator<readonly SourceObject[]> {
    yield found.get(name) ?? [];
    const perServer = PER_SERVER.find((one) => one === name);
    if (perServer === undefined || seen.devices === 0) return;
    for await (const part of made()) {
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
  if (format !== "csv" || (seen.tags.size === 0 && !all.some(({ facts }) => facts.tags))) return;
  const tagged = new TaggedItems(tags);
  async function* items(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(TaggedItems.head);
    for (const { name } of TABLES)
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

import { err, ok, type Result } from "@headroom/core/foundation/result";
import { checkUtf8 } from "../csv/decode";
import { csvLine } from "../csv/guard";
import { type RejectedCell, shortened } from "../csv/rejected";
import { type JsonElement, jsonElements } from "../fleet/json-elements";
import type { Columns, Table, TableName } from "./column";
import { isKept } from "./facts";
import { fileOf } from "./load";
import type { InputFile, NetboxReading } from "./read";
import { TABLES } from "./tables";
import { isBookkeeping, RENAMED, saysSomething } from "./versions";

/** Endpoints of NetBox's REST API (3.6 and 4.x), by the table whose objects they list. */
export const ENDPOINTS: Readonly<Record<string, TableName>> = {
  regions: "dcim_region",
  tenants: "tenancy_tenant",
  sites: "dcim_site",
  locations: "dcim_location",
  manufacturers: "dcim_manufacturer",
  "rack-roles": "dcim_rackrole",
  "rack-types": "dcim_racktype",
  racks: "dcim_rack",
  "rack-reservations": "dcim_rackreservation",
  "device-roles": "dcim_devicerole",
  "device-types": "dcim_devicetype",
  devices: "dcim_device",
  "power-panels": "dcim_powerpanel",
  "power-feeds": "dcim_powerfeed",
  "power-ports": "dcim_powerport",
  "power-outlets": "dcim_poweroutlet",
  "site-groups": "dcim_sitegroup",
  "tenant-groups": "tenancy_tenantgroup",
  platforms: "dcim_platform",
  tags: "extras_tag",
  "custom-fields": "extras_customfield",
  "custom-field-choice-sets": "extras_customfieldchoiceset",
};

/** A list of the REST API as its table: the bytes of a CSV, and where its lines are in the JSON. */
export interface RestTable {
  readonly table: TableName;
  readonly csv: InputFile;
  /** File and line of the JSON by line of the CSV. */
  readonly origin: ReadonlyMap<number, { readonly file: string; readonly line: number }>;
  /** Fields that are not read, with the number of objects in which they say something. */
  readonly lossy: ReadonlyMap<string, number>;
}

/** The table whose objects a file lists by its name: `sites.json`, `dcim_sites.json`, `racks-2.json` for a second page. */
export function endpointOf(name: string): TableName | undefined {
  const base = name.split(/[/\\]/).at(-1) ?? "";
  const stem = /^(?:dcim[_-]|tenancy[_-]|extras[_-])?([a-z_-]+?)(?:[._-][0-9]+)?\.json$/i.exec(base)?.[1];
  const endpoint = stem?.toLowerCase().replaceAll("_", "-") ?? "";
  return Object.hasOwn(ENDPOINTS, endpoint) ? ENDPOINTS[endpoint] : undefined;
}

/** Columns of a table as far as they are kept, those that are read first. */
const columnsOf = (shape: Table<Columns>): string[] => [
  ...Object.keys(shape.columns),
  ...shape.unused.filter((column) => isKept(shape, column)),
];

/** All pages of one list as its table. A list that is not complete is refused. */
export function restTable(table: TableName, files: readonly InputFile[]): Result<RestTable, readonly RejectedCell[]> {
  const shape = TABLES.find(({ name }) => name === table) as Table<Columns>;
  const columns = columnsOf(shape);
  const origin = new Map<number, { file: string; line: number }>();
  const lossy = new Map<string, number>();
  const rejected: RejectedCell[] = [];
  const lines = [csvLine(columns)];
  let [line, total, announced] = [2, 0, 0];
  for (const file of files) {
    const page = pageOf(file);
    if (!page.ok) {
      rejected.push(page.error);
      continue;
    }
    announced = Math.max(announced, page.value.count);
    for (const { line: at, value } of page.value.elements) {
      total += 1;
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        rejected.push(
          refused(file.name, at, JSON.stringify(value) ?? "", "an object", "take the answer as the API gave it"),
        );
        continue;
      }
      const own = new Map(Object.entries(value));
      const text = csvLine(columns.map((column) => cellOf(shape, column, own)));
      origin.set(line, { file: file.name, line: at });
      lines.push(text);
      line += text.split("\n").length - 1;
      count(lossy, shape, own);
    }
  }
  if (rejected.length === 0 && announced > total) {
    const expected = `${announced} objects, as the answer itself says`;
    rejected.push(
      refused(
        files[0]!.name,
        null,
        `${total} objects`,
        expected,
        "ask for all of them with ?limit=0, or add the other pages",
      ),
    );
  }
  if (rejected.length > 0) return err(rejected);
  return ok({ table, csv: { name: fileOf(table), bytes: Buffer.from(lines.join("")) }, origin, lossy });
}

/** What was refused of a table, told in the file and lines of the JSON. */
export function inJson(rejected: readonly RejectedCell[], tables: readonly RestTable[]): RejectedCell[] {
  const byFile = new Map(tables.map((one) => [one.csv.name, one]));
  return rejected.map((cell) => {
    const from = cell.line === null ? undefined : byFile.get(cell.file)?.origin.get(cell.line);
    return from ? { ...cell, ...from, column: cell.column?.replace(/_id$/, "") ?? null } : cell;
  });
}

/** What will not be kept and what will not be seen, a sentence a table; it is said before anything is written. */
export function lossyWords({ lossy, unseen }: Pick<NetboxReading, "lossy" | "unseen">): string[] {
  return [...listed(lossy, "not kept are"), ...listed(unseen, "kept for exports and not shown are")];
}

function listed(fields: NetboxReading["lossy"], what: string): string[] {
  const byTable = new Map<TableName, string[]>();
  for (const { table, column, rows } of fields) {
    byTable.set(table, [...(byTable.get(table) ?? []), `${shortened(column)} (${rows})`]);
  }
  return [...byTable].map(([table, columns]) => `${table}: ${what} ${columns.join(", ")}`);
}

const refused = (file: string, line: number | null, value: string, expected: string, advice: string): RejectedCell => ({
  code: "value",
  file,
  line,
  column: null,
  value: shortened(value),
  expected,
  advice,
});

/** A list answer `{count, next, previous, results}`, or its results alone. */
function pageOf({ name, bytes }: InputFile): Result<{ elements: readonly JsonElement[]; count: number }, RejectedCell> {
  const checked = checkUtf8(name, bytes);
  if (!checked.ok) return checked;
  const text = new TextDecoder().decode(checked.value);
  if (!text.trimStart().startsWith("{")) {
    const elements = jsonElements(name, text);
    return Array.isArray(elements) ? ok({ elements, count: 0 }) : err(elements);
  }
  let answer: { results?: unknown; count?: unknown };
  try {
    answer = JSON.parse(text);
  } catch {
    return err(refused(name, 1, text.slice(0, 40), "JSON", "the file looks cut off: ask the API again"));
  }
  if (!Array.isArray(answer.results)) {
    return err(refused(name, 1, text.slice(0, 40), "an answer with results", "take the list of an endpoint"));
  }
  const count = typeof answer.count === "number" ? answer.count : 0;
  // only for the lines: the results stand behind the first key of that name, unless somebody has reordered the answer
  const begin = /"results"\s*:\s*\[/.exec(text);
  const at = begin ? begin.index + begin[0].length - 1 : 0;
  const before = text.slice(0, at).split("\n").length - 1;
  const found = jsonElements(name, text.slice(at, text.lastIndexOf("]") + 1));
  const lines = Array.isArray(found) && found.length === answer.results.length ? found : [];
  const elements = answer.results.map((value, i) => ({ value, line: before + (lines[i]?.line ?? 1) }));
  return ok({ elements, count });
}

const GRAMS = { kg: 1000, g: 1, lb: 453.59237, oz: 28.349523125 };

/** The names under which the API has a column, newest first. */
function namesOf(table: TableName, column: string): string[] {
  const old = Object.entries(RENAMED[table] ?? {}).flatMap(([was, now]) => (now === column ? [was] : []));
  return [column, ...old].map((name) => name.replace(/_id$/, ""));
}

function cellOf(shape: Table<Columns>, column: string, own: ReadonlyMap<string, unknown>): string {
  if (column === "id") return plain(own.get("id"));
  if (column === "_abs_weight") return inGrams(own.get("weight"), own.get("weight_unit"));
  if (column === "_abs_max_weight") return inGrams(own.get("max_weight"), own.get("weight_unit"));
  if (column === "custom_field_data") return plain(own.get("custom_fields"));
  if (column === "tags") return tagsOf(own.get("tags"));
  const name = namesOf(shape.name, column).find((one) => own.has(one));
  const value = name === undefined ? undefined : own.get(name);
  if (column === "units" && Array.isArray(value)) return `{${value.map(plain).join(",")}}`;
  // references are objects with an id, choices objects with a value; brief answers have them alone
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const inner = value as { id?: unknown; value?: unknown };
    return plain(column.endsWith("_id") ? inner.id : inner.value);
  }
  return plain(value);
}

/** Slugs; brief answers have them alone. */
function tagsOf(tags: unknown): string {
  if (!Array.isArray(tags)) return plain(tags);
  return tags.length === 0
    ? ""
    : JSON.stringify(tags.map((tag) => (typeof tag === "object" && tag !== null ? tag.slug : tag)));
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "t" : "f";
  return typeof value === "string" || typeof value === "number" ? String(value) : (JSON.stringify(value) ?? "");
}

/** A weight in grams, as NetBox keeps it beside the weight. */
export function inGrams(weight: unknown, unit: unknown): string {
  const name = typeof unit === "object" && unit !== null && "value" in unit ? unit.value : unit;
  const factor = Object.entries(GRAMS).find(([one]) => one === name)?.[1];
  const amount = Number(weight);
  return weight == null || weight === "" || factor === undefined || !Number.isFinite(amount)
    ? ""
    : String(Math.round(amount * factor));
}

function count(lossy: Map<string, number>, shape: Table<Columns>, own: ReadonlyMap<string, unknown>): void {
  const read = new Set(["custom_fields", ...columnsOf(shape).flatMap((column) => namesOf(shape.name, column))]);
  for (const weight of ["weight", "weight_unit"]) if (Object.hasOwn(shape.columns, "_abs_weight")) read.add(weight);
  for (const [name, value] of own) {
    if (read.has(name) || isBookkeeping(name)) continue;
    if (saysSomething(plain(value))) lossy.set(name, (lossy.get(name) ?? 0) + 1);
  }
}

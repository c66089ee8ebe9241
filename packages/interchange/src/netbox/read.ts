import type { SourceObject } from "@headroom/core/topology/proposal/types";
import { type RejectedCell, shortened } from "../csv/rejected";
import type { Columns, Row, RowOf, Table, TableName } from "./column";
import { checkElevations, checkFeedSites, checkLocated, checkLocationSites, checkReservations } from "./consistency";
import { type LoadedTables, type NetboxDocument, toDocument } from "./document";
import { objectsOf } from "./facts";
import { type Findings, fileOf, type Loaded, loadTable, type ReadOptions } from "./load";
import { checkReferences, checkTree, needFile } from "./references";
import { endpointOf, inJson, restTable } from "./rest";
import * as T from "./tables";

export interface InputFile {
  /** With or without folders before it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Rows of one table: `rows` = `accepted` + `rejected` + `dependent` (gone with their file's header or with what they refer to). */
export interface TableCount {
  readonly table: TableName;
  readonly present: boolean;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly dependent: number;
}

export interface FieldCount {
  readonly table: TableName;
  readonly column: string;
  readonly rows: number;
}

export interface NetboxReading {
  /** The accepted rows. Only complete when nothing was rejected: commit it then, and only then. */
  readonly document: NetboxDocument;
  /** One a refused row or file, by table and line. */
  readonly rejected: readonly RejectedCell[];
  /** Unknown columns that were passed over on request. */
  readonly warnings: readonly RejectedCell[];
  readonly counts: readonly TableCount[];
  /** Files that hold no table Headroom reads. */
  readonly ignored: readonly string[];
  /** What is kept for exports and shown nowhere: columns or fields, and in how many rows they say something. */
  readonly unseen: readonly FieldCount[];
  /** Fields that are not kept at all. */
  readonly lossy: readonly FieldCount[];
  /** Every accepted object with all that is kept of it. */
  readonly objects: readonly SourceObject[];
}

const ORDER: readonly TableName[] = T.TABLES.map((table) => table.name);

/**
 * Reads a NetBox installation (3.6 to 4.x): its tables, one CSV file a table, named `dcim_site.csv` and so on, or the lists of its REST
 * API, named `sites.json` and so on, several pages as `racks.json`, `racks-2.json`. Needed are dcim_site and
 * every table something refers to. Unknown columns refuse a file unless the options say otherwise. Linear in the size of the files.
 */
export function readNetbox(files: readonly InputFile[], options: ReadOptions = {}): NetboxReading {
  const findings: Findings = { rejected: [], warnings: [], lossy: [] };
  const { tables: lists, others } = fromRest(files, findings);
  const { contents, ignored } = sortFiles([...others, ...lists.map(({ csv }) => csv)], findings);
  const done = new Map<TableName, Loaded<Readonly<Record<string, unknown>>>>();
  let tags: TagsOf = new Map();
  const load = <C extends Columns>(table: Table<C>) => {
    const ofTable = tags.get(table.name);
    const loaded = loadTable(table, contents.get(table.name), options, findings, (id) => ofTable?.get(id) ?? []);
    checkReferences(table, loaded, done, findings);
    done.set(table.name, loaded);
    return loaded;
  };
  tags = tagsByObject(load(T.CONTENT_TYPE), load(T.TAG), load(T.TAGGED_ITEM));
  for (const table of T.KEPT) load(table);
  const tables = loadAll(load, findings);
  if (tables.sites.state === "absent") needFile("dcim_site", "everything", findings);
  return {
    document: toDocument(tables),
    rejected: inJson(inFileOrder(findings.rejected), lists),
    warnings: findings.warnings,
    counts: ORDER.map((name) => countOf(name, done.get(name))),
    ignored,
    unseen: findings.lossy,
    lossy: lists.flatMap(({ table, lossy }) => [...lossy].map(([column, rows]) => ({ table, column, rows }))),
    objects: [...done.values()].flatMap((loaded) => (JOINS.has(loaded.name) ? [] : objectsOf(loaded))),
  };
}

/** Tables that only join others: what they say is in the others' rows. */
const JOINS: ReadonlySet<TableName> = new Set(["extras_taggeditem", "django_content_type"]);

type TagsOf = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/** Slugs by table and id. */
function tagsByObject(
  types: Loaded<Row<typeof T.CONTENT_TYPE>>,
  tags: Loaded<Row<typeof T.TAG>>,
  items: Loaded<Row<typeof T.TAGGED_ITEM>>,
): TagsOf {
  const found = new Map<string, Map<string, string[]>>();
  for (const { value } of items.rows.values()) {
    const type = types.rows.get(value.content_type_id)?.value;
    const slug = tags.rows.get(value.tag_id)?.value.slug;
    if (type === undefined || slug === undefined) continue;
    const table = `${type.app_label}_${type.model}`;
    const ofTable = found.get(table) ?? new Map<string, string[]>();
    found.set(table, ofTable);
    ofTable.set(value.object_id, [...(ofTable.get(value.object_id) ?? []), slug]);
  }
  return found;
}

/** Lists of the REST API become tables; the other files stay as they are. */
function fromRest(files: readonly InputFile[], findings: Findings) {
  const pages = new Map<TableName, InputFile[]>();
  const others: InputFile[] = [];
  for (const file of files) {
    const table = endpointOf(file.name);
    if (table === undefined) others.push(file);
    else pages.set(table, [...(pages.get(table) ?? []), file]);
  }
  const tables = [...pages].flatMap(([table, ofTable]) => {
    const read = restTable(table, ofTable);
    if (read.ok) return [read.value];
    findings.rejected.push(...read.error);
    return [];
  });
  return { tables, others };
}

function loadAll(load: <C extends Columns>(table: Table<C>) => Loaded<RowOf<C>>, findings: Findings): LoadedTables {
  const regions = load(T.REGION);
  checkTree(regions, findings);
  const tenants = load(T.TENANT);
  const sites = load(T.SITE);
  const locations = load(T.LOCATION);
  checkLocationSites(locations, findings);
  checkTree(locations, findings);
  const manufacturers = load(T.MANUFACTURER);
  const rackRoles = load(T.RACK_ROLE);
  const rackTypes = load(T.RACK_TYPE);
  const racks = load(T.RACK);
  checkLocated(racks, locations, findings);
  const reservations = load(T.RACK_RESERVATION);
  const deviceRoles = load(T.DEVICE_ROLE);
  const deviceTypes = load(T.DEVICE_TYPE);
  const devices = load(T.DEVICE);
  checkLocated(devices, locations, findings);
  const panels = load(T.POWER_PANEL);
  checkLocated(panels, locations, findings);
  const feeds = load(T.POWER_FEED);
  const placed = { locations, racks, reservations, deviceTypes, devices, panels, feeds };
  checkReservations(placed, findings);
  checkElevations(placed, findings);
  checkFeedSites(placed, findings);
  const ports = load(T.POWER_PORT);
  const outlets = load(T.POWER_OUTLET);
  return { ...placed, regions, tenants, sites, manufacturers, rackRoles, rackTypes, deviceRoles, ports, outlets };
}

function sortFiles(files: readonly InputFile[], findings: Findings) {
  const contents = new Map<TableName, Uint8Array>();
  const ignored: string[] = [];
  for (const file of files) {
    const base = file.name.split(/[/\\]/).at(-1) ?? "";
    const table = ORDER.find((name) => fileOf(name) === base.toLowerCase());
    if (table === undefined) {
      ignored.push(file.name);
    } else if (contents.has(table)) {
      findings.rejected.push({
        code: "repeated_file",
        file: fileOf(table),
        line: null,
        column: null,
        value: shortened(file.name),
        expected: "each table in one file",
        advice: "leave one of the two files out",
      });
    } else {
      contents.set(table, file.bytes);
    }
  }
  return { contents, ignored };
}

function inFileOrder(rejected: readonly RejectedCell[]): RejectedCell[] {
  const order = (cell: RejectedCell) => ORDER.findIndex((name) => fileOf(name) === cell.file);
  return [...rejected].sort((a, b) => order(a) - order(b) || (a.line ?? 0) - (b.line ?? 0));
}

function countOf(table: TableName, loaded: Loaded<unknown> | undefined): TableCount {
  if (loaded === undefined) return { table, present: false, rows: 0, accepted: 0, rejected: 0, dependent: 0 };
  const { rejected, dependent } = loaded.counts;
  const present = loaded.state !== "absent";
  return { table, present, rows: loaded.total, accepted: loaded.rows.size, rejected, dependent };
}

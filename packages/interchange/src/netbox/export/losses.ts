import { FORMS, isInForm, tableNamed } from "../forms";
import { hasTable, isLater, type NetboxVersion } from "./versions";

/** Something of the inventory that an export to NetBox does not say, and of how many things. */
export interface ExportLoss {
  readonly what: string;
  readonly count: number;
}

/** How many things there are of what NetBox has no place for, or may have none. */
export interface LossCounts {
  readonly racks: number;
  readonly racksInRows: number;
  readonly racksNowhere: number;
  readonly rooms: number;
  readonly rows: number;
  readonly powerDevices: number;
  readonly newDevicesBelow: number;
  readonly serverTypes: number;
  readonly newServerTypes: number;
  readonly unitsAgain: number;
  readonly codes: number;
  readonly tags: number;
  /** Of what was imported: columns that say something. */
  readonly facts: readonly { readonly kind: string; readonly column: string; readonly count: number }[];
  /** Parts of devices without a name. */
  readonly nameless: readonly { readonly kind: string; readonly count: number }[];
}

/** All that NetBox has no place for, so that it can be told before anything is written. */
export function lossesOf(counts: LossCounts, version: NetboxVersion, forms: boolean): ExportLoss[] {
  const losses: ExportLoss[] = [
    {
      what: "racks: their number in the row; an import puts them in the order of their names",
      count: counts.racksInRows,
    },
    { what: "rooms: cooling zones, network zones, weight limits and free positions", count: counts.rooms },
    { what: "rows: their order, ports and fault domains", count: counts.rows },
    { what: "power devices: limits while another is down", count: counts.powerDevices },
    { what: "power devices below a panel: a feed for each rack instead", count: counts.newDevicesBelow },
    { what: "server types: derated power, cores, memory, storage and accelerators", count: counts.serverTypes },
    { what: "racks: their rack type's price, lead times and servers; feeds say what it may draw", count: counts.racks },
    {
      what: "racks that stand nowhere: an import gives them a place in their datacenter",
      count: counts.racksNowhere,
    },
    {
      what: "units that are reserved by face or for different days: the first reservation, for both faces and good",
      count: counts.unitsAgain,
    },
    { what: "codes that are no slug: written as one", count: counts.codes },
    { what: "tags that are no slug: written as one", count: counts.tags },
    ...lostIn(counts, version),
    ...(forms ? unsaidInForms(counts, version) : []),
  ];
  return losses.filter(({ count }) => count > 0);
}

/** What the version has no place for: tables and columns. */
function lostIn({ facts }: LossCounts, version: NetboxVersion): ExportLoss[] {
  if (version === "4.x") return [];
  const tables = new Map<string, number>();
  for (const { kind, count } of facts)
    if (!hasTable(version, kind)) tables.set(kind, Math.max(count, tables.get(kind) ?? 0));
  const columns = facts.filter(({ kind, column }) => hasTable(version, kind) && isLater(tableNamed(kind).name, column));
  return [
    ...[...tables].map(([what, count]) => ({ what, count })),
    ...columns.map(({ kind, column, count }) => ({ what: `${kind}.${column}`, count })),
  ].map(({ what, count }) => ({ what: `${what}: NetBox ${version} has no such thing`, count }));
}

/** What forms do not say: tables without a form, columns that forms do not have, parts of what has no name. */
function unsaidInForms({ facts, nameless, newServerTypes }: LossCounts, version: NetboxVersion): ExportLoss[] {
  const formless = new Map<string, number>();
  for (const { kind, count } of facts)
    if (FORMS[tableNamed(kind).name] === undefined) formless.set(kind, Math.max(count, formless.get(kind) ?? 0));
  const columns = facts.filter(
    ({ kind, column }) =>
      !formless.has(kind) &&
      hasTable(version, kind) &&
      !isInForm(tableNamed(kind).name, column) &&
      column !== "starting_unit",
  );
  return [
    ...[...formless].map(([kind, count]) => ({ what: `${kind}: written for no import form`, count })),
    ...columns.map(({ kind, column, count }) => ({ what: `${kind}.${column}: not in NetBox's import form`, count })),
    {
      what: "new device types: how many power ports and interfaces they have; not in NetBox's import form",
      count: newServerTypes,
    },
    ...nameless.map(({ kind, count }) => ({
      what: `${kind} of devices without a name: forms tell devices by their names`,
      count,
    })),
  ];
}

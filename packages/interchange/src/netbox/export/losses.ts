import type { NetboxCounts, NetboxLoss } from "@headroom/contracts/exports";
import { FORMS, isInForm, tableNamed } from "../forms";
import { hasTable, isLater, type NetboxVersion } from "./versions";

/** All that NetBox has no place for, so that it can be told before anything is written. */
export function lossesOf(counts: NetboxCounts, version: NetboxVersion, forms: boolean): NetboxLoss[] {
  const losses: NetboxLoss[] = [
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
function lostIn({ facts }: NetboxCounts, version: NetboxVersion): NetboxLoss[] {
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
function unsaidInForms({ facts, nameless, newServerTypes }: NetboxCounts, version: NetboxVersion): NetboxLoss[] {
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

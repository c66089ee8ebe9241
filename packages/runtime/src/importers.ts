import type { DatacenterModel } from "@headroom/core/topology/datacenter";
import { proposeInstance } from "@headroom/core/topology/proposal/instance";
import { proposeNetbox } from "@headroom/core/topology/proposal/netbox";
import { NETBOX_DEFAULTS } from "@headroom/core/topology/proposal/netbox-options";
import { fromJson } from "@headroom/interchange/fleet/values";
import { adopt } from "@headroom/interchange/netbox/adopt";
import type { TableName } from "@headroom/interchange/netbox/column";
import { lossesOf } from "@headroom/interchange/netbox/export/losses";
import { keyOfMade } from "@headroom/interchange/netbox/export/made";
import { objectsMade, proposalOf } from "@headroom/interchange/netbox/export/now";
import { renumbered } from "@headroom/interchange/netbox/export/renumbered";
import { PER_SERVER, streamedFiles } from "@headroom/interchange/netbox/export/stream";
import { formOf } from "@headroom/interchange/netbox/forms";
import { readNetboxForms } from "@headroom/interchange/netbox/forms-reading";
import { keysWithNumbers, keyWithNumbers } from "@headroom/interchange/netbox/numbers";
import { readNetbox } from "@headroom/interchange/netbox/read";
import { FIRST_INVENTED } from "@headroom/interchange/netbox/read-forms";
import { lossyWords } from "@headroom/interchange/netbox/rest";
import type { FileFault } from "@headroom/interchange/placement/fault";
import { type PlacementInstance, parseInstance } from "@headroom/interchange/placement/instance";
import type { Importers, ImportFile, ImportOptions, ImportReading, NetboxHere } from "@headroom/services/ports/imports";
import { devicetypes, fleet, regions, toRejected } from "./fleet-reader";
import { ask } from "./import-questions";

type Rejected = ImportReading["rejected"][number];

/** The noun whose rows a NetBox table holds; tables that only describe others are counted under their own name. */
const nounOf: Readonly<Partial<Record<TableName, string>>> = {
  dcim_region: "region",
  dcim_site: "datacenter",
  dcim_rack: "rack",
  dcim_rackrole: "hardware_family",
  dcim_rackreservation: "rack_unit_reservation",
  dcim_devicetype: "server_type",
  dcim_device: "server",
  dcim_powerfeed: "power_device",
};

const fault = ({ file, path, expected, found }: FileFault): Rejected => ({
  file,
  line: 0,
  column: path,
  value: found,
  expected,
  advice: "correct the file, or make it anew",
});

/** An option that an importer does not know is refused: a misspelt one would silently leave a default standing. */
function unknownOptions(options: ImportOptions, known: readonly string[]): Rejected[] {
  return Object.keys(options)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      file: "options",
      line: 0,
      column: name,
      value: String(options[name]),
      expected: `one of ${known.join(", ")}`,
      advice: "leave the option out, or correct its name",
    }));
}

const NETBOX_OPTIONS = Object.keys(NETBOX_DEFAULTS).filter((name) => name !== "source");
const INSTANCE_OPTIONS = ["requests", "rackHeightU", "rackWeightKg", "rackPorts", "deratingPercent"];

function netbox(files: readonly ImportFile[], options: ImportOptions, here: NetboxHere | null): ImportReading {
  const reading = here === null ? readNetbox(files) : overHere(files, here);
  const rejected = [...unknownOptions(options, NETBOX_OPTIONS), ...reading.rejected.map(toRejected)];
  const counts = reading.counts
    .filter(({ present }) => present)
    .map(({ table, rows, rejected: refused, dependent }) => ({
      noun: nounOf[table] ?? table,
      read: rows,
      rejected: refused + dependent,
    }));
  const warnings = [
    ...reading.warnings.map((w) => `${w.file}: column ${w.column ?? w.value} is not one of NetBox 4.2: passed over`),
    ...lossyWords(reading),
    ...reading.ignored.map((name) => `${name} holds no table that is read: passed over`),
  ];
  if (rejected.length > 0) return { proposal: null, rejected, counts, warnings };
  const proposed = proposeNetbox(reading.document, options);
  if (proposed.ok) {
    return { proposal: { ...proposed.value, objects: reading.objects, options }, rejected, counts, warnings };
  }
  const wrong = proposed.error.map(({ option, value, min, max }) => ({
    file: "options",
    line: 0,
    column: option,
    value: String(value),
    expected: `a whole number from ${min} to ${max}`,
    advice: "correct the option",
  }));
  return { proposal: null, rejected: wrong, counts, warnings };
}

/** Files for forms say what something is called: they are read over what is there. */
const netboxForms: Importers["netboxForms"] = (files) => files.some(({ name }) => formOf(name) !== undefined);

function overHere(files: readonly ImportFile[], { inventory, objects }: NetboxHere) {
  const base = objectsMade(inventory, objects, proposalOf(objects), FIRST_INVENTED);
  return readNetboxForms(files, base.objects, objects);
}

function datacenter(file: ImportFile, options: ImportOptions): ImportReading {
  const parsed = parseInstance(file.name, file.bytes);
  const rejected = [
    ...unknownOptions(options, INSTANCE_OPTIONS),
    ...wrongInstanceOptions(options),
    ...(parsed.ok ? otherFeeds(file.name, parsed.value.model.groups) : parsed.error.map(fault)),
  ];
  if (!parsed.ok || rejected.length > 0) return { proposal: null, rejected, counts: [], warnings: [] };
  const { model, placed, requests } = parsed.value;
  const { requests: wanted = 0, ...numbers } = options;
  const racks = placed.reduce((sum, p) => sum + Object.values(p.racks).reduce((a, b) => a + b, 0), 0);
  const counted = {
    room: model.rooms.length,
    ...(model.networkZones ? { network_zone: model.networkZones.length } : {}),
    row: model.rows.length,
    cooling_zone: model.coolingZones.length,
    power_device: model.devices.length,
    position: model.groups.reduce((sum, g) => sum + g.positions, 0),
    rack: racks,
    request: requests.length,
  };
  return {
    proposal: proposeInstance(parsed.value, { ...numbers, requests: wanted !== 0 }),
    rejected,
    counts: Object.entries(counted).map(([noun, read]) => ({ noun, read, rejected: 0 })),
    warnings: [
      ...(wanted === 0 && requests.length > 0
        ? [`${requests.length} requests are left out, as nobody asked for them`]
        : []),
      ...leftOut(parsed.value, wanted !== 0),
    ],
  };
}

/** The inventory has two feeds a position; a plan from a file may have others. */
const otherFeeds = (file: string, groups: DatacenterModel["groups"]): Rejected[] =>
  groups.flatMap(({ feeds }, i) => {
    if (feeds.length === 2) return [];
    return [
      fault({
        file,
        path: `$.datacenter.positionGroups[${i}].feeds`,
        expected: "exactly two feeds",
        found: `${feeds.length} feed${feeds.length === 1 ? "" : "s"}`,
      }),
    ];
  });

/** What the second format says and the inventory is not given, a sentence each. */
function leftOut(
  { model, placed, requests, pinned, forbiddenRowIds }: PlacementInstance,
  withRequests: boolean,
): string[] {
  const ruled = [...placed, ...(withRequests ? requests : [])].filter((r) => r.spread || r.antiAffinity || r.affinity);
  const blocked = model.groups.reduce((sum, group) => sum + (group.blocked ?? 0), 0);
  const said: readonly (readonly [count: number, what: string])[] = [
    [ruled.length, "lots and requests come without the rules of their keys"],
    [model.freezes?.length ?? 0, "freezes are left out"],
    [model.rows.filter((row) => (row.tags?.length ?? 0) > 0).length, "rows come without their tags"],
    [blocked, "blocked positions are left out"],
    [(pinned?.length ?? 0) + (forbiddenRowIds?.length ?? 0), "pins and forbidden rows are left out"],
  ];
  return said.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []));
}

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  requests: [0, 1],
  rackHeightU: [1, 100],
  rackWeightKg: [0, 100_000],
  rackPorts: [0, 100_000],
  deratingPercent: [0, 100],
};

function wrongInstanceOptions(options: ImportOptions): Rejected[] {
  return Object.entries(options).flatMap(([name, value]) => {
    const range = RANGES[name];
    if (!range || (Number.isInteger(value) && value >= range[0] && value <= range[1])) return [];
    const expected = `a whole number from ${range[0]} to ${range[1]}`;
    return [{ file: "options", line: 0, column: name, value: String(value), expected, advice: "correct the option" }];
  });
}

const netboxNow: Importers["netboxNow"] = (inventory, stored, options, incoming) => {
  const before = proposalOf(stored, options);
  const { objects, made } = renumbered(objectsMade(inventory, stored, before), stored, incoming);
  return {
    before,
    now: proposalOf(objects, options),
    made: made.map((one) => ({ kind: one.kind, key: keyOfMade(one), localId: one.localId })),
  };
};

const netboxAdopted: Importers["netboxAdopted"] = (stored, options, incoming) => {
  const { adoptions, numbers, objects } = adopt(stored, incoming);
  if (adoptions.length === 0) return null;
  const before = proposalOf(stored, options);
  return {
    adoptions,
    objects,
    before: before && keysWithNumbers({ ...before, objects: [] }, numbers),
    renamed: (value) => keysWithNumbers(value, numbers),
    renamedKey: (key) => keyWithNumbers(key, numbers),
  };
};

const netboxFiles: Importers["netboxFiles"] = (inventory, objects, servers, wanted) => {
  const before = proposalOf(objects);
  if (before === null && objects.length > 0) throw new Error("what was imported from NetBox cannot be read any more");
  return streamedFiles(inventory, objects, before, servers, wanted);
};

const netboxLosses: Importers["netboxLosses"] = (counts, { format, version }) =>
  lossesOf(counts, version, format === "forms");

/** Every reader of files, behind services' port. */
export const importers: Importers = {
  netbox,
  netboxForms,
  netboxNow,
  netboxAdopted,
  netboxPerServer: PER_SERVER,
  netboxFiles,
  netboxLosses,
  datacenter,
  fleet,
  devicetypes,
  regions,
  ask,
  value: fromJson,
};

import { err, ok, type Result } from "@headroom/core/foundation/result";
import { recordType, recordTypes } from "@headroom/core/topology/records/fleet";
import type { RecordType } from "@headroom/core/topology/records/types";
import type { ImportKind } from "@headroom/services/ports/imports";
import { readArguments } from "./arguments";

export const IMPORT_USAGE = [
  "usage: headroom import netbox DIR [--dry-run] [--take NAME ...] [--yes] [--as EMAIL] [--option NAME=NUMBER ...]",
  "       headroom import datacenter INSTANCE.json[.gz] [--requests] [--yes] [--as EMAIL] [--option NAME=NUMBER ...]",
  "       headroom import fleet DIR [--map FILE] [--dry-run] [--yes] [--as EMAIL]",
  "       headroom import devicetypes PATH [--ask FILE] [--dry-run] [--yes] [--as EMAIL]",
  "       headroom import regions FILE [--dry-run] [--yes] [--as EMAIL]",
  "       headroom import template TYPE",
  "       headroom import controllers FILE.csv [--dry-run] [--as EMAIL]   how to reach management controllers; --help tells its columns",
  "       headroom import readings FILE.csv [--dry-run] [--as EMAIL]   what meters say; --help tells its columns",
  "",
  "  Shows what would be created, changed and refused, and what is assumed; writes it when it is confirmed, all or nothing.",
  "",
  "  DIR         folder with the CSV tables (dcim_site.csv), the REST API's lists (sites.json) or import forms (sites.csv) of a NetBox, or with files of the",
  "              fleet format (racks.csv, servers.json and so on; docs/interchange/fleet.md)",
  "  TYPE        a type of the fleet format: the head of its CSV file goes to standard output",
  "  PATH        folder with a device-type library: a YAML file a device, power supplies and answers as CSV",
  "  --ask       writes a table of the devices without power; filled in and put into the folder, it answers",
  "  --map       JSON or YAML that says which file holds which type, and what its columns are called",
  "  --dry-run   only show what would be done; an import that was interrupted goes on when it is started again",
  "  --take      what people here and NetBox have both changed stays as it is here; of a rack of this name, or of `all`, NetBox's side is taken",
  "  --requests  make open requests of the instance's requests, too",
  "  --yes       confirm every assumption without asking",
  "  --as        the person who imports, and asks for the requests (default: the system, and the first planner or admin)",
  "  --option    a number the files do not say, such as rackPowerW=6000; the report names them",
  "",
  "The database is DATABASE_URL, or the one of a Headroom that `npm start` runs.",
];

export interface ImportArguments {
  readonly kind: ImportKind;
  readonly path: string;
  /** Of the fleet format. */
  readonly map: string | null;
  /** Where to write the device types without power. */
  readonly ask: string | null;
  /** Names of conflicts of which the source's side is taken, or `all`. */
  readonly take: readonly string[];
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly as: string | null;
  readonly options: Readonly<Record<string, number>>;
}

export interface TemplateArguments {
  readonly kind: "template";
  readonly type: RecordType;
}

const KINDS: readonly string[] = ["netbox", "datacenter", "fleet", "devicetypes", "regions", "template"] satisfies (
  | ImportKind
  | "template"
)[];
const EXPECTED: Readonly<Record<string, string>> = {
  netbox: "a DIR",
  datacenter: "an INSTANCE file",
  fleet: "a DIR",
  devicetypes: "a PATH",
  regions: "a FILE",
  template: "a TYPE",
};

/** Reads the arguments of `headroom import`, or says everything that is wrong with them. */
export function parseImportArguments(
  args: readonly string[],
): Result<ImportArguments | TemplateArguments | "help", readonly string[]> {
  const parsed = readArguments(args, OPTIONS);
  if (!parsed.ok) return parsed;
  if (parsed.value === "help") return ok("help");
  const { values, positionals } = parsed.value;
  const faults: string[] = [];
  const [kind, path, ...more] = positionals;
  if (kind === undefined || !KINDS.includes(kind)) {
    const found = kind === undefined ? "nothing" : JSON.stringify(kind);
    faults.push(`expected netbox, datacenter, fleet, devicetypes, regions or template, found ${found}`);
  } else if (path === undefined) faults.push(`expected ${EXPECTED[kind]}, found nothing`);
  if (more.length > 0) faults.push(`${JSON.stringify(more[0])}: only one at a time is imported`);
  if (values.requests && kind !== "datacenter")
    faults.push(`--requests: ${kind === "netbox" ? "NetBox" : kind} has none`);
  if (values.map !== undefined && kind !== "fleet") faults.push("--map: only files of the fleet format are mapped");
  if (values.ask !== undefined && kind !== "devicetypes") faults.push("--ask: only device types are asked for");
  if (values.take !== undefined && kind !== "netbox") faults.push("--take: only a NetBox has another side");
  const options: Record<string, number> = values.requests ? { requests: 1 } : {};
  for (const text of values.option ?? []) {
    const found = /^(\w{1,40})=(-?\d{1,15}(?:\.\d{1,15})?)$/.exec(text);
    if (found) options[found[1]!] = Number(found[2]);
    else faults.push(`--option: expected NAME=NUMBER, found ${JSON.stringify(text.slice(0, 60))}`);
  }
  if (faults.length > 0) return err(faults);
  if (kind === "template") {
    const type = recordType(path!);
    const known = recordTypes.map(({ name }) => name).join(", ");
    return type ? ok({ kind, type }) : err([`expected one of ${known}, found ${JSON.stringify(path)}`]);
  }
  return ok({
    kind: kind as ImportKind,
    path: path!,
    map: values.map ?? null,
    ask: values.ask ?? null,
    take: values.take ?? [],
    dryRun: values["dry-run"] ?? false,
    yes: values.yes ?? false,
    as: values.as ?? null,
    options,
  });
}

const OPTIONS = {
  requests: { type: "boolean" },
  map: { type: "string" },
  ask: { type: "string" },
  take: { type: "string", multiple: true },
  "dry-run": { type: "boolean" },
  yes: { type: "boolean", short: "y" },
  as: { type: "string" },
  option: { type: "string", multiple: true },
} as const;

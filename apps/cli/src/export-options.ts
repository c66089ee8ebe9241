import { err, ok, type Result } from "@headroom/core/foundation/result";
import { oneOf, readArguments } from "./arguments";

export const EXPORT_USAGE = [
  "usage: headroom export fleet DIR [--datacenter CODE] [--format csv|json]",
  "       headroom export netbox DIR [--datacenter CODE] [--format csv|json|forms] [--netbox 3.6|4.x] [--yes]",
  "",
  "  Writes one file a type into DIR (made where it is missing): the whole fleet, or one datacenter with the catalogue.",
  "  `headroom import fleet DIR` and `headroom import netbox DIR` take them back unchanged. The formats: docs/interchange/fleet.md.",
  "",
  "  --format   netbox: csv are its tables, json the lists of its REST API, forms the CSV of its bulk import",
  "  --netbox   the version that is to read them (default: 4.x)",
  "  --yes      write without asking, whatever NetBox has no place for; it is listed first",
  "",
  "The database is DATABASE_URL, or the one of a Headroom that `npm start` runs.",
];

export interface ExportArguments {
  readonly what: "fleet" | "netbox";
  readonly folder: string;
  readonly datacenter: string | null;
  readonly format: "csv" | "json" | "forms";
  readonly version: "3.6" | "4.x";
  readonly yes: boolean;
}

const FLEET_FORMATS = ["csv", "json"] as const;
const FORMATS = [...FLEET_FORMATS, "forms"] as const;

const OPTIONS = {
  datacenter: { type: "string" },
  format: { type: "string" },
  netbox: { type: "string" },
  yes: { type: "boolean", short: "y" },
} as const;

/** Reads the arguments of `headroom export`, or says everything that is wrong with them. */
export function parseExportArguments(args: readonly string[]): Result<ExportArguments | "help", readonly string[]> {
  const parsed = readArguments(args, OPTIONS);
  if (!parsed.ok) return parsed;
  if (parsed.value === "help") return ok("help");
  const { values, positionals } = parsed.value;
  const [what, folder, ...more] = positionals;
  const faults: string[] = [];
  if (what !== "fleet" && what !== "netbox") {
    faults.push(`expected fleet or netbox, found ${what === undefined ? "nothing" : JSON.stringify(what)}`);
  }
  if (folder === undefined) faults.push("expected a DIR, found nothing");
  if (more.length > 0) faults.push(`${JSON.stringify(more[0])}: only one DIR is written`);
  const format = oneOf("format", values.format ?? "csv", what === "netbox" ? FORMATS : FLEET_FORMATS, faults);
  const version = oneOf("netbox", values.netbox ?? "4.x", ["3.6", "4.x"] as const, faults);
  if (what === "fleet" && (values.netbox !== undefined || values.yes)) {
    faults.push("--netbox and --yes: only for netbox");
  }
  if (faults.length > 0) return err(faults);
  const datacenter = values.datacenter ?? null;
  return ok({
    what: what as "fleet" | "netbox",
    folder: folder!,
    datacenter,
    format,
    version,
    yes: values.yes ?? false,
  });
}

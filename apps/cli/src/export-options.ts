import { err, ok, type Result } from "@headroom/core/foundation/result";
import { oneOf, readArguments } from "./arguments";

export const EXPORT_USAGE = [
  "usage: headroom export fleet DIR [--datacenter CODE] [--format csv|json] [--as-of DAY]",
  "       headroom export netbox DIR [--datacenter CODE] [--format csv|json|forms] [--netbox 3.6|4.x] [--yes]",
  "",
  "  Writes one file a type into DIR (made where it is missing): the whole fleet, or one datacenter with the catalogue.",
  "  `headroom import fleet DIR` and `headroom import netbox DIR` take them back unchanged. The formats: docs/interchange/fleet.md.",
  "",
  "  --as-of    fleet: as it was at the end of a day of the past, 2026-11-23",
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
  /** null: as it is now. */
  readonly day: string | null;
  readonly version: "3.6" | "4.x";
  readonly yes: boolean;
}

const FLEET_FORMATS = ["csv", "json"] as const;
const FORMATS = [...FLEET_FORMATS, "forms"] as const;

const OPTIONS = {
  datacenter: { type: "string" },
  "as-of": { type: "string" },
  format: { type: "string" },
  netbox: { type: "string" },
  yes: { type: "boolean", short: "y" },
} as const;

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

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
  const day = values["as-of"] ?? null;
  if (day !== null && !isDay(day)) faults.push(`--as-of: expected a day as 2026-11-23, found ${JSON.stringify(day)}`);
  if (day !== null && what === "netbox") faults.push("--as-of: only for fleet");
  if (faults.length > 0) return err(faults);
  const datacenter = values.datacenter ?? null;
  return ok({
    what: what as "fleet" | "netbox",
    folder: folder!,
    datacenter,
    day,
    format,
    version,
    yes: values.yes ?? false,
  });
}

import { parseArgs } from "node:util";
import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { ImportKind } from "@headroom/services/ports/imports";

export const IMPORT_USAGE = [
  "usage: headroom import netbox DIR [--yes] [--as EMAIL] [--option NAME=NUMBER ...]",
  "       headroom import datacenter INSTANCE.json[.gz] [--requests] [--yes] [--as EMAIL] [--option NAME=NUMBER ...]",
  "",
  "  Shows what would be created, changed and refused, and what is assumed; writes it when it is confirmed, all or nothing.",
  "",
  "  DIR         folder with the CSV tables of a NetBox 4.2 installation (dcim_site.csv and so on)",
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
  readonly yes: boolean;
  readonly as: string | null;
  readonly options: Readonly<Record<string, number>>;
}

/** Reads the arguments of `headroom import`, or says everything that is wrong with them. */
export function parseImportArguments(args: readonly string[]): Result<ImportArguments | "help", readonly string[]> {
  let parsed: ReturnType<typeof read>;
  try {
    parsed = read(args);
  } catch (cause) {
    return err([cause instanceof Error ? cause.message.split("\n")[0]! : String(cause)]);
  }
  const { values, positionals } = parsed;
  if (values.help) return ok("help");
  const faults: string[] = [];
  const [kind, path, ...more] = positionals;
  if (kind !== "netbox" && kind !== "datacenter")
    faults.push(`expected netbox or datacenter, found ${kind === undefined ? "nothing" : JSON.stringify(kind)}`);
  else if (path === undefined)
    faults.push(kind === "netbox" ? "expected a DIR, found nothing" : "expected an INSTANCE file, found nothing");
  if (more.length > 0) faults.push(`${JSON.stringify(more[0])}: only one at a time is imported`);
  if (values.requests && kind === "netbox") faults.push("--requests: NetBox has none");
  const options: Record<string, number> = values.requests ? { requests: 1 } : {};
  for (const text of values.option ?? []) {
    const found = /^(\w{1,40})=(-?\d{1,15}(?:\.\d{1,15})?)$/.exec(text);
    if (found) options[found[1]!] = Number(found[2]);
    else faults.push(`--option: expected NAME=NUMBER, found ${JSON.stringify(text.slice(0, 60))}`);
  }
  if (faults.length > 0) return err(faults);
  return ok({ kind: kind as ImportKind, path: path!, yes: values.yes ?? false, as: values.as ?? null, options });
}

const read = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      requests: { type: "boolean" },
      yes: { type: "boolean", short: "y" },
      as: { type: "string" },
      option: { type: "string", multiple: true },
      help: { type: "boolean", short: "h" },
    },
  });

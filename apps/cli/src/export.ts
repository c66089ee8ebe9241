import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { err, ok, type Result } from "@headroom/core/foundation/result";
import { type FleetFormat, fleetText } from "@headroom/interchange/fleet/write";
import type { Container } from "@headroom/runtime/container";
import { ServiceError } from "@headroom/services/errors";
import { exportFleet } from "@headroom/services/fleet/export";
import { type Command, say } from "./command";
import { NoDatabase, openCliContainer } from "./container";

export const EXPORT_USAGE = [
  "usage: headroom export fleet DIR [--datacenter CODE] [--format csv|json]",
  "",
  "  Writes one file a type into DIR (made where it is missing): the whole fleet, or one datacenter with the catalogue.",
  "  `headroom import fleet DIR` takes it back unchanged. The format: docs/interchange/fleet.md.",
  "",
  "The database is DATABASE_URL, or the one of a Headroom that `npm start` runs.",
];

interface ExportArguments {
  readonly folder: string;
  readonly datacenter: string | null;
  readonly format: FleetFormat;
}

/** Reads the arguments of `headroom export`, or says everything that is wrong with them. */
export function parseExportArguments(args: readonly string[]): Result<ExportArguments | "help", readonly string[]> {
  let parsed: ReturnType<typeof read>;
  try {
    parsed = read(args);
  } catch (cause) {
    return err([cause instanceof Error ? cause.message.split("\n")[0]! : String(cause)]);
  }
  const { values, positionals } = parsed;
  if (values.help) return ok("help");
  const [what, folder, ...more] = positionals;
  const format = values.format ?? "csv";
  const faults: string[] = [];
  if (what !== "fleet") faults.push(`expected fleet, found ${what === undefined ? "nothing" : JSON.stringify(what)}`);
  if (folder === undefined) faults.push("expected a DIR, found nothing");
  if (more.length > 0) faults.push(`${JSON.stringify(more[0])}: only one DIR is written`);
  if (format !== "csv" && format !== "json")
    faults.push(`--format: expected csv or json, found ${JSON.stringify(format)}`);
  if (faults.length > 0) return err(faults);
  return ok({ folder: folder!, datacenter: values.datacenter ?? null, format: format as FleetFormat });
}

const read = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      datacenter: { type: "string" },
      format: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });

/** Every file beside its name first; renamed when all are whole, so that a folder never holds halves of two exports. */
async function writeFleet({ ports }: Container, { folder, datacenter, format }: ExportArguments): Promise<number> {
  await mkdir(folder, { recursive: true });
  const done: { from: string; to: string }[] = [];
  let total = 0;
  const actor = { id: null, name: "headroom export", role: "system", via: "cli", requestId: randomUUID() } as const;
  try {
    await exportFleet(ports, actor, datacenter, async (type, records) => {
      const to = join(folder, `${type.name}.${format}`);
      const from = join(folder, `.${type.name}.${process.pid}.tmp`);
      done.push({ from, to });
      const file = await open(from, "w");
      try {
        const counted = async function* () {
          for await (const batch of records) {
            total += batch.length;
            yield batch;
          }
        };
        for await (const text of fleetText(format, type, counted())) await file.write(text);
      } finally {
        await file.close();
      }
    });
    for (const { from, to } of done) await rename(from, to);
  } catch (cause) {
    for (const { from } of done) await rm(from, { force: true });
    throw cause;
  }
  return total;
}

/** Expected failures in a sentence; anything else is a fault of the program. */
function explain(cause: unknown): string {
  if (cause instanceof NoDatabase) return cause.message;
  if (cause instanceof ServiceError && cause.code === "NOT_FOUND") return `there is no datacenter ${cause.details.id}`;
  if (cause instanceof Error && "syscall" in cause) return cause.message;
  throw cause;
}

/** `headroom export`: the fleet as files. */
export const exportFiles: Command = {
  async run(args) {
    const parsed = parseExportArguments(args);
    if (!parsed.ok) {
      say(...parsed.error.map((fault) => `headroom export: ${fault}`), ...EXPORT_USAGE);
      return 2;
    }
    if (parsed.value === "help") {
      process.stdout.write(`${EXPORT_USAGE.join("\n")}\n`);
      return 0;
    }
    let container: Container | null = null;
    try {
      container = await openCliContainer();
      const total = await writeFleet(container, parsed.value);
      say(`Written: ${total} records into ${parsed.value.folder}.`);
      return 0;
    } catch (cause) {
      say(`headroom export: ${explain(cause)}`);
      return 2;
    } finally {
      await container?.close();
    }
  },
};

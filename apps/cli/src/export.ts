import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fleetText } from "@headroom/interchange/fleet/write";
import type { Container } from "@headroom/runtime/container";
import { ServiceError } from "@headroom/services/errors";
import { exportFleet } from "@headroom/services/fleet/export";
import { exportNetbox, netboxLosses } from "@headroom/services/fleet/export-netbox";
import { type Command, say } from "./command";
import { confirmed } from "./confirm";
import { openCliContainer } from "./container";
import { NoDatabase } from "./database-url";
import { EXPORT_USAGE, type ExportArguments, parseExportArguments } from "./export-options";

const actor = () =>
  ({ id: null, name: "headroom export", role: "system", via: "cli", requestId: randomUUID() }) as const;

/** Every file beside its name first; renamed when all are whole, so that a folder never holds halves of two exports. */
async function writeFleet(
  { ports }: Container,
  { folder, datacenter, day, format: wanted }: ExportArguments,
): Promise<string> {
  const format = wanted === "json" ? "json" : "csv";
  await mkdir(folder, { recursive: true });
  const done: { from: string; to: string }[] = [];
  let total = 0;
  try {
    await exportFleet(
      ports,
      actor(),
      datacenter,
      async (type, records) => {
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
      },
      day,
    );
    for (const { from, to } of done) await rename(from, to);
  } catch (cause) {
    for (const { from } of done) await rm(from, { force: true });
    throw cause;
  }
  return `Written: ${total} records into ${folder}.`;
}

/** Tells what NetBox has no place for, and writes nothing before somebody has said yes to it. Null: nobody has. */
async function writeNetbox(
  { ports }: Container,
  { folder, datacenter, format, version, yes }: ExportArguments,
  signal: AbortSignal,
): Promise<string | null> {
  const losses = await netboxLosses(ports, actor(), { datacenter, format, version });
  if (losses.length > 0) {
    say(
      "Not in the files, as NetBox has no place for it:",
      ...losses.map(({ what, count }) => `  ${count} x ${what}`),
      "",
    );
    if (!yes && !(await confirmed("Write the files without it?", signal))) return null;
  }
  await mkdir(folder, { recursive: true });
  const done: { from: string; to: string }[] = [];
  try {
    await exportNetbox(ports, actor(), { datacenter, format, version }, async ({ name, pieces }) => {
      const from = join(folder, `.${name}.${process.pid}.tmp`);
      done.push({ from, to: join(folder, name) });
      await writeFile(from, pieces);
    });
    for (const { from, to } of done) await rename(from, to);
  } catch (cause) {
    for (const { from } of done) await rm(from, { force: true });
    throw cause;
  }
  return `Written: ${done.length} files into ${folder}.`;
}

/** Expected failures in a sentence; anything else is a fault of the program. */
function explain(cause: unknown): string {
  if (cause instanceof NoDatabase) return cause.message;
  if (cause instanceof ServiceError && cause.code === "NOT_FOUND") return `there is no datacenter ${cause.details.id}`;
  if (cause instanceof Error && "syscall" in cause) return cause.message;
  throw cause;
}

/** `headroom export`: the fleet as files, of its own format or of NetBox. */
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
    const interrupt = new AbortController();
    const onSignal = () => interrupt.abort();
    process.once("SIGINT", onSignal);
    let container: Container | null = null;
    try {
      container = await openCliContainer();
      const written =
        parsed.value.what === "fleet"
          ? await writeFleet(container, parsed.value)
          : await writeNetbox(container, parsed.value, interrupt.signal);
      say(written ?? "Nothing was written; --yes writes what NetBox has a place for.");
      return written === null ? 2 : 0;
    } catch (cause) {
      say(`headroom export: ${explain(cause)}`);
      return 2;
    } finally {
      process.off("SIGINT", onSignal);
      await container?.close();
    }
  },
};

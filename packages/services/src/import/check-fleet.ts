import type { FleetMapping, ImportReport, ImportRunDto } from "@headroom/contracts/imports";
import { type Actor, authorize } from "../actor";
import { ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { FleetRun, FleetSheet, FleetSheetHead, RecordImportKind } from "../ports/fleet-records";
import type { ImportFile } from "../ports/imports";

const DAY_MS = 86_400_000;
/** What was read and never written is kept this long. */
const KEPT_DAYS = 7;
/** A comparison of a million servers takes minutes on a small machine. */
export const LONG_WORK_MS = 60 * 60_000;

export interface CheckFleetInput {
  readonly kind: RecordImportKind;
  readonly files: readonly ImportFile[];
  readonly mapping: FleetMapping;
  /** Told after each batch, for a person who waits: the file and how many of its records were read. */
  readonly onRead?: (file: string, records: number) => void;
}

/**
 * The dry run of files of the fleet format: takes their records in, batch by batch, each batch for good, and compares them with the
 * inventory; nothing of the inventory is written. The same files again go on where an interrupted reading stopped. Faults are in the
 * report, and its state is `rejected` then. Throws CONFLICT where somebody else is reading for the same run.
 */
export async function checkFleet(ports: Ports, actor: Actor, input: CheckFleetInput): Promise<ImportRunDto> {
  authorize(actor, "fleet.import");
  const now = ports.clock.now();
  const opened = ports.importers[input.kind].open(input.files, input.mapping);
  const heads: FleetSheetHead[] = [];
  for (const sheet of opened.sheets) {
    heads.push({ name: sheet.file, type: sheet.type.name, fields: (await sheet.fields()) ?? [] });
  }
  const run = await ports.work.write(async ({ fleetRecords }) => {
    await fleetRecords.clearOld(new Date(now - KEPT_DAYS * DAY_MS).toISOString());
    const files = opened.sheets.map(({ file, bytes, sha256 }) => ({ name: file, bytes, sha256 }));
    const createdAt = new Date(now).toISOString();
    return fleetRecords.begin(
      { kind: input.kind, files, mapping: input.mapping, createdById: actor.id, createdAt },
      heads,
    );
  });
  for (const [at, sheet] of opened.sheets.entries()) await takeIn(ports, run, at, sheet, input.onRead);
  return ports.work.write(
    async ({ fleetRecords, imports }) => {
      const compared = await fleetRecords.compare(run.id);
      const rejected = [...opened.rejected, ...compared.rejected];
      const nothing = opened.sheets.length === 0 && rejected.length === 0 ? [nothingThere] : [];
      const report: ImportReport = {
        counts: compared.counts,
        rejected: [...nothing, ...rejected],
        assumptions: opened.assumptions,
        warnings: [...opened.warnings],
      };
      await fleetRecords.finish(run.id, report.rejected.length > 0 ? "rejected" : "checked", report);
      const done = await imports.get(run.id);
      if (!done) throw new Error(`import run ${run.id} was written and cannot be read`);
      return done;
    },
    { limitMs: LONG_WORK_MS },
  );
}

const nothingThere = {
  file: "",
  line: 0,
  column: "",
  value: "no file of the fleet format",
  expected: "files named after their type, as racks.csv or servers.json",
  advice: "name the files so, or say in a mapping what they hold",
};

async function takeIn(ports: Ports, run: FleetRun, at: number, sheet: FleetSheet, onRead: CheckFleetInput["onRead"]) {
  let from = run.read[at] ?? 0;
  for await (const { rows, rejected, read } of sheet.read()) {
    // taken in before the interruption
    if (read <= from) continue;
    const batch = { from, to: read, rows, rejected };
    const done = await ports.work.write(({ fleetRecords }) => fleetRecords.stage(run, at, batch));
    if (!done) throw new ServiceError("CONFLICT", { kind: "import", id: run.id, reading: sheet.file });
    from = read;
    onRead?.(sheet.file, read);
  }
}

import type { RejectedCell } from "@headroom/interchange/csv/rejected";
import { mappingFaults } from "@headroom/interchange/fleet/mapping";
import { type FleetSheet as FileSheet, openFleetFile } from "@headroom/interchange/fleet/read";
import type { FleetReader, FleetSheet, RejectedRow } from "@headroom/services/ports/fleet-records";

/** A rejected cell as reports have it: 0 and empty where it is the whole file. */
export const toRejected = ({ file, line, column, value, expected, advice }: RejectedCell): RejectedRow => ({
  file,
  line: line ?? 0,
  column: column ?? "",
  value,
  expected,
  advice,
});

async function* rowsOf(sheet: FileSheet): ReturnType<FleetSheet["read"]> {
  for await (const batch of sheet.read()) yield { ...batch, rejected: batch.rejected.map(toRejected) };
}

/** The fleet format behind services' port. */
export const fleet: FleetReader = {
  open(files, mapping) {
    const faults = mappingFaults(mapping);
    if (faults.length > 0) return { sheets: [], rejected: faults.map(toRejected), warnings: [] };
    const sheets: FleetSheet[] = [];
    const rejected: RejectedRow[] = [];
    const warnings: string[] = [];
    for (const file of files) {
      const sheet = openFleetFile(file, mapping);
      if (sheet === null) warnings.push(`${file.name} is not named after a type of the fleet format: passed over`);
      else if (sheets.some((other) => other.file === sheet.file)) rejected.push(twice(sheet.file));
      else sheets.push({ ...sheet, read: () => rowsOf(sheet) });
    }
    return { sheets, rejected, warnings };
  },
};

const twice = (file: string): RejectedRow => ({
  file,
  line: 0,
  column: "",
  value: file,
  expected: "each file once",
  advice: "leave one of the two out",
});

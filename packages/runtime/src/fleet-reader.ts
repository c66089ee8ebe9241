import type { RejectedCell } from "@headroom/interchange/csv/rejected";
import { readLibrary } from "@headroom/interchange/devicetypes/library";
import { mappingFaults } from "@headroom/interchange/fleet/mapping";
import { type FleetSheet as FileSheet, openFleetFile } from "@headroom/interchange/fleet/read";
import { readRegions } from "@headroom/interchange/regions/read";
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
    if (faults.length > 0) return { sheets: [], rejected: faults.map(toRejected), warnings: [], assumptions: [] };
    const sheets: FleetSheet[] = [];
    const rejected: RejectedRow[] = [];
    const warnings: string[] = [];
    for (const file of files) {
      const sheet = openFleetFile(file, mapping);
      if (sheet === null) warnings.push(`${file.name} is not named after a type of the fleet format: passed over`);
      else if (sheets.some((other) => other.file === sheet.file)) rejected.push(twice(sheet.file));
      else sheets.push(asPort(sheet));
    }
    return { sheets, rejected, warnings, assumptions: [] };
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

const NAMED = 12;

/** The device-type library: devices without power are asked for, as an assumption to confirm. */
export const devicetypes: FleetReader = {
  open(files) {
    const { sheets, rejected, ignored, unknown } = readLibrary(files);
    const names = unknown.slice(0, NAMED).map(({ manufacturer, model }) => `${manufacturer} ${model}`);
    const more = unknown.length > NAMED ? ` and ${unknown.length - NAMED} more` : "";
    const asked = {
      id: "device_power",
      kind: "device_power",
      subject: "device types",
      what: "taken without power",
      value: `${names.join(", ")}${more}`,
      why: "neither their power ports nor a known power supply say what they draw; answers can be given",
      count: unknown.length,
    };
    return {
      sheets: sheets.map(asPort),
      rejected: rejected.map(toRejected),
      warnings: ignored.map((name) => `${name} is neither a device nor a table of supplies or answers: passed over`),
      assumptions: unknown.length > 0 ? [asked] : [],
    };
  },
};

/** A table of cloud regions: one file. */
export const regions: FleetReader = {
  open(files) {
    const read = files.map(({ name, bytes }) => readRegions(name, bytes));
    return {
      sheets: read.flatMap((one) => (one.ok ? one.value.map(asPort) : [])),
      rejected: read.flatMap((one) => (one.ok ? [] : one.error.map(toRejected))),
      warnings: [],
      assumptions: [],
    };
  },
};

const asPort = (sheet: FileSheet): FleetSheet => ({ ...sheet, read: () => rowsOf(sheet) });

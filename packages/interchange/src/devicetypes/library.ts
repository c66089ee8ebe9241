import { recordType } from "@headroom/core/topology/records/fleet";
import type { RecordTypeName } from "@headroom/core/topology/records/types";
import { csvLine, guarded, unguarded } from "../csv/guard";
import { type RejectedCell, shortened } from "../csv/rejected";
import { readTable } from "../csv/table";
import type { FleetFile, FleetSheet } from "../fleet/read";
import { type NamedRecord, sha256, sheetOf } from "../fleet/sheet";
import { type LibraryDevice, readDevice } from "./device";
import { deviceKey, type PowerAnswer, type PowerSupply, powerOf, supplyKey } from "./power";

export interface Library {
  readonly sheets: readonly FleetSheet[];
  readonly rejected: readonly RejectedCell[];
  readonly ignored: readonly string[];
  /** Devices whose power nobody has said. */
  readonly unknown: readonly LibraryDevice[];
}

const SUPPLY_COLUMNS = ["manufacturer", "model", "part_number", "max_draw_w", "connector"];
const ANSWER_COLUMNS = ["manufacturer", "slug", "supply_model", "power_w"];

/**
 * A device-type library: a YAML file a device, power supplies as CSV (manufacturer, model, part_number, max_draw_w, connector), and
 * answers as CSV (manufacturer, slug, supply_model, power_w) for devices that say nothing of their power. Known by their content.
 */
export function readLibrary(files: readonly FleetFile[]): Library {
  const found = new Finding();
  for (const { name, bytes } of files) {
    if (/\.ya?ml$/i.test(name)) found.device(name, bytes);
    else if (/\.csv$/i.test(name)) found.table(name, bytes);
    else found.ignored.push(name);
  }
  return found.library();
}

class Finding {
  readonly rejected: RejectedCell[] = [];
  readonly ignored: string[] = [];
  private readonly devices = new Map<string, LibraryDevice>();
  private readonly supplies = new Map<string, PowerSupply & { line: number }>();
  private readonly answers = new Map<string, PowerAnswer>();
  private readonly marks: { name: string; hash: string; bytes: number }[] = [];

  private refuse(
    file: string,
    line: number | null,
    column: string | null,
    value: string,
    expected: string,
    advice: string,
  ) {
    this.rejected.push({ code: "value", file, line, column, value: shortened(value), expected, advice });
  }

  device(name: string, bytes: Uint8Array): void {
    this.marks.push({ name, hash: sha256(bytes), bytes: bytes.length });
    const read = readDevice(name, bytes);
    if (!read.ok) {
      this.rejected.push(...read.error);
      return;
    }
    const id = deviceKey(read.value.manufacturer, read.value.slug);
    const other = this.devices.get(id);
    if (other)
      this.refuse(
        name,
        null,
        "slug",
        read.value.slug,
        `each device once; ${other.file} has it`,
        "leave one of the two out",
      );
    else this.devices.set(id, read.value);
  }

  table(file: string, bytes: Uint8Array): void {
    this.marks.push({ name: file, hash: sha256(bytes), bytes: bytes.length });
    const read = readTable(file, bytes);
    if (!read.ok) {
      this.rejected.push(read.error);
      return;
    }
    const { header, rows, rejected } = read.value;
    this.rejected.push(...rejected);
    const has = (columns: readonly string[]) => columns.every((column) => header.includes(column));
    const [supplies, answers] = [has(SUPPLY_COLUMNS), has(ANSWER_COLUMNS)];
    if (!supplies && !answers) {
      this.ignored.push(file);
      return;
    }
    for (const { line, cells } of rows) {
      const at = (column: string) => unguarded(cells[header.indexOf(column)] ?? "");
      const number = (column: string) => {
        if (at(column) === "") return null;
        if (/^[0-9]{1,7}$/.test(at(column))) return Number(at(column));
        this.refuse(file, line, column, at(column), "a whole number of watts", "write it in plain digits");
        return null;
      };
      const named = ["manufacturer", supplies ? "model" : "slug"].find((column) => {
        const bad = at(column).trim() === "" || at(column).length > 255;
        if (bad) this.refuse(file, line, column, at(column), "a name of at most 255 characters", "fill it in");
        return bad;
      });
      if (named !== undefined) continue;
      const manufacturer = at("manufacturer");
      if (supplies) {
        const [model, maxDrawW] = [at("model"), number("max_draw_w")];
        const known = this.supplies.get(supplyKey(manufacturer, model));
        if (known)
          this.refuse(
            file,
            line,
            "model",
            model,
            `each supply once; it is in line ${known.line} already`,
            "delete one",
          );
        const [partNumber, connector] = [at("part_number") || null, at("connector") || null];
        this.supplies.set(supplyKey(manufacturer, model), {
          manufacturer,
          model,
          partNumber,
          maxDrawW,
          connector,
          line,
        });
      } else {
        const answer = { supplyModel: at("supply_model") || null, powerW: number("power_w") };
        if (answer.supplyModel !== null || answer.powerW !== null)
          this.answers.set(deviceKey(manufacturer, at("slug")), answer);
      }
    }
  }

  library(): Library {
    const unknown: LibraryDevice[] = [];
    const lists = { supplies: [], known: [], open: [], ports: [] } as Record<string, NamedRecord[]>;
    for (const { line, ...supply } of this.supplies.values()) {
      const { manufacturer, model, partNumber, maxDrawW, connector } = supply;
      const values = { manufacturer, model, part_number: partNumber, max_draw_w: maxDrawW, connector };
      lists.supplies!.push({ line, values });
    }
    for (const [at, device] of [...this.devices.values()].entries()) {
      const answer = this.answers.get(deviceKey(device.manufacturer, device.slug));
      if (answer?.supplyModel != null && !this.supplies.has(supplyKey(device.manufacturer, answer.supplyModel))) {
        const expected = `a supply of ${device.manufacturer} in the files`;
        this.refuse(
          device.file,
          null,
          "supply_model",
          answer.supplyModel,
          expected,
          "correct the answer, or add the supply",
        );
      }
      const { powerW, source, supplyModel } = powerOf(device, answer, this.supplies);
      if (source === "unknown") unknown.push(device);
      const values = { ...fieldsOf(device), power_w: powerW, power_source: source, supply_model: supplyModel };
      lists[source === "unknown" ? "open" : "known"]!.push({ line: at + 1, values });
      for (const [n, port] of device.powerPorts.entries()) lists.ports!.push(portOf(device, port, at * 1_000 + n + 1));
    }
    return { sheets: this.sheets(lists), rejected: this.rejected, ignored: this.ignored, unknown };
  }

  /** Devices without power are a sheet without those fields: what somebody gave before stays. */
  private sheets(lists: Record<string, NamedRecord[]>): FleetSheet[] {
    const marks = this.marks.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const hash = sha256(Buffer.from(JSON.stringify(marks)));
    const bytes = marks.reduce((sum, mark) => sum + mark.bytes, 0);
    const sheet = (file: string, name: RecordTypeName, fields: readonly string[], records: NamedRecord[]) =>
      records.length === 0 ? [] : [sheetOf({ file, sha256: hash, bytes }, recordType(name)!, fields, records)];
    const power = ["power_w", "power_source", "supply_model"];
    return [
      ...sheet("power supplies", "power_supplies", SUPPLY_COLUMNS, lists.supplies!),
      ...sheet("devices", "device_types", [...DEVICE_FIELDS, ...power], lists.known!),
      ...sheet("devices without power", "device_types", DEVICE_FIELDS, lists.open!),
      ...sheet("power ports", "device_power_ports", PORT_FIELDS, lists.ports!),
    ];
  }
}

const DEVICE_FIELDS =
  "manufacturer slug model part_number u_height full_depth weight_kg airflow subdevice_role supply_bays".split(" ");
const PORT_FIELDS = "manufacturer device_type name connector maximum_draw_w allocated_draw_w".split(" ");

const fieldsOf = (device: LibraryDevice) => ({
  manufacturer: device.manufacturer,
  slug: device.slug,
  model: device.model,
  part_number: device.partNumber,
  u_height: device.uHeight,
  full_depth: device.fullDepth,
  weight_kg: device.weightKg,
  airflow: device.airflow,
  subdevice_role: device.subdeviceRole,
  supply_bays: device.supplyBays,
});

const portOf = (device: LibraryDevice, port: LibraryDevice["powerPorts"][number], line: number): NamedRecord => ({
  line,
  values: {
    manufacturer: device.manufacturer,
    device_type: device.slug,
    name: port.name,
    connector: port.connector,
    maximum_draw_w: port.maximumDrawW,
    allocated_draw_w: port.allocatedDrawW,
  },
});

/** A table to fill in: a line for each device without power, as `readLibrary` takes its answers. */
export function questions(unknown: readonly LibraryDevice[]): string {
  const lines = unknown.map(({ manufacturer, slug, model, supplyBays }) =>
    csvLine([...[manufacturer, slug].map(guarded), "", "", guarded(model), String(supplyBays)]),
  );
  return [csvLine([...ANSWER_COLUMNS, "model", "supply_bays"]), ...lines].join("");
}

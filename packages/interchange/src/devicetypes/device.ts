import { err, ok, type Result } from "@headroom/core/foundation/result";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { checkUtf8 } from "../csv/decode";
import { type RejectedCell, shortened } from "../csv/rejected";

const MOST_BYTES = 1024 * 1024;
const text = z.coerce.string().max(10_000);
const watts = z.number().int().min(0).max(1_000_000);

/** What is read of a device in the device-type library; names are the library's own, everything else in a file is passed over. */
const shape = z.object({
  manufacturer: text.min(1).max(255),
  model: text.min(1),
  slug: text.min(1).max(255),
  part_number: text.optional(),
  u_height: z.number().min(0).max(100).multipleOf(0.5),
  is_full_depth: z.boolean().default(true),
  is_powered: z.boolean().default(true),
  weight: z.number().min(0).max(1_000_000).optional(),
  weight_unit: z.enum(["kg", "g", "lb", "oz"]).optional(),
  airflow: text.optional(),
  subdevice_role: text.optional(),
  "power-ports": z
    .array(
      z.object({
        name: text.min(1).max(255),
        type: text.optional(),
        maximum_draw: watts.nullish(),
        allocated_draw: watts.nullish(),
      }),
    )
    .max(200)
    .default([]),
  "module-bays": z
    .array(z.object({ name: text.default(""), position: text.default("") }))
    .max(2_000)
    .default([]),
});

export interface LibraryDevice {
  readonly file: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly slug: string;
  readonly partNumber: string | null;
  readonly uHeight: number;
  readonly fullDepth: boolean;
  /** false: it needs no power at all. */
  readonly powered: boolean;
  readonly weightKg: number | null;
  readonly airflow: string | null;
  readonly subdeviceRole: string | null;
  readonly powerPorts: readonly {
    readonly name: string;
    readonly connector: string | null;
    readonly maximumDrawW: number | null;
    readonly allocatedDrawW: number | null;
  }[];
  /** Module bays that take a power supply. */
  readonly supplyBays: number;
}

const KILOGRAMS = { kg: 1, g: 0.001, lb: 0.45359237, oz: 0.028349523125 };
/** PSU1, PSU-1, PS 2, Power 1, Power Supply A. */
const SUPPLY_BAY = /^(psu|ps|pwr|power|power[ _-]?supply)[ _-]?([0-9]{1,2}|[a-h])?$/i;

/** One file of the library, or what is wrong with it, by line. */
export function readDevice(file: string, bytes: Uint8Array): Result<LibraryDevice, readonly RejectedCell[]> {
  const refuse = (line: number | null, column: string | null, value: string, expected: string, advice: string) => ({
    code: "value" as const,
    file,
    line,
    column,
    value: shortened(value),
    expected,
    advice,
  });
  const checked = checkUtf8(file, bytes, MOST_BYTES);
  if (!checked.ok) return err([checked.error]);
  const lines = new LineCounter();
  let value: unknown;
  const document = parseDocument(new TextDecoder().decode(checked.value), { lineCounter: lines, logLevel: "silent" });
  const fault = document.errors[0];
  const lineOf = (offset: number | undefined) => (offset === undefined ? null : lines.linePos(offset).line);
  if (fault) {
    return err([refuse(lineOf(fault.pos[0]), null, fault.code, "YAML", "correct the file here")]);
  }
  try {
    // a few lines of aliases can stand for gigabytes
    value = document.toJS({ maxAliasCount: 100 });
  } catch {
    return err([refuse(null, null, "aliases", "YAML without a heap of aliases", "write the values out")]);
  }
  const parsed = shape.safeParse(value);
  if (!parsed.success) {
    return err(
      parsed.error.issues.map((issue) => {
        const path = issue.path as (string | number)[];
        const node = path.length > 0 ? document.getIn(path, true) : undefined;
        const range = node && typeof node === "object" && "range" in node ? (node.range as [number] | null) : null;
        const found = path.length > 0 ? document.getIn(path) : value;
        const advice = "correct it as the device-type library has it";
        const column = shortened(path.join("."));
        return refuse(lineOf(range?.[0]), column, String(found ?? "nothing"), issue.message, advice);
      }),
    );
  }
  return ok(toDevice(file, parsed.data));
}

function toDevice(file: string, data: z.infer<typeof shape>): LibraryDevice {
  const named = new Map(data["power-ports"].map((port) => [port.name, port]));
  return {
    file,
    manufacturer: data.manufacturer,
    model: data.model,
    slug: data.slug,
    partNumber: data.part_number || null,
    uHeight: data.u_height,
    fullDepth: data.is_full_depth,
    powered: data.is_powered,
    weightKg: data.weight === undefined ? null : rounded(data.weight * KILOGRAMS[data.weight_unit ?? "kg"]),
    airflow: data.airflow || null,
    subdeviceRole: data.subdevice_role || null,
    powerPorts: [...named.values()].map((port) => ({
      name: port.name,
      connector: port.type || null,
      maximumDrawW: port.maximum_draw ?? null,
      allocatedDrawW: port.allocated_draw ?? null,
    })),
    supplyBays: data["module-bays"].filter(({ name, position }) => SUPPLY_BAY.test(name) || SUPPLY_BAY.test(position))
      .length,
  };
}

/** To the milligram: 1 g is 0.001 kg, not 0.0010000000000000002. */
const rounded = (kg: number): number => Math.round(kg * 1e6) / 1e6;

import { type ControllerInput, controllerInput, MAX_CONTROLLERS } from "@headroom/contracts/controller";
import { unguarded } from "../csv/guard";
import { type RejectedCell, shortened } from "../csv/rejected";
import { CsvFault, csvRecords } from "../csv/stream";

const MAX_BYTES = 16 * 1024 * 1024;

export const CONTROLLER_COLUMNS = [
  ...[
    "rack",
    "unit",
    "server",
    "url",
    "system",
    "username",
    "password",
    "trust",
    "trust_value",
    "server_type",
    "serial",
  ],
] as const;
const needed = ["rack", "url", "username", "password", "trust"];

export interface ControllersFile {
  readonly rows: readonly { readonly line: number; readonly controller: ControllerInput }[];
  readonly rejected: readonly RejectedCell[];
}

/** Names of fields by the column they come from. */
const columnOf: Readonly<Record<string, string>> = {
  ...{ place: "unit", "place.unit": "unit", "place.rack": "rack", "place.server": "server", "trust.kind": "trust" },
  ...{ "trust.sha256": "trust_value", "trust.pem": "trust_value", serverType: "server_type", expectedSerial: "serial" },
};

/**
 * Management controllers of a CSV file, a row each. Passwords and names are taken as they stand; no fault ever shows a password. Never throws for what
 * stands in it.
 */
export async function readControllers(file: string, bytes: Uint8Array): Promise<ControllersFile> {
  const rows: { line: number; controller: ControllerInput }[] = [];
  const rejected: RejectedCell[] = [];
  let header: readonly string[] | null = null;
  try {
    for await (const { line, cells } of csvRecords(file, bytes, MAX_BYTES)) {
      if (header === null) {
        header = cells;
        rejected.push(...headerFaults(file, line, cells));
        if (rejected.length > 0) break;
        continue;
      }
      const row = rowOf(file, line, header, cells);
      if ("code" in row) rejected.push(row);
      else rows.push({ line, controller: row });
    }
  } catch (cause) {
    if (!(cause instanceof CsvFault)) throw cause;
    rejected.push(cause.cell);
  }
  if (rows.length > MAX_CONTROLLERS)
    rejected.push({
      ...{ code: "too_large", file, line: null, column: null, value: `${rows.length} rows` },
      ...{ expected: `at most ${MAX_CONTROLLERS} rows`, advice: "split the file" },
    });
  if (header === null && rejected.length === 0)
    rejected.push({
      ...{ code: "empty_file", file, line: 1, column: null, value: "nothing", expected: "a header line" },
      advice: `begin with ${CONTROLLER_COLUMNS.join(",")}`,
    });
  return { rows, rejected };
}

function headerFaults(file: string, line: number, header: readonly string[]): RejectedCell[] {
  const known: readonly string[] = CONTROLLER_COLUMNS;
  const fault = (code: RejectedCell["code"], column: string, expected: string, advice: string): RejectedCell => ({
    ...{ code, file, line, column: shortened(column), value: shortened(column), expected, advice },
  });
  return [
    ...header.flatMap((column, i) => {
      if (!known.includes(column))
        return [fault("unknown_column", column, `one of ${known.join(", ")}`, "rename or delete the column")];
      return header.indexOf(column) === i
        ? []
        : [fault("repeated_column", column, "each column once", "keep one of them")];
    }),
    ...needed
      .filter((column) => !header.includes(column))
      .map((column) => fault("missing_column", column, `a column ${column}`, "add it")),
  ];
}

function rowOf(
  file: string,
  line: number,
  header: readonly string[],
  cells: readonly string[],
): ControllerInput | RejectedCell {
  const fault = (column: string | null, value: string, expected: string): RejectedCell => ({
    ...{ code: "value", file, line, column, value: column === "password" ? "[hidden]" : shortened(value), expected },
    advice: "correct the cell",
  });
  if (cells.length !== header.length) return fault(null, `${cells.length} cells`, `${header.length} cells`);
  // a password may begin with what a spreadsheet would take for a formula: it is never unguarded
  const text = (column: string) => {
    const cell = cells[header.indexOf(column)] ?? "";
    return column === "password" ? cell : unguarded(cell).trim();
  };
  const orNull = (value: string) => (value === "" ? null : value);
  if ((text("unit") === "") === (text("server") === ""))
    return fault("unit", text("unit"), "a unit, or a server: one of them");
  const kind = text("trust");
  const parsed = controllerInput.safeParse({
    place:
      text("server") === ""
        ? { kind: "unit", rack: text("rack"), unit: Number(text("unit")) }
        : { kind: "server", rack: text("rack"), server: text("server") },
    url: text("url"),
    system: orNull(text("system")),
    username: text("username"),
    password: text("password"),
    trust: {
      kind,
      ...(kind === "pin" ? { sha256: text("trust_value") } : kind === "authority" ? { pem: text("trust_value") } : {}),
    },
    serverType: orNull(text("server_type")),
    expectedSerial: orNull(text("serial")),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue!.path.join(".");
  const column = columnOf[path] ?? path;
  return fault(column, text(column), issue!.message);
}

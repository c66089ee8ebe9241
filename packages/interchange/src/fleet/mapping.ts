import type { FleetMapping } from "@headroom/contracts/imports";
import { fleetMapping } from "@headroom/contracts/imports";
import { err, ok, type Result } from "@headroom/core/foundation/result";
import { recordType } from "@headroom/core/topology/records/fleet";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { checkUtf8 } from "../csv/decode";
import { type RejectedCell, shortened } from "../csv/rejected";

const MOST_BYTES = 1024 * 1024;

/** Reads a mapping file (JSON or YAML): which file holds which type, and what its columns are called there. */
export function readMapping(file: string, bytes: Uint8Array): Result<FleetMapping, readonly RejectedCell[]> {
  const fault = (value: string, column: string | null, expected: string, advice: string): RejectedCell => ({
    code: "value",
    file,
    line: null,
    column,
    value: shortened(value),
    expected,
    advice,
  });
  const text = checkUtf8(file, bytes, MOST_BYTES);
  if (!text.ok) return err([text.error]);
  let document: unknown;
  try {
    document = parseYaml(new TextDecoder().decode(text.value), { maxAliasCount: 0, logLevel: "error" });
  } catch (cause) {
    const first = cause instanceof Error ? cause.message.split("\n")[0]! : String(cause);
    return err([fault(first, null, "JSON or YAML", "correct the file")]);
  }
  const parsed = fleetMapping.safeParse(document);
  if (!parsed.success) {
    return err(
      parsed.error.issues.map(({ path, message }) => {
        const where = shortened(z.core.toDotPath(path));
        return fault(where, where, message, "write it as docs/interchange/fleet.md shows");
      }),
    );
  }
  return ok(parsed.data);
}

/** What is wrong with a mapping, against the table of types. */
export function mappingFaults(mapping: FleetMapping): RejectedCell[] {
  return Object.entries(mapping).flatMap(([file, { type, columns, constants }]) => {
    const known = recordType(type);
    const fault = (value: string, expected: string): RejectedCell => ({
      code: "value",
      file: "mapping",
      line: null,
      column: shortened(file),
      value: shortened(value),
      expected,
      advice: "correct the mapping",
    });
    if (!known) return [fault(type, "a type of the fleet format")];
    const names = known.fields.map((field) => field.name);
    const ours = [...Object.values(columns), ...Object.keys(constants)];
    const twice = ours.filter((name, i) => ours.indexOf(name) !== i);
    return [
      ...ours
        .filter((name) => !names.includes(name))
        .map((name) => fault(name, `a column of ${type}: ${names.join(", ")}`)),
      ...twice.map((name) => fault(name, "each column once")),
    ];
  });
}

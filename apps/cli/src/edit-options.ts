import { type RecordChange, recordChangesInput } from "@headroom/contracts/record";
import { err, ok, type Result } from "@headroom/core/foundation/result";
import { recordType, recordTypes } from "@headroom/core/topology/records/fleet";
import type { RecordType } from "@headroom/core/topology/records/types";
import { fromCell, toJson } from "@headroom/interchange/fleet/values";
import { readArguments } from "./arguments";

export const EDIT_USAGE = [
  "usage: headroom edit TYPE KEY FIELD=VALUE... [--reason TEXT] [--dry-run] [--yes]",
  "       headroom edit TYPE --new FIELD=VALUE...",
  "       headroom edit TYPE KEY --delete",
  "       headroom edit racks KEY --move DATACENTER/ROOM/ROW/NUMBER [--on DAY]",
  "       headroom edit racks|servers KEY --retire [--on DAY]",
  "       headroom edit --file CHANGES.json",
  "",
  "  TYPE is one of the fleet format (docs/interchange/fleet.md), KEY its key with / between the parts, or as a JSON list:",
  "  headroom edit servers R1/web-7 state=draining. Values are written as in CSV; nothing behind the = is nothing.",
  '  CHANGES.json holds {"changes": [...]} as the API takes them (docs/inventory/record.md); "key" may stand for "id" and "version".',
  "  What will change is shown first; --dry-run ends there, --yes does not ask. `headroom undo` takes it back.",
  "",
  "The database is DATABASE_URL, or the one of a Headroom that `npm start` runs.",
];

export type Key = readonly (string | number | null)[];

/** A change whose object may be told by its key: id and version are found then. */
export type Asked = { readonly key?: Key; readonly [name: string]: unknown };

export interface EditArguments {
  readonly file: string | null;
  readonly changes: readonly Asked[];
  readonly reason: string | undefined;
  readonly dryRun: boolean;
  readonly yes: boolean;
}

const OPTIONS = {
  file: { type: "string" },
  new: { type: "boolean" },
  delete: { type: "boolean" },
  retire: { type: "boolean" },
  move: { type: "string" },
  on: { type: "string" },
  reason: { type: "string" },
  "dry-run": { type: "boolean" },
  yes: { type: "boolean", short: "y" },
} as const;

/** A key as a person writes it: one part as it is, several with / between them, or a JSON list. */
export function keyOf(of: RecordType, text: string): Result<Key, string> {
  const parts = of.key.length === 1 && !text.startsWith("[") ? [text] : partsOf(text);
  if (parts?.length === of.key.length) return ok(parts);
  return err(`${JSON.stringify(text)}: expected ${of.key.join("/")}, or a JSON list of them`);
}

function partsOf(text: string): Key | null {
  if (!text.startsWith("[")) return text.split("/");
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : null;
  } catch {
    return null;
  }
}

/** Fields from words as `state=draining`, as values of JSON. */
function fieldsOf(of: RecordType, words: readonly string[], faults: string[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const word of words) {
    const at = word.indexOf("=");
    const name = at < 0 ? word : word.slice(0, at);
    const field = of.fields.find((one) => one.name === name);
    if (at < 0) faults.push(`${JSON.stringify(word)}: expected FIELD=VALUE`);
    else if (!field) faults.push(`${name}: expected a field of ${of.name}: ${of.fields.map((f) => f.name).join(", ")}`);
    else {
      const value = fromCell(field, word.slice(at + 1));
      if (value.ok) fields[name] = toJson(field.kind, value.value);
      else faults.push(`${name}: expected ${value.error.expected}; ${value.error.advice}`);
    }
  }
  return fields;
}

/** Reads the arguments of `headroom edit`, or says everything that is wrong with them. */
export function parseEditArguments(args: readonly string[]): Result<EditArguments | "help", readonly string[]> {
  const parsed = readArguments(args, OPTIONS);
  if (!parsed.ok) return parsed;
  if (parsed.value === "help") return ok("help");
  const { values, positionals } = parsed.value;
  const common = { reason: values.reason, dryRun: values["dry-run"] ?? false, yes: values.yes ?? false };
  if (values.file !== undefined) {
    if (positionals.length > 0) return err([`${positionals[0]}: nothing stands beside --file`]);
    return ok({ ...common, file: values.file, changes: [] });
  }
  const [type, ...rest] = positionals;
  const of = recordType(type ?? "");
  if (!of) return err([`expected a TYPE: ${recordTypes.map(({ name }) => name).join(", ")}`]);
  const faults: string[] = [];
  if (values.new) {
    const change = { op: "create", type: of.name, fields: fieldsOf(of, rest, faults) };
    return faults.length > 0 ? err(faults) : ok({ ...common, file: null, changes: [change] });
  }
  const [text, ...words] = rest;
  if (text === undefined) return err(["expected a KEY, found nothing"]);
  const key = keyOf(of, text);
  if (!key.ok) return err([key.error]);
  const ops = [values.delete && "delete", values.retire && "retire", values.move !== undefined && "move"].filter(
    Boolean,
  );
  if (ops.length > 1 || (ops.length === 1 && words.length > 0))
    faults.push("one thing at a time: fields, --delete, --retire or --move");
  if (ops.length === 0 && words.length === 0) faults.push("expected FIELD=VALUE, --delete, --retire or --move");
  const op = ops[0] ?? "edit";
  const [datacenter, room, row, number] = (values.move ?? "").split("/");
  const change = {
    ...{ op, type: of.name, key: key.value },
    ...(op === "edit" ? { fields: fieldsOf(of, words, faults) } : {}),
    ...(op === "move" ? { to: { datacenter, room, row, number: Number(number) } } : {}),
    ...(values.on === undefined ? {} : { on: values.on }),
  };
  return faults.length > 0 ? err(faults) : ok({ ...common, file: null, changes: [change] });
}

/** Changes as the API takes them, or what is wrong with them. */
export function checkedChanges(changes: readonly unknown[]): Result<readonly RecordChange[], readonly string[]> {
  const read = recordChangesInput.safeParse({ changes });
  if (read.success) return ok(read.data.changes);
  return err(read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
}

import type { TableRecord, TableRows } from "@headroom/contracts/table";
import type { RecordType } from "@headroom/core/topology/records/types";
import { columnsOf } from "@headroom/core/topology/table/columns";
import { isDay } from "@headroom/core/topology/table/filter";
import { type Actor, authorize } from "../actor";
import { notFound } from "../errors";
import type { Ports } from "../ports";
import { typeOf } from "./query";

type Key = readonly (string | number | null)[];

/** Every column of one record. Needs fleet.read. Errors: NOT_FOUND. */
export async function tableRecord(
  ports: Ports,
  actor: Actor,
  input: { readonly type: RecordType["name"]; readonly key: Key },
): Promise<TableRecord> {
  authorize(actor, "fleet.read");
  const type = typeOf(input.type);
  const missing = () => notFound(type.noun, input.key.map((part) => part ?? "~").join(" "));
  if (!isKey(type, input.key)) throw missing();
  const found = await ports.work.read(({ tables }) => tables.one(type, input.key));
  if (!found) throw missing();
  return {
    columns: columnsOf(type).map(({ name }) => name),
    cells: found.map((cell) => (Array.isArray(cell) ? [...cell] : cell) as TableRows["rows"][number]["cells"][number]),
  };
}

/** Whether the parts are of the kinds of the key's fields: what else is asked for is not there. */
function isKey(type: RecordType, key: Key): boolean {
  if (key.length !== type.key.length) return false;
  return type.key.every((name, i) => {
    const field = type.fields.find((one) => one.name === name)!;
    const part = key[i];
    if (part === null || part === undefined) return field.optional;
    const { kind } = field;
    if (kind.type === "whole") return Number.isSafeInteger(part) && Math.abs(part as number) < 2 ** 31;
    if (kind.type === "number") return typeof part === "number";
    return typeof part === "string" && (kind.type !== "day" || isDay(part));
  });
}

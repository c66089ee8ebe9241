import type { TableInput } from "@headroom/contracts/table";
import { recordType } from "@headroom/core/topology/records/fleet";
import type { RecordType } from "@headroom/core/topology/records/types";
import { columnOf, firstSort, shownAtFirst, sortFrom } from "@headroom/core/topology/table/columns";
import { type Condition, filterFrom } from "@headroom/core/topology/table/filter";
import { invalidInput } from "../errors";
import type { TableQuery } from "../ports/tables";

export function typeOf(name: TableInput["type"]): RecordType {
  const type = recordType(name);
  if (!type) throw invalidInput("type", "a type of records", name);
  return type;
}

/** Throws INVALID_INPUT with the piece that cannot be asked. */
export function filterOf(type: RecordType, text: string): readonly Condition[] {
  const read = filterFrom(type, text);
  if (!read.ok) throw invalidInput("filter", read.error.expected, read.error.piece);
  return read.value;
}

/** What is asked, read from its texts. Throws INVALID_INPUT. */
export function queryOf(input: TableInput): TableQuery {
  const type = typeOf(input.type);
  const unknown = input.columns.find((name) => columnOf(type, name) === undefined);
  if (unknown !== undefined) throw invalidInput("columns", `columns of ${type.name}`, unknown);
  const sort = input.sort === "" ? firstSort(type) : sortFrom(type, input.sort);
  if (sort === null) throw invalidInput("sort", `a column of ${type.name} that orders it`, input.sort);
  const columns = input.columns.length > 0 ? [...new Set(input.columns)] : shownAtFirst(type);
  return { type, columns, filter: filterOf(type, input.filter), sort };
}

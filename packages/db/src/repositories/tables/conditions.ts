import type { FieldKind, RecordType } from "@headroom/core/topology/records/types";
import { columnOf } from "@headroom/core/topology/table/columns";
import type { Condition } from "@headroom/core/topology/table/filter";
import { likeAnywhere, likePrefix } from "../../sql";
import { quoted } from "../fleet-records/natural";
import type { TableFrom } from "./from";

/** A text to be compared: in any case, and by its bytes whatever the collation of the database. As the indexes have it. */
export const inAnyCase = (value: string): string => `(lower(${value}) COLLATE "C")`;

/** Takes a value and gives the parameter that stands for it. */
export type Parameter = (value: unknown) => string;

/** A condition as SQL. Only the ones that are set are sent, so that each combination is planned for itself. */
export function conditionSql(of: RecordType, from: TableFrom, condition: Condition, parameter: Parameter): string {
  const column = columnOf(of, condition.column);
  if (!column) throw new Error(`${of.name} has no column ${condition.column}`);
  const value = from.column(column);
  const isText = column.kind.type === "text";
  switch (condition.is) {
    case "contains":
      return `${inAnyCase(column.kind.type === "object" ? `${value}::text` : value)} LIKE ${parameter(likeAnywhere(condition.text.toLowerCase()))}`;
    case "begins":
      return `${inAnyCase(value)} LIKE ${parameter(likePrefix(condition.text.toLowerCase()))}`;
    case "one_of":
      if (isText)
        return `${inAnyCase(value)} = ANY(${parameter(condition.values.map((one) => one.toLowerCase()))}::text[])`;
      if (column.kind.type === "words") return `${value} && ${parameter(condition.values)}::text[]`;
      return `${value} = ANY(${parameter(condition.values)}::${typeOf(column.kind)}[])`;
    case "between": {
      const type = typeOf(column.kind);
      const ends = [
        ...(condition.from === null ? [] : [`${value} >= ${parameter(condition.from)}::${type}`]),
        ...(condition.to === null ? [] : [`${value} <= ${parameter(condition.to)}::${type}`]),
      ];
      return ends.length > 0 ? ends.join(" AND ") : `${value} IS NOT NULL`;
    }
    case "empty":
      return isText ? `(${inAnyCase(value)} IS NULL OR ${inAnyCase(value)} = '')` : `${value} IS NULL`;
    case "filled":
      return isText ? `${inAnyCase(value)} > ''` : `${value} IS NOT NULL`;
  }
}

function typeOf(kind: FieldKind): string {
  if (kind.type === "choice") return quoted(kind.sqlType);
  return {
    text: "text",
    whole: "bigint",
    number: "float8",
    flag: "boolean",
    day: "date",
    words: "text",
    object: "jsonb",
  }[kind.type];
}

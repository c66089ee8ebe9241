import { fieldOf, recordType } from "@headroom/core/topology/records/fleet";
import type { Field, Link, RecordType, RecordTypeName, RecordValue } from "@headroom/core/topology/records/types";

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Where a type's records are not plainly the rows of its table `t`. */
export interface Source {
  readonly join?: (table: (name: string) => string) => string;
  readonly where?: string;
  readonly values?: Readonly<Record<string, string>>;
  /** Rows that say the same are one record. */
  readonly distinct?: boolean;
}

const sources: Partial<Record<RecordTypeName, Source>> = {
  placements: { where: "t.kind = 'occupied'" },
  reservations: {
    where: "t.kind = 'reserved'",
    join: (table) =>
      `JOIN ${table("reservation")} v ON v.id = t.reservation_id LEFT JOIN user_account u ON u.id = v.owner_id`,
    values: { owner_email: "u.email", owner_name: "v.owner_name", reason: "v.reason", ticket: "v.ticket" },
  },
  // one that was ended early closes nothing any more
  freeze_windows: { distinct: true, where: "t.ended_at IS NULL" },
};

export const sourceOf = (name: RecordTypeName): Source => sources[name] ?? {};

export function typeNamed(name: RecordTypeName): RecordType {
  const found = recordType(name);
  if (!found) throw new Error(`there is no record type ${name}`);
  return found;
}

const types: Readonly<Record<Field["kind"]["type"], string>> = {
  text: "text",
  whole: "integer",
  number: "double precision",
  flag: "boolean",
  day: "date",
  choice: "",
  words: "text[]",
  object: "jsonb",
};

export const sqlTypeOf = ({ kind }: Field): string =>
  kind.type === "choice" ? quoted(kind.sqlType) : types[kind.type];

/** A value as PostgreSQL reads it from text. */
export function pgText(value: RecordValue): string | null {
  if (value === null) return null;
  if (!Array.isArray(value)) return String(value);
  return `{${value.map((word: string) => `"${word.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}

/** A text[] with nulls, as PostgreSQL reads it. */
export const arrayText = (cells: readonly (string | null)[]): string =>
  `{${cells.map((cell) => (cell === null ? "NULL" : `"${cell.replace(/["\\]/g, "\\$&")}"`)).join(",")}}`;

function own(field: Field): string {
  const column = `t.${quoted(field.column ?? "")}`;
  // an empty text and none at all are the same in a file
  if (field.optional && field.kind.type === "text") return `NULLIF(${column}, '')`;
  return field.kind.type === "words" ? `COALESCE(${column}, '{}')` : column;
}

export interface NaturalOptions {
  /** What stands for a table, as it was at another moment for one. */
  readonly table?: (name: string) => string;
  /** Further columns, of `t`. */
  readonly extra?: readonly string[];
  readonly where?: string;
  /** Records stay whose links lead nowhere any more. */
  readonly loose?: boolean;
}

/**
 * SELECT of a type's records with natural keys: `id`, then the fields asked for (default: all). Links are followed as far as the fields
 * need them.
 */
export function naturalSql(
  of: RecordType,
  names: readonly string[] = of.fields.map(({ name }) => name),
  { table = quoted, extra = [], where, loose = false }: NaturalOptions = {},
): string {
  const source = sourceOf(of.name);
  const joined: Link[] = [];
  const fromLink = (name: string): string => {
    const link = of.links.find((one) => one.column !== null && one.fields.includes(name));
    if (!link) throw new Error(`${of.name}.${name} is neither kept nor part of a link`);
    if (!joined.includes(link)) joined.push(link);
    const theirs = typeNamed(link.to).key[link.fields.indexOf(name)]!;
    return `l${joined.indexOf(link)}.${quoted(theirs)}`;
  };
  const columns = names.map((name) => {
    const field = fieldOf(of, name);
    const value = source.values?.[name] ?? (field.column !== null ? own(field) : fromLink(name));
    return `${value} AS ${quoted(name)}`;
  });
  const joins = joined.map(
    (link, i) =>
      `${loose || link.optional ? "LEFT " : ""}JOIN ${keysSql(typeNamed(link.to), table)} l${i} ON l${i}.id = t.${quoted(link.column!)}`,
  );
  const conditions = [source.where, where].flatMap((one) => one ?? []);
  const distinct = source.distinct ? `DISTINCT ON (${columns.map((_, i) => i + 2).join(", ")}) ` : "";
  return [
    `SELECT ${distinct}t.id, ${[...columns, ...extra].join(", ")} FROM ${table(of.table)} t`,
    ...(source.join ? [source.join(table)] : []),
    ...joins,
    ...(conditions.length > 0 ? [`WHERE ${conditions.join(" AND ")}`] : []),
  ].join(" ");
}

/** Ids and keys of a type, as a subselect. */
export const keysSql = (of: RecordType, table?: NaturalOptions["table"]): string =>
  `(${naturalSql(of, of.key, table ? { table } : {})})`;

/** `a` and `b` are the same record: by the key of the type, or by other fields. */
export const sameKey = (of: RecordType, a: string, b: string, names: readonly string[] = of.key): string =>
  names
    .map((name) => {
      const [x, y] = [`${a}.${quoted(name)}`, `${b}.${quoted(name)}`];
      return fieldOf(of, name).optional ? `${x} IS NOT DISTINCT FROM ${y}` : `${x} = ${y}`;
    })
    .join(" AND ");

/** What a link of `a` (records of `of`) names is `b` (records of the link's type). */
export const linked = (link: Link, a: string, b: string): string =>
  link.fields.map((name, i) => `${a}.${quoted(name)} = ${b}.${quoted(typeNamed(link.to).key[i]!)}`).join(" AND ");

import { fieldOf } from "@headroom/core/topology/records/fleet";
import type { RecordValue } from "@headroom/core/topology/records/types";
import { columnOf, type TableColumn } from "@headroom/core/topology/table/columns";
import type { TableQuery, TableRow } from "@headroom/services/ports/tables";
import type pg from "pg";
import { conditionSql, inAnyCase } from "./conditions";
import { IDENTITY, type TableFrom, tableFrom } from "./from";

const column = (query: Pick<TableQuery, "type">, name: string): TableColumn => {
  const found = columnOf(query.type, name);
  if (!found) throw new Error(`${query.type.name} has no column ${name}`);
  return found;
};

/** What a cell shows: days and objects as text, and an empty text as nothing where nothing may be said. */
export function shownSql(from: TableFrom, { name, through, kind, optional }: TableColumn): string {
  const value = from.column({ name, through });
  if (kind.type === "day" || kind.type === "object") return `${value}::text`;
  return optional && kind.type === "text" ? `NULLIF(${value}, '')` : value;
}

/**
 * What rows are ordered by, before what tells them apart. By the first part of the key it is the whole key, so that a path is followed
 * from datacenter to room to row.
 */
export function orderOf({ type, sort }: TableQuery, from: TableFrom): readonly string[] {
  const ordering = (name: string) => {
    const { kind, ...rest } = column({ type }, name);
    const value = from.column({ ...rest });
    return kind.type === "text" ? inAnyCase(value) : value;
  };
  if (sort.column !== type.key[0]) return [ordering(sort.column)];
  return type.key.map((name) => {
    const { optional, kind } = fieldOf(type, name);
    // nothing stands before everything
    const first = kind.type === "day" ? "'-infinity'::date" : "''";
    return optional ? `COALESCE(${ordering(name)}, ${first})` : ordering(name);
  });
}

/** Where a page begins: behind these values. `unknown`: among the rows whose value is not known, which stand last. */
interface Mark {
  readonly unknown: boolean;
  readonly after: readonly string[] | null;
}

const BEGINNING: Mark = { unknown: false, after: null };

function markOf(cursor: string | null, length: (unknown: boolean) => number): Mark | null {
  if (cursor === null) return BEGINNING;
  try {
    const [unknown, ...after] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as unknown[];
    if (typeof unknown !== "boolean" || after.length !== length(unknown)) return null;
    return after.every((value) => typeof value === "string") ? { unknown, after: after as string[] } : null;
  } catch {
    return null;
  }
}

const cursorOf = (unknown: boolean, marks: readonly string[]): string =>
  Buffer.from(JSON.stringify([unknown, ...marks]), "utf8").toString("base64url");

/** Whether rows come in the order of a path that begins with their datacenter. */
const isPath = (type: TableQuery["type"], sort: TableQuery["sort"]): boolean =>
  sort.column === type.key[0] && sort.column === "datacenter";

/** Rows that are sorted for every page: a tenth of a second. */
const SORTED_ROWS = 200_000;

/**
 * Whether what the filter leaves may stand together in the order of the table, as servers of a datacenter do that are named after it.
 * PostgreSQL takes it to be spread evenly, and would walk from the beginning past a million others. Along the key it walks rack by rack.
 */
const mayCluster = ({ type, filter, sort }: TableQuery): boolean =>
  filter.some(({ column: name, is }) => {
    const { kind, refers } = column({ type }, name);
    return kind.type === "text" && is !== "empty" && is !== "filled" && !(refers && sort.column === type.key[0]);
  });

/** Rows that a path is left for: read whole and sorted, they cost less than 130 datacenters asked for them one after the other. */
const FEW_ROWS = 20_000;

/** Whether the filter names what the rows refer to, as feeds a device: where few do, they are found from there, not along the path. */
const byReference = ({ type, filter }: TableQuery): boolean =>
  filter.some(({ column: name, is }) => {
    const { refers } = column({ type }, name);
    return refers && !type.key.includes(name) && is !== "empty" && is !== "filled";
  });

/** How many rows PostgreSQL expects, without reading any. */
async function estimated(sql: pg.ClientBase, from: string, values: readonly unknown[]): Promise<number> {
  const { rows } = await sql.query<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
    `EXPLAIN (FORMAT JSON) SELECT 1 ${from}`,
    [...values],
  );
  return rows[0]!["QUERY PLAN"][0].Plan["Plan Rows"];
}

interface Read {
  readonly row: TableRow;
  readonly marks: readonly string[];
}

/**
 * Rows behind a mark, among the known or among the unknown ones: one walk along one order, which an index can give. Only then are the
 * tables joined that the columns need, for the rows of the page.
 */
async function walk(sql: pg.ClientBase, query: TableQuery, { unknown, after }: Mark, limit: number): Promise<Read[]> {
  const { type, sort, filter } = query;
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const inner = tableFrom(type);
  const order = orderOf(query, inner);
  const identity = IDENTITY;
  const by = unknown ? identity : [...order, ...identity];
  const conditions = filter.map((condition) => conditionSql(type, inner, condition, parameter));
  const sorted = column(query, sort.column);
  const mayBeEmpty = sorted.optional && sorted.kind.type === "text";
  if (mayBeEmpty) conditions.push(unknown ? `NULLIF(${order[0]}, '') IS NULL` : `${order[0]} > ''`);
  else if (sorted.optional) conditions.push(`${order[0]} IS ${unknown ? "" : "NOT "}NULL`);
  if (after) {
    const [than, from] = sort.descending ? ["<", "<="] : [">", ">="];
    const marks = after.map(parameter);
    // the first alone is where an index of a joined table can begin
    if (by.length > 1) conditions.push(`${by[0]} ${from} ${marks[0]}`);
    conditions.push(
      by.length > 1 ? `(${by.join(", ")}) ${than} (${marks.join(", ")})` : `${by[0]} ${than} ${marks[0]}`,
    );
  }
  const way = sort.descending ? "DESC" : "ASC";
  const ordered = (all: readonly string[]) => `ORDER BY ${all.map((value) => `${value} ${way}`).join(", ")}`;
  const ids = identity.map((value, i) => `${value} AS i${i}`);
  const marks = by.map((value, i) => `${value} AS m${i}`);
  const columns = [...ids, ...marks].join(", ");
  // the index of a column has its unknown values in the order of the identity, too; empty texts stand elsewhere in it
  const inOrder = ordered(unknown && !mayBeEmpty ? [...order, ...by] : by);
  const most = `LIMIT ${parameter(limit)}`;
  const names = [...ids, ...marks].map((_, i) => (i < ids.length ? `i${i}` : `m${i - ids.length}`)).join(", ");
  const byMarks = ordered(by.map((_, i) => `m${i}`));
  let page = `SELECT ${columns} ${inner.text(conditions)} ${inOrder} ${most}`;
  const few = async (rows: number) => (await estimated(sql, inner.text(conditions), values.slice(0, -1))) <= rows;
  const sortedWhole = () =>
    `SELECT ${names} FROM (SELECT ${columns} ${inner.text(conditions)} OFFSET 0) few ${byMarks} ${most}`;
  if (isPath(type, sort) && byReference(query) && (await few(FEW_ROWS))) page = sortedWhole();
  else if (isPath(type, sort)) {
    // one datacenter after the other: nothing is sorted beyond those that fill the page
    const datacenter = inner.column({ name: "datacenter", through: [] });
    const begin = after ? `WHERE ${inAnyCase("code")} ${sort.descending ? "<=" : ">="} ${parameter(after[0])}` : "";
    const within = inner.text([...conditions, `${datacenter} = d.code`]);
    page = `SELECT ${names} FROM (SELECT code, ${inAnyCase("code")} AS place FROM datacenter ${begin} ORDER BY place ${way}) d
      CROSS JOIN LATERAL (SELECT ${columns} ${within} ${inOrder} ${most}) x ${ordered(["d.place", ...by.map((_, i) => `x.m${i}`)])} ${most}`;
  } else if (mayCluster(query) && (await few(SORTED_ROWS))) page = sortedWhole();

  const outer = tableFrom(type);
  const shown = [...type.key, ...query.columns].map((name) => shownSql(outer, column(query, name)));
  const on = identity.map((value, i) => `${value} = p.i${i}`).join(" AND ");
  const text = `WITH p AS MATERIALIZED (${page})
    SELECT ${[...by.map((_, i) => `p.m${i}::text`), "t.record_version", ...shown].join(", ")} ${outer.text([], { table: "p", on })}
    ${ordered(by.map((_, i) => `p.m${i}`))}`;
  const { rows } = await sql.query<RecordValue[]>({ text, values, rowMode: "array" } as pg.QueryArrayConfig);
  return rows.map((values) => {
    const own = values.slice(0, by.length) as string[];
    const [version, ...rest] = values.slice(by.length);
    const key = rest.slice(0, type.key.length) as TableRow["key"];
    const cells = rest.slice(type.key.length);
    return { marks: own, row: { id: Number(own.at(-1)), version: version as number, key, cells } };
  });
}

/** See TableRepository.page. */
export async function tablePage(
  sql: pg.ClientBase,
  query: TableQuery,
  cursor: string | null,
  limit: number,
): Promise<{ rows: TableRow[]; next: string | null } | null> {
  const identity = IDENTITY.length;
  const order = query.sort.column === query.type.key[0] ? query.type.key.length : 1;
  const mark = markOf(cursor, (unknown) => (unknown ? identity : order + identity));
  if (mark === null) return null;
  // one more than asked for tells whether there are more
  const known = mark.unknown ? [] : await walk(sql, query, mark, limit + 1);
  const isOptional = column(query, query.sort.column).optional;
  const rest = limit + 1 - known.length;
  const begin = mark.unknown ? mark : { unknown: true, after: null };
  const unknown = isOptional && rest > 0 ? await walk(sql, query, begin, rest) : [];
  const all = [...known, ...unknown];
  const page = all.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ row }) => row),
    next: all.length > limit && last ? cursorOf(page.length > known.length, last.marks) : null,
  };
}

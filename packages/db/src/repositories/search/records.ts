import type { RecordType } from "@headroom/core/topology/records/types";
import { columnOf } from "@headroom/core/topology/table/columns";
import type { Condition as FilterCondition } from "@headroom/core/topology/table/filter";
import type { Searched } from "@headroom/core/topology/table/search";
import type { FoundRecord } from "@headroom/services/ports/search";
import type pg from "pg";
import { likeAnywhere, likePrefix } from "../../sql";
import { conditionSql, inAnyCase } from "../tables/conditions";
import { tableFrom } from "../tables/from";
import { shownSql } from "../tables/page";

/** Shorter words are looked for at the beginning alone: nearly everything has two given characters somewhere. */
const PART_CHARACTERS = 3;
/** Sorts behind everything that a text can go on with. */
const LAST = "\u{10FFFF}";

/** Words of a search that may lead it: who types more has named something else by the third. */
const LEADS = 2;

export interface RecordSearch {
  readonly of: RecordType;
  readonly searched: Searched;
  readonly words: readonly string[];
  readonly conditions: readonly FilterCondition[];
}

/** A table with its columns, and the values that its statement has. */
function asking({ of, searched, conditions }: RecordSearch) {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const from = tableFrom(of);
  const column = (name: string) => {
    const found = columnOf(of, name);
    if (!found) throw new Error(`${of.name} has no column ${name}`);
    return found;
  };
  const text = (name: string) => {
    const { kind } = column(name);
    const value = from.column(column(name));
    return inAnyCase(kind.type === "text" ? value : `${value}::text`);
  };
  const wanted = conditions.map((condition) => conditionSql(of, from, condition, parameter));
  const shown = () =>
    [of.key, searched.names, searched.details]
      .map((names) => `array[${names.map((name) => `${shownSql(from, column(name))}::text`).join(", ")}]::text[]`)
      .join(", ");
  return { values, parameter, from, text, wanted, shown };
}

const isPart = (word: string): boolean => word.length >= PART_CHARACTERS;
const pattern = (word: string): string => (isPart(word) ? likeAnywhere(word) : likePrefix(word));

async function read(
  sql: pg.ClientBase,
  text: string,
  values: readonly unknown[],
  search: RecordSearch,
): Promise<FoundRecord[]> {
  const { rows } = await sql.query<[string[], (string | null)[], (string | null)[]]>({
    text,
    values: [...values],
    rowMode: "array",
  } as pg.QueryArrayConfig);
  return rows.map(([key, names, details]) => ({ type: search.of.name, key, names, details }));
}

/** Small tables are read: every word in what the record is called or where it is, one at least in what it is called. */
export async function findFew(sql: pg.ClientBase, search: RecordSearch, limit: number): Promise<FoundRecord[]> {
  const { words, searched } = search;
  const { values, parameter, from, text, wanted, shown } = asking(search);
  const names = searched.names.map(text);
  const all = [...names, ...searched.details.map(text)];
  const like = (among: readonly string[], word: string) =>
    `(${among.map((one) => `${one} LIKE ${parameter(pattern(word))}`).join(" OR ")})`;
  const every = words.map((word) => like(all, word));
  const some = words.length > 0 ? [`(${words.map((word) => like(names, word)).join(" OR ")})`] : [];
  const first = words[0] === undefined ? [] : [`${names[0]} LIKE ${parameter(likePrefix(words[0]))} DESC`];
  const columns = shown();
  const statement = `SELECT ${columns} ${from.text([...wanted, ...every, ...some])}
    ORDER BY ${[...first, names[0]].join(", ")} LIMIT ${parameter(limit)}`;
  return read(sql, statement, values, search);
}

/**
 * Large ones by their indexes: first what begins with the word, in order; where that is not enough, what has it anywhere. Of several
 * words one leads, the longest that is part of a name, and the others are asked of what it finds.
 */
export async function findAmongMany(sql: pg.ClientBase, search: RecordSearch, limit: number): Promise<FoundRecord[]> {
  const words = [...search.words].sort((a, b) => b.length - a.length);
  if (words.length === 0) return ask(sql, search, [], () => [], null, limit);
  for (const lead of words.slice(0, LEADS)) {
    const found = await ledBy(sql, search, lead, limit);
    if (found.length > 0) return found;
  }
  return [];
}

async function ledBy(sql: pg.ClientBase, search: RecordSearch, lead: string, limit: number): Promise<FoundRecord[]> {
  const { names } = search.searched;
  const others = search.words.filter((word) => word !== lead);
  const found = new Map<string, FoundRecord>();
  const take = (records: readonly FoundRecord[]) => {
    for (const record of records) if (found.size < limit) found.set(record.key.join("\0"), record);
  };
  for (const name of names) {
    if (found.size >= limit) break;
    const begins: Condition = (text, parameter) => [
      `${text(name)} >= ${parameter(lead)} AND ${text(name)} < ${parameter(lead + LAST)}`,
    ];
    take(await ask(sql, search, others, begins, name, limit));
  }
  if (found.size < limit && isPart(lead)) {
    const has: Condition = (text, parameter) => [
      `(${names.map((name) => `${text(name)} LIKE ${parameter(likeAnywhere(lead))}`).join(" OR ")})`,
    ];
    take(await ask(sql, search, others, has, null, limit));
  }
  return [...found.values()];
}

type Condition = (text: (name: string) => string, parameter: (value: unknown) => string) => string[];

/** Records under a condition that have the other words, too: in the order of a column, or as they come. */
async function ask(
  sql: pg.ClientBase,
  search: RecordSearch,
  others: readonly string[],
  condition: Condition,
  by: string | null,
  limit: number,
): Promise<FoundRecord[]> {
  const { values, parameter, from, text, wanted, shown } = asking(search);
  const all = [...search.searched.names, ...search.searched.details];
  const rest = others.map(
    (word) => `(${all.map((name) => `${text(name)} LIKE ${parameter(pattern(word))}`).join(" OR ")})`,
  );
  const where = [...wanted, ...condition(text, parameter), ...rest];
  const order = by === null ? "" : `ORDER BY ${text(by)}, t.id`;
  const columns = shown();
  return read(sql, `SELECT ${columns} ${from.text(where)} ${order} LIMIT ${parameter(limit)}`, values, search);
}

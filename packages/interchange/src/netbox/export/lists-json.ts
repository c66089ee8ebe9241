import type { SourceObject } from "@headroom/core/topology/proposal/types";
import type { Columns, Table } from "../column";
import type { InputFile } from "../read";
import { ENDPOINTS } from "../rest";
import { TABLES } from "../tables";
import { type Lookup, type Sheet, whole } from "./sheet";
import { byTable, columnsOf, JOINS } from "./tables-text";
import { columnIn, hasTable, type NetboxVersion } from "./versions";

/** Fields that the API gives as a value with its label. */
const CHOICES: ReadonlySet<string> = new Set(
  "status face type phase supply weight_unit form_factor airflow outer_unit feed_leg subdevice_role width".split(" "),
);

/** The lists of the REST API, a whole answer each. */
export function listsJson(objects: readonly SourceObject[], version: NetboxVersion): InputFile[] {
  const found = byTable(objects);
  const all = new Map(objects.map((one) => [`${one.kind}/${one.externalId}`, one]));
  const lookup: Lookup = (kind, id) => all.get(`${kind}/${id}`);
  const tags = found.get("extras_tag") ?? [];
  return (TABLES as readonly Table<Columns>[]).flatMap((table) => {
    const own = found.get(table.name) ?? [];
    const sheet = listSheet(table, own, own.length, version, lookup, tags);
    return sheet === null ? [] : [whole(sheet, own)];
  });
}

/** A list of the REST API; null: there is none. `count`: how many objects there are, those in memory (`own`) and others. */
export function listSheet(
  table: Table<Columns>,
  own: readonly SourceObject[],
  count: number,
  version: NetboxVersion,
  lookup: Lookup,
  tagObjects: readonly SourceObject[],
): Sheet | null {
  if (JOINS.has(table.name) || !hasTable(version, table.name) || (table.open === true && own.length === 0)) return null;
  const tags = new Map(tagObjects.map((tag) => [tag.facts.slug ?? "", brief(tag)]));
  const columns = columnsOf(table, own).filter((column) => !column.startsWith("_"));
  const endpoint = Object.entries(ENDPOINTS).find(([, name]) => name === table.name)?.[0] ?? table.name;
  return {
    name: `${endpoint}.json`,
    head: `{\n "count": ${count},\n "next": null,\n "previous": null,\n "results": [\n`,
    row: (one) => {
      const fields = columns.flatMap((column) =>
        fieldsOf(table, column, one.facts[column] ?? "", version, lookup, tags),
      );
      return `  ${JSON.stringify(Object.fromEntries([["id", Number(one.externalId)], ["display", nameIn(one)], ...fields]))}`;
    },
    between: ",\n",
    foot: "\n ]\n}\n",
  };
}

type Brief = Readonly<Record<string, unknown>>;
const nameIn = ({ facts }: SourceObject): string => facts.name ?? facts.model ?? facts.description ?? "";
const brief = (one: SourceObject): Brief => ({
  id: Number(one.externalId),
  display: nameIn(one),
  ...(one.facts.name === undefined ? {} : { name: one.facts.name }),
  ...(one.facts.model === undefined ? {} : { model: one.facts.model }),
  ...(one.facts.slug === undefined ? {} : { slug: one.facts.slug }),
});

/** A column as the API gives it: under its own name there, or under two. */
function fieldsOf(
  table: Table<Columns>,
  column: string,
  text: string,
  version: NetboxVersion,
  lookup: Lookup,
  tags: ReadonlyMap<string, Brief>,
): [string, unknown][] {
  if (column === "custom_field_data") return [["custom_fields", text === "" ? {} : JSON.parse(text)]];
  if (column === "tags")
    return [["tags", (text === "" ? [] : (JSON.parse(text) as string[])).map((slug) => tags.get(slug) ?? { slug })]];
  const name = columnIn(version, table.name, column);
  if (name === null) return [];
  const references = table.columns[column]?.references;
  if (column.endsWith("_id")) {
    const to = references === undefined ? undefined : lookup(references, text);
    const value = text === "" ? null : to === undefined ? { id: Number(text) } : brief(to);
    // 3.6 has the role under its old name, too
    const old = version === "3.6" && table.name === "dcim_device" && column === "role_id";
    return [[name.slice(0, -3), value], ...(old ? [["device_role", value] as [string, unknown]] : [])];
  }
  const value = typedValue(table, column, text);
  return [[name, CHOICES.has(column) && value !== null ? { value, label: text } : value]];
}

function typedValue(table: Table<Columns>, column: string, text: string): unknown {
  const read = table.columns[column]?.cell(text);
  if (read?.ok) return read.value;
  return text === "" ? null : text;
}

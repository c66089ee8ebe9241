import type { SourceObject } from "@headroom/core/topology/proposal/types";
import { csvLine } from "../../csv/guard";
import type { Columns, Table, TableName } from "../column";
import type { InputFile } from "../read";
import { TABLES } from "../tables";
import { byTable, cellText, columnsOf, JOINS } from "./tables-text";
import { columnIn, hasTable, type NetboxVersion } from "./versions";

/** The tables as NetBox dumps them, a file each; tags in the tables that join them. */
export function tablesCsv(objects: readonly SourceObject[], version: NetboxVersion): InputFile[] {
  const found = byTable(objects);
  const files = (TABLES as readonly Table<Columns>[])
    .filter(({ name, open }) => !JOINS.has(name) && hasTable(version, name) && (open !== true || found.has(name)))
    .map((table) => dump(table, found.get(table.name) ?? [], version));
  return [...files, ...tagged(objects)];
}

function dump(table: Table<Columns>, own: readonly SourceObject[], version: NetboxVersion): InputFile {
  const columns = columnsOf(table, own).flatMap((column) => {
    const name = column === "tags" ? null : columnIn(version, table.name, column);
    return name === null ? [] : [{ column, name }];
  });
  const lines = [csvLine(["id", ...columns.map(({ name }) => name)])];
  for (const { externalId, facts } of own) {
    lines.push(csvLine([externalId, ...columns.map(({ column }) => cellText(facts[column] ?? EMPTY[column] ?? ""))]));
  }
  return { name: `${table.name}.csv`, bytes: Buffer.from(lines.join("")) };
}

const EMPTY: Readonly<Record<string, string>> = { custom_field_data: "{}" };

/** Which object has which tag, and the numbers of the tables those are in. */
function tagged(objects: readonly SourceObject[]): InputFile[] {
  const tags = new Map(
    objects.filter(({ kind }) => kind === "extras_tag").map((tag) => [tag.facts.slug, tag.externalId]),
  );
  const kinds = new Map<TableName, number>();
  const items: string[] = [];
  for (const { kind, externalId, facts } of objects) {
    for (const slug of facts.tags ? (JSON.parse(facts.tags) as string[]) : []) {
      const type = kinds.get(kind as TableName) ?? kinds.size + 1;
      kinds.set(kind as TableName, type);
      items.push(csvLine([String(items.length + 1), externalId, String(type), tags.get(slug) ?? ""]));
    }
  }
  if (items.length === 0) return [];
  const types = [...kinds].map(([kind, id]) => csvLine([String(id), ...splitOnce(kind)]));
  return [
    { name: "extras_taggeditem.csv", bytes: Buffer.from(["id,object_id,content_type_id,tag_id\n", ...items].join("")) },
    { name: "django_content_type.csv", bytes: Buffer.from(["id,app_label,model\n", ...types].join("")) },
  ];
}

const splitOnce = (table: string): [string, string] => {
  const at = table.indexOf("_");
  return [table.slice(0, at), table.slice(at + 1)];
};

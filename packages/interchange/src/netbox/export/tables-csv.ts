import type { SourceObject } from "@headroom/core/topology/proposal/types";
import { csvLine } from "../../csv/guard";
import type { Columns, Table, TableName } from "../column";
import type { InputFile } from "../read";
import { TABLES } from "../tables";
import { type Sheet, whole } from "./sheet";
import { byTable, cellText, columnsOf, JOINS } from "./tables-text";
import { columnIn, hasTable, type NetboxVersion } from "./versions";

/** The tables as NetBox dumps them, a file each; tags in the tables that join them. */
export function tablesCsv(objects: readonly SourceObject[], version: NetboxVersion): InputFile[] {
  const found = byTable(objects);
  const files = (TABLES as readonly Table<Columns>[]).flatMap((table) => {
    const own = found.get(table.name) ?? [];
    const sheet = tableSheet(table, own, version);
    return sheet === null ? [] : [whole(sheet, own)];
  });
  const tagged = new TaggedItems((found.get("extras_tag") ?? []) as readonly SourceObject[]);
  const items = objects.map((one) => tagged.rows(one)).join("");
  return items === "" ? files : [...files, ...tagged.files(items)];
}

/** A table as NetBox dumps it; null: there is none. `own`: those of its objects that are in memory, by which an open table has its columns. */
export function tableSheet(table: Table<Columns>, own: readonly SourceObject[], version: NetboxVersion): Sheet | null {
  if (JOINS.has(table.name) || !hasTable(version, table.name) || (table.open === true && own.length === 0)) return null;
  const columns = columnsOf(table, own).flatMap((column) => {
    const name = column === "tags" ? null : columnIn(version, table.name, column);
    return name === null ? [] : [{ column, name }];
  });
  return {
    name: `${table.name}.csv`,
    head: csvLine(["id", ...columns.map(({ name }) => name)]),
    row: ({ externalId, facts }) =>
      csvLine([externalId, ...columns.map(({ column }) => cellText(facts[column] ?? EMPTY[column] ?? ""))]),
    between: "",
    foot: "",
  };
}

const EMPTY: Readonly<Record<string, string>> = { custom_field_data: "{}" };

/** Which object has which tag, and the numbers of the tables those are in. */
export class TaggedItems {
  readonly #tags: ReadonlyMap<string | undefined, string>;
  readonly #kinds = new Map<TableName, number>();
  #count = 0;

  constructor(tags: readonly SourceObject[]) {
    this.#tags = new Map(tags.map((tag) => [tag.facts.slug, tag.externalId]));
  }

  rows({ kind, externalId, facts }: SourceObject): string {
    if (!facts.tags) return "";
    const slugs = JSON.parse(facts.tags) as string[];
    return slugs
      .map((slug) => {
        const type = this.#kinds.get(kind as TableName) ?? this.#kinds.size + 1;
        this.#kinds.set(kind as TableName, type);
        this.#count += 1;
        return csvLine([String(this.#count), externalId, String(type), this.#tags.get(slug) ?? ""]);
      })
      .join("");
  }

  static readonly file = "extras_taggeditem.csv";
  static readonly head = "id,object_id,content_type_id,tag_id\n";

  /** After all rows. */
  types(): InputFile {
    const types = [...this.#kinds].map(([kind, id]) => csvLine([String(id), ...splitOnce(kind)]));
    return { name: "django_content_type.csv", bytes: Buffer.from(["id,app_label,model\n", ...types].join("")) };
  }

  files(items: string): InputFile[] {
    return [{ name: TaggedItems.file, bytes: Buffer.from(`${TaggedItems.head}${items}`) }, this.types()];
  }
}

const splitOnce = (table: string): [string, string] => {
  const at = table.indexOf("_");
  return [table.slice(0, at), table.slice(at + 1)];
};

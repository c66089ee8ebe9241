import type { SourceObject } from "@headroom/core/topology/proposal/types";
import { csvLine } from "../../csv/guard";
import type { Columns, Table } from "../column";
import { type CustomTypes, customFieldsOf, customText, typesIn } from "../custom-fields";
import { FORMS, FormTexts, fieldsOfForm } from "../forms";
import type { InputFile } from "../read";
import { ENDPOINTS } from "../rest";
import { TABLES } from "../tables";
import { type Sheet, whole } from "./sheet";
import { byTable, cellText } from "./tables-text";
import { columnIn, hasTable, type NetboxVersion } from "./versions";

/** Whether a form can say which things an object belongs to: those that it has to name have names. */
function isSayable(table: Table<Columns>, one: SourceObject, texts: FormTexts): boolean {
  return fieldsOfForm(table.name).every((field) => {
    const column = table.columns[field.column];
    const empty = column?.references === undefined || field.further !== undefined || column.cell("").ok;
    return empty || texts.text(one, field) !== "";
  });
}

/** What people paste into NetBox's bulk import, a file a form, in the order in which they refer to each other. */
export function formsCsv(objects: readonly SourceObject[], version: NetboxVersion): InputFile[] {
  const found = byTable(objects);
  const texts = new FormTexts(objects);
  const types = typesIn(objects);
  return (TABLES as readonly Table<Columns>[]).flatMap((table) => {
    const own = found.get(table.name) ?? [];
    const sheet = formSheet(table, own, 0, customNames(own, table, texts), version, texts, types);
    return sheet === null ? [] : [whole(sheet, own)];
  });
}

/** Custom fields in which objects say something, of those that a form can say. */
export function customNames(
  own: readonly SourceObject[],
  table: Table<Columns>,
  texts: FormTexts,
): ReadonlySet<string> {
  const sayable = own.filter((one) => isSayable(table, one, texts));
  const said = sayable.flatMap(({ facts }) => [...customFieldsOf(facts)].filter(([, value]) => customText(value)));
  return new Set(said.map(([name]) => name));
}

/** A form; null: there is none, or nothing for it. `others`: how many objects come beside those in memory; `names`: custom fields of all. */
export function formSheet(
  table: Table<Columns>,
  own: readonly SourceObject[],
  others: number,
  names: ReadonlySet<string>,
  version: NetboxVersion,
  texts: FormTexts,
  types: CustomTypes,
): Sheet | null {
  if (FORMS[table.name] === undefined || !hasTable(version, table.name)) return null;
  if (others === 0 && !own.some((one) => isSayable(table, one, texts))) return null;
  const fields = fieldsOfForm(table.name).flatMap((field) => {
    const name = columnIn(version, table.name, field.column);
    return name === null ? [] : [{ ...field, title: field.header === field.column ? name : field.header }];
  });
  const custom = [...names].sort();
  const endpoint = Object.entries(ENDPOINTS).find(([, name]) => name === table.name)?.[0] ?? table.name;
  return {
    name: `${endpoint}.csv`,
    head: csvLine([...fields.map(({ title }) => title), ...custom.map((name) => `cf_${name}`)]),
    row: (one) => {
      if (!isSayable(table, one, texts)) return "";
      const values = customFieldsOf(one.facts);
      return csvLine(
        [
          ...fields.map((field) => texts.text(one, field)),
          ...custom.map((name) => customText(values.get(name), types.get(name))),
        ].map(cellText),
      );
    },
    between: "",
    foot: "",
  };
}

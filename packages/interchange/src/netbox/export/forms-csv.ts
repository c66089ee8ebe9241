import type { SourceObject } from "@headroom/core/topology/proposal/types";
import { csvLine } from "../../csv/guard";
import type { Columns, Table } from "../column";
import { customFieldsOf, customText, FORMS, FormTexts, fieldsOfForm } from "../forms";
import type { InputFile } from "../read";
import { ENDPOINTS } from "../rest";
import { TABLES } from "../tables";
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
  return (TABLES as readonly Table<Columns>[]).flatMap((table) => {
    const own = (found.get(table.name) ?? []).filter((one) => isSayable(table, one, texts));
    if (FORMS[table.name] === undefined || own.length === 0 || !hasTable(version, table.name)) return [];
    const fields = fieldsOfForm(table.name).flatMap((field) => {
      const name = columnIn(version, table.name, field.column);
      return name === null ? [] : [{ ...field, title: field.header === field.column ? name : field.header }];
    });
    const said = own.flatMap(({ facts }) => [...customFieldsOf(facts)].filter(([, value]) => customText(value)));
    const custom = [...new Set(said.map(([name]) => name))].sort();
    const lines = own.map((one) => {
      const values = customFieldsOf(one.facts);
      const cells = [
        ...fields.map((field) => texts.text(one, field)),
        ...custom.map((name) => customText(values.get(name))),
      ];
      return csvLine(cells.map(cellText));
    });
    const head = csvLine([...fields.map(({ title }) => title), ...custom.map((name) => `cf_${name}`)]);
    const endpoint = Object.entries(ENDPOINTS).find(([, name]) => name === table.name)?.[0] ?? table.name;
    return [{ name: `${endpoint}.csv`, bytes: Buffer.from([head, ...lines].join("")) }];
  });
}

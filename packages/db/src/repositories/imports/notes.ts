import type { ProposedNoun } from "@headroom/core/topology/proposal/types";
import type pg from "pg";
import type { IdOf } from "./nouns";

/** Tags and custom fields of nouns whose source has such things. What is new and has none keeps the defaults of its table. */
export async function writeNotes(
  sql: pg.ClientBase,
  table: string,
  { created, changed }: { readonly created: readonly ProposedNoun[]; readonly changed: readonly ProposedNoun[] },
  id: IdOf,
): Promise<void> {
  const said = [
    ...created.filter(({ tags, customFields }) => (tags?.length ?? 0) > 0 || (customFields ?? null) !== null),
    ...changed.filter(({ tags }) => tags !== undefined),
  ];
  if (said.length === 0) return;
  const rows = said.map(({ key, ref, tags, customFields }) => ({
    id: id(ref.kind, key),
    tags: tags ?? [],
    custom_fields: customFields ? JSON.parse(customFields) : null,
  }));
  await sql.query(
    `UPDATE "${table}" t SET tags = n.tags, custom_fields = NULLIF(n.custom_fields, 'null')
       FROM jsonb_to_recordset($1::jsonb) AS n(id int, tags text[], custom_fields jsonb) WHERE t.id = n.id`,
    [JSON.stringify(rows)],
  );
}

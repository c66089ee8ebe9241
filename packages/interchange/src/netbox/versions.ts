import type { TableName } from "./column";

/**
 * What NetBox called a column before: `device_role` became `role` (3.6, the old name gone in 4.0), a rack's `type` became `form_factor`
 * (4.1, when rack types came), a custom field's `content_types` became `object_types` (4.0). Sources: NetBox release notes 3.6, 4.0, 4.1.
 */
export const RENAMED: Readonly<Partial<Record<TableName, Readonly<Record<string, string>>>>> = {
  dcim_device: { device_role_id: "role_id" },
  dcim_rack: { type: "form_factor" },
  extras_customfield: { content_types: "object_types", object_type: "related_object_type" },
};

/** A header in the names of 4.x. An old name stays what it is where the new one is there, too. */
export function renamed(table: TableName, header: readonly string[]): readonly string[] {
  // a column may be called __proto__
  const before = new Map(Object.entries(RENAMED[table] ?? {}));
  return header.map((name) => {
    const now = before.get(name);
    return now !== undefined && !header.includes(now) ? now : name;
  });
}

/** Columns that NetBox computes or that only its database needs: without them nothing is lost. */
const OF_THE_DATABASE =
  /^(_.*|created|last_updated|lft|rght|tree_id|level|cable_id|cable_end|mark_connected|.*_count|url|display|display_url|id|natural_slug)$/;

export const isBookkeeping = (column: string): boolean => OF_THE_DATABASE.test(column);

/** A value that says something. */
export const saysSomething = (value: string): boolean => !["", "{}", "[]", "null", "f", "false"].includes(value);

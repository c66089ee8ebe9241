import { recordTypes } from "@headroom/core/topology/records/fleet";
import type { RecordTypeName } from "@headroom/core/topology/records/types";
import { z } from "zod";
import { id, isoInstant } from "./common";

export const recordTypeName = z.enum(recordTypes.map(({ name }) => name) as [RecordTypeName, ...RecordTypeName[]]);

const columnName = z.string().max(60);
/** As `core/topology/table/filter` reads it. */
const filterText = z.string().max(4000).default("");
/** `name` or `-name`; empty: by the key. */
const sortText = z.string().max(61).default("");

/** What a table shows: the same for its page, its count, its file and a view that is kept. */
export const tableInput = z.object({
  type: recordTypeName,
  columns: z.array(columnName).max(60).default([]),
  filter: filterText,
  sort: sortText,
});
export type TableInput = z.infer<typeof tableInput>;

/** table.rows. No columns: those shown at first. */
export const tableRowsInput = tableInput.extend({
  cursor: z.string().max(8000).optional(),
  limit: z.int().min(1).max(500).default(100),
});
export type TableRowsInput = z.infer<typeof tableRowsInput>;

const cell = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
export const tableRows = z.object({
  columns: z.array(z.string()),
  rows: z.array(
    z.object({
      /** With its version, what a change of the record names. */
      id,
      version: z.int(),
      /** Natural key, in the order of the type's. */
      key: z.array(z.union([z.string(), z.number(), z.null()])),
      /** In the order of the columns. */
      cells: z.array(cell),
    }),
  ),
  next: z.string().nullable(),
});
export type TableRows = z.infer<typeof tableRows>;

/** table.count */
export const tableCountInput = z.object({ type: recordTypeName, filter: filterText });
export type TableCountInput = z.infer<typeof tableCountInput>;
export const tableCount = z.object({ count: z.int(), how: z.enum(["exact", "about", "at_least"]) });
export type TableCount = z.infer<typeof tableCount>;

/** table.types: how many records there are of each type. */
export const tableTypes = z.array(tableCount.extend({ type: recordTypeName }));
export type TableTypes = z.infer<typeof tableTypes>;

/** table.record */
export const tableRecordInput = z.object({
  type: recordTypeName,
  key: z.array(z.union([z.string().max(300), z.number(), z.null()])).max(10),
});
/** Every column of the type's table. */
export const tableRecord = z.object({ columns: z.array(z.string()), cells: z.array(cell) });
export type TableRecord = z.infer<typeof tableRecord>;

/** view.list */
export const viewListInput = z.object({ type: recordTypeName });
export const tableView = z.object({
  id,
  version: z.int(),
  name: z.string(),
  type: recordTypeName,
  columns: z.array(z.string()),
  filter: z.string(),
  sort: z.string(),
  shared: z.boolean(),
  /** null: a person that is no more. */
  owner: z.string().nullable(),
  mine: z.boolean(),
  updatedAt: isoInstant,
});
export type TableView = z.infer<typeof tableView>;

/** view.save: a new one, or with `id` and the version that was seen, the same anew. */
export const viewSaveInput = tableInput.extend({
  id: id.optional(),
  version: z.int().optional(),
  name: z.string().trim().min(1, "give it a name").max(80),
  shared: z.boolean(),
});
export type ViewSaveInput = z.infer<typeof viewSaveInput>;

/** view.remove */
export const viewRemoveInput = z.object({ id, version: z.int() });

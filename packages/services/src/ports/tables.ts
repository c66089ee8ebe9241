import type { RecordType, RecordValue } from "@headroom/core/topology/records/types";
import type { TableSort } from "@headroom/core/topology/table/columns";
import type { Condition } from "@headroom/core/topology/table/filter";

/** What a table shows of a type's records. */
export interface TableQuery {
  readonly type: RecordType;
  readonly columns: readonly string[];
  readonly filter: readonly Condition[];
  readonly sort: TableSort;
}

export interface TableRow {
  /** With its version, what a change of the record names. */
  readonly id: number;
  readonly version: number;
  /** In the order of the type's key. */
  readonly key: readonly (string | number | null)[];
  /** In the order of the columns asked for. */
  readonly cells: readonly RecordValue[];
}

export interface TableCount {
  readonly count: number;
  /** `about`: what the database knows without counting. `at_least`: there are more than this. */
  readonly how: "exact" | "about" | "at_least";
}

export interface TableRepository {
  /** The page after a cursor (null: the first). Unknown values stand last whichever way. null: the cursor is none of this query. */
  page(
    query: TableQuery,
    after: string | null,
    limit: number,
  ): Promise<{ readonly rows: readonly TableRow[]; readonly next: string | null } | null>;
  /** Counts up to `most` under a filter; without one, large tables are not counted but estimated. */
  count(type: RecordType, filter: readonly Condition[], most: number): Promise<TableCount>;
  /** Every column of the record with a key, letter by letter; null: there is none. */
  one(type: RecordType, key: readonly (string | number | null)[]): Promise<readonly RecordValue[] | null>;
  /** Every row in the order of the pages, in batches. One at a time. */
  all(query: TableQuery): AsyncIterable<readonly (readonly RecordValue[])[]>;
}

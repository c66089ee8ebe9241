"use client";
import type { RecordType } from "@headroom/core/topology/records/types";
import {
  columnOf,
  firstSort,
  shownAtFirst,
  sortFrom,
  sortText,
  type TableSort,
} from "@headroom/core/topology/table/columns";
import { type Condition, conditionText, filterFrom, filterText } from "@headroom/core/topology/table/filter";
import { parseAsInteger, parseAsString } from "nuqs";
import { useQueryStates, useRouter } from "../frame/address";

/** Everything a table shows, kept in the address. What is at its beginning is not written. */
export function useTableState(type: RecordType) {
  const [address, setAddress] = useQueryStates({
    filter: parseAsString.withDefault(""),
    sort: parseAsString.withDefault(""),
    cols: parseAsString.withDefault(""),
    view: parseAsInteger,
    at: parseAsString,
  });
  const router = useRouter();
  const read = filterFrom(type, address.filter);
  const filter: readonly Condition[] = read.ok ? read.value : [];
  const chosen = address.cols.split(",").filter((name) => columnOf(type, name) !== undefined);
  const columns = chosen.length > 0 ? [...new Set(chosen)] : shownAtFirst(type);
  const sort: TableSort = (address.sort === "" ? null : sortFrom(type, address.sort)) ?? firstSort(type);
  const first = sortText(firstSort(type));
  const write = (change: { filter?: string; sort?: string; columns?: readonly string[] }) => {
    const isFirst = change.columns?.join() === shownAtFirst(type).join();
    void setAddress({
      ...(change.filter === undefined ? {} : { filter: change.filter || null }),
      ...(change.sort === undefined ? {} : { sort: change.sort === first ? null : change.sort || null }),
      ...(change.columns === undefined ? {} : { cols: isFirst ? null : change.columns.join(",") }),
    });
  };
  return {
    filter,
    /** Why the filter of the address cannot be asked. */
    fault: read.ok ? null : read.error,
    columns,
    sort,
    at: address.at,
    view: address.view,
    /** As the API takes it. */
    input: { type: type.name, columns, filter: filterText(filter), sort: sortText(sort) },
    setAt: (at: string | null) => void setAddress({ at }),
    /** Goes to a row's page. */
    open: (href: string) => router.push(href),
    setSort: (next: TableSort) => write({ sort: sortText(next) }),
    setColumns: (next: readonly string[]) => write({ columns: next }),
    setFilter: (next: readonly Condition[]) => write({ filter: filterText(next) }),
    /** A column's conditions, in the place of those it had. */
    setConditions: (column: string, conditions: readonly Condition[]) =>
      write({ filter: filterText([...filter.filter((one) => one.column !== column), ...conditions]) }),
    without: (condition: Condition) => {
      const text = conditionText(condition);
      write({ filter: filterText(filter.filter((one) => conditionText(one) !== text)) });
    },
    show: (view: { id: number; filter: string; sort: string; columns: readonly string[] }) => {
      void setAddress({ view: view.id });
      write({ filter: view.filter, sort: view.sort, columns: view.columns });
    },
    setView: (view: number | null) => void setAddress({ view }),
    reset: () => void setAddress({ filter: null, sort: null, cols: null, view: null }),
  };
}

export type TableState = ReturnType<typeof useTableState>;

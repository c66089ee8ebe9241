"use client";
import { recordType } from "@headroom/core/topology/records/fleet";
import type { RecordType, RecordTypeName } from "@headroom/core/topology/records/types";
import { recordPath } from "@headroom/core/topology/table/address";
import { columnOf } from "@headroom/core/topology/table/columns";
import { formatNumber } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { EmptyByFilter, EmptyState } from "@headroom/ui/primitives/EmptyState";
import { Fill, PageHeader, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { VirtualTable } from "@headroom/ui/primitives/VirtualTable";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { useMay } from "../frame/useMay";
import { BulkBar } from "./BulkBar";
import { ColumnMenu } from "./ColumnMenu";
import { ColumnsDialog } from "./ColumnsDialog";
import { CreateDialog } from "./CreateDialog";
import { CellValue, isNumeric, type Row, RowLink, widthOf } from "./cells";
import { countWords } from "./countWords";
import { FilterBox, FilterChips } from "./FilterBox";
import { FilterDialog } from "./FilterDialog";
import { useSelection } from "./useSelection";
import { useTableState } from "./useTableState";
import { ViewsMenu } from "./ViewsMenu";
import { columnHead, typeWords } from "./words";

const PAGE_ROWS = 200;

/** Every record of a type: filtered, ordered, with the columns somebody wants, as many as there are. */
export function TablePage({ name }: { name: RecordTypeName }) {
  const type = recordType(name) as RecordType;
  const words = typeWords(name);
  const trpc = useTRPC();
  const may = useMay();
  const table = useTableState(type);
  const [filtering, setFiltering] = useState<string | null>(null);
  const [choosing, setChoosing] = useState(false);
  const [creating, setCreating] = useState(false);
  const pages = useInfiniteQuery(
    trpc.table.rows.infiniteQueryOptions(
      { ...table.input, limit: PAGE_ROWS },
      { getNextPageParam: (page) => page.next ?? undefined, enabled: table.fault === null },
    ),
  );
  const counted = useQuery(
    trpc.table.count.queryOptions(
      { type: name, filter: table.input.filter },
      { enabled: table.fault === null, placeholderData: keepPreviousData },
    ),
  );
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const ids = useMemo(() => rows.map((row) => String(row.id)), [rows]);
  const selected = useSelection(ids, `${name} ${table.input.filter} ${table.input.sort}`);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const isFiltered = table.filter.length > 0 || table.fault !== null;
  const count = counted.data ?? null;
  const open = (row: Row) => table.open(recordPath(name, row.key));
  // its own name leads to the record's page; the first column does where that is not shown
  const named = table.columns.includes(type.key.at(-1)!) ? type.key.at(-1)! : table.columns[0];
  const columns = table.columns.map((column, at) => {
    const shape = columnOf(type, column)!;
    const value = (row: Row) => <CellValue column={shape} value={row.cells[at] ?? null} />;
    return {
      id: column,
      header: columnHead(column),
      align: isNumeric(shape) && at > 0 ? ("end" as const) : undefined,
      widthPx: widthOf(shape, at === 0),
      sortable: shape.sortable,
      cell: (row: Row) =>
        column === named ? (
          <RowLink type={type} row={row}>
            {value(row)}
          </RowLink>
        ) : (
          value(row)
        ),
      menu: <ColumnMenu column={shape} table={table} onFilter={() => setFiltering(column)} />,
    };
  });
  const clear = () => table.setFilter([]);
  const query = new URLSearchParams({
    columns: table.columns.join(","),
    filter: table.input.filter,
    sort: table.input.sort,
  });
  const body = table.fault ? (
    <EmptyByFilter title={`This filter cannot be asked: ${table.fault.piece}`} onClear={clear}>
      Expected {table.fault.expected}.
    </EmptyByFilter>
  ) : pages.error && rows.length === 0 ? (
    <QueryFailure error={pages.error} what={words.many} onRetry={() => void pages.refetch()} />
  ) : pages.data && rows.length === 0 ? (
    isFiltered ? (
      <EmptyByFilter title={`Nothing matches the filter`} onClear={clear} />
    ) : (
      <EmptyState
        title={`There are no ${words.many.toLowerCase()} yet`}
        actions={
          may("fleet.import") ? (
            <Button size="small" icon="upload" href="/imports">
              Import
            </Button>
          ) : undefined
        }
      >
        {may("fleet.import") ? "Bring them in with a file." : "A planner brings them in with a file."}
      </EmptyState>
    )
  ) : undefined;

  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Inventory", href: "/inventory" },
          { label: words.many, href: `/inventory/${name}` },
        ]}
      />
      <PageHeader
        title={words.many}
        actions={
          <>
            {may("fleet.edit") ? (
              <Button icon="plus" onPress={() => setCreating(true)}>
                New
              </Button>
            ) : null}
            <Button onPress={() => setChoosing(true)}>Columns</Button>
            <Button
              icon="download"
              off={rows.length === 0 ? "There is nothing to write" : null}
              href={`/api/tables/${name}?${query}`}
            >
              CSV
            </Button>
          </>
        }
      >
        {count ? countWords(count, words, isFiltered) : `${words.about}.`}
      </PageHeader>
      <ToolRow>
        <FilterBox type={type} table={table} />
        <FilterChips type={type} table={table} />
        {isFiltered ? (
          <Button variant="quiet" icon="close" onPress={clear}>
            Clear filter
          </Button>
        ) : null}
        <Fill />
        <ViewsMenu type={type} table={table} />
      </ToolRow>
      <VirtualTable<Row>
        label={words.many}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.id)}
        rowName={(row) => row.key.filter((part) => part !== null).join(" ")}
        total={count === null || count.how === "at_least" ? null : count.count}
        sort={{ column: table.sort.column, direction: table.sort.descending ? "descending" : "ascending" }}
        onSort={(sort) => table.setSort({ column: sort.column, descending: sort.direction === "descending" })}
        currentKey={table.at}
        onCurrent={table.setAt}
        onOpen={open}
        isChecked={selected.has}
        onCheck={selected.check}
        allChecked={selected.state}
        onCheckAll={() => (selected.state === true ? selected.none() : selected.all())}
        onEnd={onEnd}
        loadingRows={pages.isPending && table.fault === null ? 24 : undefined}
        body={body}
        foot={
          rows.length === 0 ? undefined : pages.isFetchNextPageError ? (
            <Button size="small" onPress={() => void pages.fetchNextPage()}>
              The next rows could not be read. Try again
            </Button>
          ) : hasNextPage ? (
            <span role="status">{formatNumber(rows.length)} read, more follow</span>
          ) : (
            <span role="status">That is all, {formatNumber(rows.length)}</span>
          )
        }
      />
      {selected.isEmpty ? null : (
        <BulkBar type={type} rows={rows} count={count} input={table.input} selected={selected} />
      )}
      {creating ? <CreateDialog type={type} onClose={() => setCreating(false)} /> : null}
      {filtering !== null ? (
        <FilterDialog
          column={columnOf(type, filtering)!}
          conditions={table.filter.filter((one) => one.column === filtering)}
          onChange={(conditions) => table.setConditions(filtering, conditions)}
          onClose={() => setFiltering(null)}
        />
      ) : null}
      {choosing ? (
        <ColumnsDialog
          type={type}
          shown={table.columns}
          onChange={table.setColumns}
          onClose={() => setChoosing(false)}
        />
      ) : null}
    </>
  );
}

"use client";
import { recordType } from "@headroom/core/topology/records/fleet";
import type { RecordType, RecordTypeName } from "@headroom/core/topology/records/types";
import { recordPath } from "@headroom/core/topology/table/address";
import { columnOf } from "@headroom/core/topology/table/columns";
import { formatDate } from "@headroom/ui/format/dates";
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
import { useNow } from "../frame/time";
import { useMay } from "../frame/useMay";
import { planCounts } from "../when/planChanges";
import { usePlanShown, useWhen } from "../when/useWhen";
import { dayAhead, isNow, type When } from "../when/whenQuery";
import { BulkBar } from "./BulkBar";
import { ColumnMenu } from "./ColumnMenu";
import { ColumnsDialog } from "./ColumnsDialog";
import { CreateDialog } from "./CreateDialog";
import { CellValue, isNumeric, type Row, RowLink, widthOf } from "./cells";
import { countWords } from "./countWords";
import { FilterBox, FilterChips } from "./FilterBox";
import { FilterDialog } from "./FilterDialog";
import { MomentSentence, RowThen, TableWhen } from "./TableWhen";
import {
  columnsBeside,
  isPlannedRow,
  momentByDates,
  momentByPlan,
  plannedRows,
  type RowMoment,
  timesOf,
} from "./tableMoment";
import { useSelection } from "./useSelection";
import { useTableState } from "./useTableState";
import { ViewsMenu } from "./ViewsMenu";
import { columnHead, typeWords } from "./words";

const PAGE_ROWS = 200;
const NOW: When = { days: null, plan: null };
const NONE: readonly Row[] = [];
const toneOf = (moment: RowMoment | null) => (moment && moment.tone !== "coming" ? moment.tone : undefined);

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
  const times = useMemo(() => timesOf(type), [type]);
  const [address, setWhen] = useWhen();
  // a type without days looks the same at any moment
  const when = times ? address : NOW;
  const shownPlan = usePlanShown(when);
  const beside = times && !isNow(when) ? columnsBeside(type, times, table.columns) : [];
  const pages = useInfiniteQuery(
    trpc.table.rows.infiniteQueryOptions(
      { ...table.input, columns: [...table.columns, ...beside], limit: PAGE_ROWS },
      { getNextPageParam: (page) => page.next ?? undefined, enabled: table.fault === null },
    ),
  );
  const counted = useQuery(
    trpc.table.count.queryOptions(
      { type: name, filter: table.input.filter },
      { enabled: table.fault === null, placeholderData: keepPreviousData },
    ),
  );
  const real = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const read = pages.data?.pages[0]?.columns ?? table.columns;
  const ghosts = shownPlan
    ? plannedRows(type, read, table.filter, { id: shownPlan.plan.id, changes: shownPlan.changes })
    : NONE;
  const rows = useMemo(() => (ghosts.length > 0 ? [...ghosts, ...real] : real), [ghosts, real]);
  const ids = useMemo(() => real.map((row) => String(row.id)), [real]);
  const selected = useSelection(ids, `${name} ${table.input.filter} ${table.input.sort}`);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const isFiltered = table.filter.length > 0 || table.fault !== null;
  const count = counted.data ?? null;
  const open = (row: Row) => table.open(isPlannedRow(row) ? `/plans/${when.plan}` : recordPath(name, row.key));
  const now = useNow();
  const days = { today: dayAhead(now, 0), on: dayAhead(now, when.days ?? 0) };
  const momentOf = (row: Row): RowMoment | null => {
    if (!times) return null;
    if (isPlannedRow(row)) return { tone: "planned", text: `with PL-${when.plan}` };
    const value = (column: string) => row.cells[read.indexOf(column)];
    const byPlan = shownPlan ? momentByPlan(type, row.key, value, shownPlan.changes) : null;
    return byPlan ?? momentByDates(times, value, days);
  };
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
          <RowLink type={type} row={row} href={isPlannedRow(row) ? `/plans/${when.plan}` : undefined}>
            {value(row)}
          </RowLink>
        ) : (
          value(row)
        ),
      menu: <ColumnMenu column={shape} table={table} onFilter={() => setFiltering(column)} />,
    };
  });
  if (times && !isNow(when))
    columns.splice(1, 0, {
      id: "then",
      header: when.plan !== null ? `With PL-${when.plan}` : `By ${formatDate(days.on, now)}`,
      align: undefined,
      widthPx: 210,
      sortable: false,
      cell: (row: Row) => <RowThen moment={momentOf(row)} />,
      menu: undefined as never,
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
        {times ? (
          <MomentSentence
            {...{ type, times, when, filter: table.filter, noun: words.one }}
            plan={shownPlan ? planCounts(shownPlan.changes) : null}
          />
        ) : null}
      </PageHeader>
      <ToolRow>
        {times ? <TableWhen when={when} onWhen={(next) => void setWhen(next)} /> : null}
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
        tone={(row) => toneOf(momentOf(row))}
        canCheck={(row) => !isPlannedRow(row)}
        isChecked={(key) => !key.startsWith("-") && selected.has(key)}
        // what only a plan knows is nothing to be edited
        onCheck={(key, range) => {
          if (!key.startsWith("-")) selected.check(key, range);
        }}
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
        <BulkBar type={type} rows={real} count={count} input={table.input} selected={selected} />
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

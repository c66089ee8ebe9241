"use client";
import { type ReactNode, useRef, useState } from "react";
import { formatNumber } from "../format/numbers";
import { Button } from "./Button";
import { cx } from "./cx";
import { useHotkeys } from "./Hotkeys";
import { Icon } from "./Icon";
import { Skeleton } from "./Skeleton";
import { moveCursor, nextSort, rowsInPage, type Sort } from "./tableLogic";

export type { Sort };

export interface Column<Row> {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers right ("end"), words left (default). */
  align?: "start" | "end";
  /** 1 always shown (default), 2 from 768 px, 3 from 1200 px. */
  priority?: 1 | 2 | 3;
  /** CSS width, for bars and fixed columns. */
  width?: string | number;
  sortable?: boolean;
  /** Cuts the words off with an ellipsis instead of widening the table. Give a width ("46%"). */
  ellipsis?: boolean;
  /** May take several lines on a phone. */
  wrap?: boolean;
  noWrap?: boolean;
  className?: string;
}

export interface DataTableProps<Row> {
  /** What the table lists, said as its name. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Id of the column that names the row (default: the first). */
  rowHeader?: string;
  density?: "compact" | "normal" | "roomy";
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  /** The row in hand: accent with a 3 px edge. J and K move it. */
  currentKey?: string | null;
  onCurrent?: (key: string, row: Row) => void;
  /** Enter on a row, and a double click; a single click where there is no onCurrent. A link in the first column needs no onOpen. */
  onOpen?: (row: Row) => void;
  /** Rows ticked for a bulk action; X ticks the current one. */
  checkedKeys?: ReadonlySet<string>;
  onChecked?: (keys: ReadonlySet<string>) => void;
  /** Binds J, K, Enter and X for the whole page. One table a page. */
  hotkeys?: boolean;
  /** Rows of skeleton instead of the rows. */
  loadingRows?: number;
  /** Stands in place of the rows: <EmptyState>, <ErrorState>, <NoPermission>... Head and size stay. */
  body?: ReactNode;
  /** Above the head: <StaleNote>. */
  banner?: ReactNode;
  /** Below the rows: <Partial>, "show more". */
  foot?: ReactNode;
  hideHead?: boolean;
  /** No gutter at the sides, for tables inside panels. */
  flush?: boolean;
}

/** More rows than anybody reads at once, and few enough to be drawn at once. */
const ROWS_AT_ONCE = 200;

/** The one table: head stuck, hairlines, numbers right, and the same place for every state the rows can be in. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey, currentKey, onCurrent, onOpen, checkedKeys, onChecked, sort } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const header = props.rowHeader ?? columns[0]?.id;
  const keys = rows.map(rowKey);
  const [asked, setAsked] = useState(ROWS_AT_ONCE);
  const inPage = rowsInPage(keys, currentKey ?? null, asked);

  const move = (step: number) => {
    const key = moveCursor(keys, currentKey ?? null, step);
    const row = rows[keys.indexOf(key ?? "")];
    if (key === null || row === undefined) return;
    onCurrent?.(key, row);
    const line = body.current?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(key)}"]`);
    (line?.querySelector<HTMLElement>("a[href]") ?? line)?.focus();
  };
  const current = () => rows[keys.indexOf(currentKey ?? "")];
  const check = (key: string) => {
    if (!checkedKeys || !onChecked) return;
    const next = new Set(checkedKeys);
    if (!next.delete(key)) next.add(key);
    onChecked(next);
  };
  useHotkeys(
    props.hotkeys
      ? [
          { keys: "j", label: "move", caps: "J K", run: () => move(1) },
          { keys: "k", label: "move", strip: false, run: () => move(-1) },
          ...(onChecked ? [{ keys: "x", label: "select", run: () => currentKey != null && check(currentKey) }] : []),
          onOpen
            ? { keys: "Enter", label: "open", run: () => open(current()) }
            : { keys: "Enter", label: "open", listed: true },
        ]
      : [],
  );
  const open = (row: Row | undefined) => {
    if (row !== undefined) onOpen?.(row);
  };
  const span = columns.length + (checkedKeys ? 1 : 0);
  // Which column is the last one seen where those of lower priority have given way: it takes the gutter.
  const lastAt = (priority: 1 | 2) => columns.findLast((column) => (column.priority ?? 1) <= priority)?.id;
  const cellClass = (column: Column<Row>) =>
    cx(
      column.align === "end" && "hr-n",
      column.priority === 2 && "hr-p2",
      column.priority === 3 && "hr-p3",
      column.ellipsis && "hr-ell",
      column.wrap && "hr-wrap",
      column.noWrap && "hr-nw",
      column.className,
      column.id === lastAt(1) && "hr-last1",
      column.id === lastAt(2) && "hr-last2",
    );

  return (
    <div className="hr-tw">
      {props.banner}
      <table
        className={cx("hr-t", props.flush && "hr-t-flush")}
        data-density={props.density}
        aria-label={props.label}
        aria-busy={props.loadingRows ? true : undefined}
      >
        <thead className={props.hideHead ? "hr-vh" : undefined}>
          <tr>
            {checkedKeys ? (
              <th scope="col" className="hr-pick">
                <span className="hr-vh">Selected</span>
              </th>
            ) : null}
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={cellClass({ ...column, ellipsis: false })}
                style={{ width: column.width }}
                aria-sort={sort?.column === column.id ? sort.direction : undefined}
              >
                {column.sortable && props.onSort ? (
                  <button
                    type="button"
                    className="hr-sort"
                    onClick={() => props.onSort?.(nextSort(sort ?? null, column.id))}
                  >
                    {column.header}
                    {sort?.column === column.id ? (
                      <Icon name={sort.direction === "ascending" ? "sortUp" : "sortDown"} size={12} />
                    ) : null}
                  </button>
                ) : (
                  column.header
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {props.loadingRows ? (
            <SkeletonRows
              count={props.loadingRows}
              columns={columns}
              pick={checkedKeys !== undefined}
              cellClass={cellClass}
            />
          ) : props.body !== undefined && props.body !== null ? (
            <tr className="hr-t-body">
              <td colSpan={span} style={{ padding: 0 }}>
                {props.body}
              </td>
            </tr>
          ) : (
            rows.slice(0, inPage).map((row, index) => {
              const key = keys[index]!;
              return (
                <tr
                  key={key}
                  data-key={key}
                  data-current={key === currentKey || undefined}
                  data-checked={checkedKeys?.has(key) || undefined}
                  data-open={onOpen || onCurrent ? true : undefined}
                  aria-current={key === currentKey ? "true" : undefined}
                  tabIndex={onOpen || onCurrent ? -1 : undefined}
                  onClick={(event) => {
                    // A click on a link or button inside the row is that thing's.
                    if ((event.target as Element).closest("a,button,input,label")) return;
                    if (onCurrent) onCurrent(key, row);
                    else open(row);
                  }}
                  onDoubleClick={onCurrent && onOpen ? () => open(row) : undefined}
                >
                  {checkedKeys ? (
                    <td className="hr-pick">
                      <label className="hr-check">
                        <input type="checkbox" checked={checkedKeys.has(key)} onChange={() => check(key)} />
                        <span className="hr-vh">Select {key}</span>
                      </label>
                    </td>
                  ) : null}
                  {columns.map((column) =>
                    column.id === header ? (
                      <th key={column.id} scope="row" className={cellClass(column)}>
                        {column.cell(row)}
                      </th>
                    ) : (
                      <td key={column.id} className={cellClass(column)}>
                        {column.cell(row)}
                      </td>
                    ),
                  )}
                </tr>
              );
            })
          )}
        </tbody>
      </table>
      {inPage < rows.length && !props.loadingRows && !props.body ? (
        <div className="hr-t-more">
          <Button size="small" onPress={() => setAsked(inPage + ROWS_AT_ONCE)}>
            Show {formatNumber(Math.min(ROWS_AT_ONCE, rows.length - inPage))} more
          </Button>
          <span className="hr-mut">
            {formatNumber(inPage)} of {formatNumber(rows.length)} rows
          </span>
        </div>
      ) : null}
      {props.foot}
    </div>
  );
}

interface SkeletonRowsProps<Row> {
  count: number;
  columns: readonly Column<Row>[];
  pick: boolean;
  cellClass: (column: Column<Row>) => string | undefined;
}

function SkeletonRows<Row>({ count, columns, pick, cellClass }: SkeletonRowsProps<Row>) {
  return Array.from({ length: count }, (_, line) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rows of a skeleton have no identity
    <tr key={line}>
      {pick ? <td className="hr-pick" /> : null}
      {columns.map((column, index) => (
        <td key={column.id} className={cellClass({ ...column, ellipsis: false })}>
          {/* Widths differ by row, so that it reads as a list and not as a wall. */}
          <Skeleton
            widthPx={index === 0 ? 48 + ((line * 13) % 24) : 24 + ((index * 17 + line * 7) % 22)}
            end={column.align === "end"}
          />
        </td>
      ))}
    </tr>
  ));
}

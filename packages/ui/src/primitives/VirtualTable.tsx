"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { cx } from "./cx";
import { useHotkeys } from "./Hotkeys";
import { Icon } from "./Icon";
import { Skeleton } from "./Skeleton";
import { moveCursor, nextSort, type Sort } from "./tableLogic";

export interface VirtualColumn<Row> {
  id: string;
  /** The words of the head. */
  header: string;
  cell: (row: Row) => ReactNode;
  align?: "start" | "end";
  widthPx: number;
  sortable?: boolean;
  /** A button beside the words: the column's menu. */
  menu?: ReactNode;
}

export interface VirtualTableProps<Row> {
  label: string;
  /** The first names the row and stays at the left edge. */
  columns: readonly VirtualColumn<Row>[];
  /** Those that are here; more are asked for with `onEnd`. */
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowName: (row: Row) => string;
  /** All there are, as far as it is known. */
  total: number | null;
  sort: Sort | null;
  onSort: (sort: Sort) => void;
  currentKey: string | null;
  onCurrent: (key: string) => void;
  onOpen: (row: Row) => void;
  /** A row that does not exist yet, or is to leave. */
  tone?: (row: Row) => "planned" | "leaving" | undefined;
  /** A row that cannot be ticked has no box. */
  canCheck?: (row: Row) => boolean;
  isChecked: (key: string) => boolean;
  /** `range`: together with all rows from the one ticked before. */
  onCheck: (key: string, range: boolean) => void;
  allChecked: boolean | "some";
  onCheckAll: () => void;
  /** The last rows are near. */
  onEnd?: () => void;
  loadingRows?: number;
  /** In place of the rows: empty, failed. */
  body?: ReactNode;
  /** Below the last row. */
  foot?: ReactNode;
}

const ROW_PX = 28;
const NEAR_ROWS = 60;
const PICK_PX = 40;

/** A table of any length: only the rows in sight are in the page. It scrolls both ways by itself; head and first column stay. J and K move. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { columns, rows, rowKey, currentKey, onCurrent, onOpen, onCheck, onEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rowPx = useRowHeight(scroller);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 12,
    // until the scroller is measured, and while the page is rendered on the server
    initialRect: { width: 1200, height: 800 },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are measured anew
  useEffect(() => virtual.measure(), [virtual, rowPx]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - NEAR_ROWS) onEnd?.();
  }, [last, rows.length, onEnd]);

  const line = (key: string) => scroller.current?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(key)}"]`);
  const focusOn = (key: string) => {
    const row = line(key);
    (row?.querySelector<HTMLElement>("a[href]") ?? row)?.focus({ preventScroll: true });
  };
  const move = (step: number) => {
    const keys = rows.map(rowKey);
    const key = moveCursor(keys, currentKey, step);
    if (key === null) return;
    onCurrent(key);
    virtual.scrollToIndex(keys.indexOf(key));
    requestAnimationFrame(() => focusOn(key));
  };
  const current = () => rows.find((row) => rowKey(row) === currentKey);
  useHotkeys([
    { keys: "j", label: "move", caps: "J K", run: () => move(1) },
    { keys: "k", label: "move", strip: false, run: () => move(-1) },
    {
      keys: "x",
      label: "select",
      run: (press) => currentKey !== null && onCheck(currentKey, press?.shiftKey ?? false),
    },
    {
      keys: "Enter",
      label: "open",
      run: () => {
        const row = current();
        if (row !== undefined) onOpen(row);
      },
    },
  ]);

  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const width = columns.reduce((sum, column) => sum + column.widthPx, PICK_PX);
  const plain = props.loadingRows === undefined && !props.body;
  return (
    <div className="hr-vt" ref={scroller} style={{ "--hr-vt-row": `${rowPx}px` } as CSSProperties}>
      <table
        className="hr-t hr-vt-t"
        style={{ width }}
        aria-label={props.label}
        aria-rowcount={props.total === null ? -1 : props.total + 1}
        aria-busy={props.loadingRows ? true : undefined}
      >
        <colgroup>
          <col style={{ width: PICK_PX }} />
          {columns.map((column) => (
            <col key={column.id} style={{ width: column.widthPx }} />
          ))}
        </colgroup>
        <Head {...props} />
        <tbody>
          {props.loadingRows ? <Loading columns={columns} count={props.loadingRows} /> : null}
          {plain && before > 0 ? <Gap px={before} span={columns.length + 1} /> : null}
          {plain
            ? items.map((item) => {
                const row = rows[item.index];
                return row === undefined ? null : <Line key={rowKey(row)} {...props} row={row} index={item.index} />;
              })
            : null}
          {plain && after > 0 ? <Gap px={after} span={columns.length + 1} /> : null}
        </tbody>
      </table>
      {props.body ? <div className="hr-vt-body">{props.body}</div> : null}
      {props.foot ? <div className="hr-vt-foot">{props.foot}</div> : null}
    </div>
  );
}

/** As tall as the pointer wants them. */
function useRowHeight(scroller: { readonly current: HTMLElement | null }): number {
  const [px, setPx] = useState(ROW_PX);
  useLayoutEffect(() => {
    const read = () => {
      const set = scroller.current && Number.parseFloat(getComputedStyle(scroller.current).getPropertyValue("--row"));
      if (set) setPx(set);
    };
    read();
    window.addEventListener("resize", read);
    return () => window.removeEventListener("resize", read);
  }, [scroller]);
  return px;
}

const Gap = ({ px, span }: { px: number; span: number }) => (
  <tr className="hr-vt-gap">
    <td colSpan={span} style={{ height: px }} />
  </tr>
);

function Head<Row>({ columns, sort, onSort, allChecked, onCheckAll }: VirtualTableProps<Row>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className="hr-pick">
          <label className="hr-check">
            <input
              type="checkbox"
              checked={allChecked === true}
              ref={(box) => {
                if (box) box.indeterminate = allChecked === "some";
              }}
              onChange={onCheckAll}
            />
            <span className="hr-vh">Select all that match</span>
          </label>
        </th>
        {columns.map(({ id, header, sortable, align, menu }) => (
          <th
            key={id}
            scope="col"
            className={cx(align === "end" && "hr-n")}
            aria-sort={sort?.column === id ? sort.direction : undefined}
          >
            <span className="hr-vt-h">
              {sortable ? (
                <button type="button" className="hr-sort" onClick={() => onSort(nextSort(sort, id))}>
                  <span>{header}</span>
                  {sort?.column === id ? (
                    <Icon name={sort.direction === "ascending" ? "sortUp" : "sortDown"} size={12} />
                  ) : null}
                </button>
              ) : (
                <span className="hr-vt-w">{header}</span>
              )}
              {menu}
            </span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface LineProps<Row> extends VirtualTableProps<Row> {
  row: Row;
  index: number;
}

function Line<Row>({
  row,
  index,
  columns,
  rowKey,
  rowName,
  currentKey,
  onCurrent,
  onOpen,
  tone,
  canCheck,
  isChecked,
  onCheck,
}: LineProps<Row>) {
  const key = rowKey(row);
  const range = useRef(false);
  return (
    <tr
      data-key={key}
      data-open
      data-tone={tone?.(row)}
      data-current={key === currentKey || undefined}
      data-checked={isChecked(key) || undefined}
      aria-current={key === currentKey ? "true" : undefined}
      // the head is the first
      aria-rowindex={index + 2}
      tabIndex={-1}
      onClick={(event) => {
        if ((event.target as Element).closest("a,button,input,label")) return;
        onCurrent(key);
      }}
      onDoubleClick={() => onOpen(row)}
    >
      <td className="hr-pick">
        {canCheck && !canCheck(row) ? null : (
          <label className="hr-check">
            <input
              type="checkbox"
              checked={isChecked(key)}
              onClick={(event) => {
                range.current = event.shiftKey;
              }}
              onChange={() => {
                onCheck(key, range.current);
                range.current = false;
              }}
            />
            <span className="hr-vh">Select {rowName(row)}</span>
          </label>
        )}
      </td>
      {columns.map((column, at) => {
        const className = column.align === "end" ? "hr-n" : undefined;
        return at === 0 ? (
          <th key={column.id} scope="row" className={className}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.id} className={className}>
            {column.cell(row)}
          </td>
        );
      })}
    </tr>
  );
}

function Loading<Row>({ columns, count }: { columns: readonly VirtualColumn<Row>[]; count: number }) {
  return Array.from({ length: count }, (_, line) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rows of a skeleton have no identity
    <tr key={line}>
      <td className="hr-pick" />
      {columns.map((column, at) => (
        <td key={column.id}>
          <Skeleton widthPx={30 + ((at * 17 + line * 13) % 40)} end={column.align === "end"} />
        </td>
      ))}
    </tr>
  ));
}

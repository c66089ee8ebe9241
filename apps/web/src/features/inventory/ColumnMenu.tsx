"use client";
import type { TableColumn } from "@headroom/core/topology/table/columns";
import { Icon } from "@headroom/ui/primitives/Icon";
import { Menu } from "@headroom/ui/primitives/Menu";
import type { TableState } from "./useTableState";
import { columnHead } from "./words";

interface ColumnMenuProps {
  column: TableColumn;
  table: TableState;
  onFilter: () => void;
}

/** What can be done with a column: order by it, filter it, move it, hide it. */
export function ColumnMenu({ column, table, onFilter }: ColumnMenuProps) {
  const { name, sortable } = column;
  const { columns, sort } = table;
  const at = columns.indexOf(name);
  const head = columnHead(name);
  const off = sortable ? null : "Alone it orders nothing";
  const moved = (by: number) => {
    const next = columns.filter((one) => one !== name);
    next.splice(at + by, 0, name);
    table.setColumns(next);
  };
  const is = (descending: boolean) => sort.column === name && sort.descending === descending;
  return (
    <Menu
      label={head}
      placement="bottom end"
      trigger={
        <button type="button" className="hr-vt-m" aria-label={`Column ${head}`}>
          <Icon name={table.filter.some((one) => one.column === name) ? "filter" : "chevronDown"} size={12} />
        </button>
      }
      groups={[
        {
          id: "order",
          label: "Order",
          items: [
            {
              id: "up",
              label: "Ascending",
              icon: "sortUp",
              off,
              selected: is(false),
              onAction: () => table.setSort({ column: name, descending: false }),
            },
            {
              id: "down",
              label: "Descending",
              icon: "sortDown",
              off,
              selected: is(true),
              onAction: () => table.setSort({ column: name, descending: true }),
            },
          ],
        },
        {
          id: "column",
          label: "Column",
          items: [
            { id: "filter", label: "Filter…", icon: "filter", onAction: onFilter },
            {
              id: "left",
              label: "Move left",
              icon: "chevronLeft",
              off: at <= 0 ? "It is the first" : null,
              onAction: () => moved(-1),
            },
            {
              id: "right",
              label: "Move right",
              icon: "chevronRight",
              off: at === columns.length - 1 ? "It is the last" : null,
              onAction: () => moved(1),
            },
            {
              id: "hide",
              label: "Hide",
              icon: "close",
              off: columns.length === 1 ? "It is the only one" : null,
              onAction: () => table.setColumns(columns.filter((one) => one !== name)),
            },
          ],
        },
      ]}
    />
  );
}

"use client";
import { formatNumber, formatPercent, formatPower } from "@headroom/ui/format/numbers";
import { type Column, DataTable, type Sort } from "@headroom/ui/primitives/DataTable";
import { Link } from "@headroom/ui/primitives/Link";
import { MoreRows } from "@headroom/ui/primitives/MoreRows";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted, Num } from "@headroom/ui/primitives/Text";
import { sortRows } from "@headroom/ui/primitives/tableLogic";
import { useState } from "react";
import { placeOf, type RoomRack } from "./roomRacks";

const PAGE = 200;

interface RoomRacksTableProps {
  racks: readonly RoomRack[];
  room: string | undefined;
  selectedCode: string | null;
  onSelect: (code: string) => void;
  onOpen: (code: string) => void;
  sort: Sort | null;
  onSort: (sort: Sort) => void;
}

const value: Record<string, (rack: RoomRack) => string | number | null> = {
  code: (rack) => rack.code,
  type: (rack) => rack.type,
  state: (rack) => rack.state,
  used: (rack) => rack.usedU / rack.heightU,
  power: (rack) => rack.deratedW / Math.max(1, rack.powerW),
  age: (rack) => rack.ageYears,
  dark: (rack) => rack.dark,
};

/** The twin of the thumbs: the same racks in rows. */
export function RoomRacksTable({ racks, room, selectedCode, onSelect, onOpen, sort, onSort }: RoomRacksTableProps) {
  const [count, setCount] = useState(PAGE);
  const sorted = sortRows(racks, sort, (rack, column) => value[column]?.(rack) ?? null);
  const columns: Column<RoomRack>[] = [
    {
      id: "code",
      header: "Rack",
      noWrap: true,
      sortable: true,
      cell: (rack) => (
        <Link href={`/racks/${encodeURIComponent(rack.code)}`}>
          <Id>{rack.code}</Id>
        </Link>
      ),
    },
    { id: "place", header: "Row, position", priority: 2, cell: (rack) => placeOf(room, rack) },
    { id: "type", header: "Type", sortable: true, cell: (rack) => rack.type },
    { id: "state", header: "State", sortable: true, cell: (rack) => <RackState rack={rack} /> },
    {
      id: "used",
      header: "Units",
      align: "end",
      sortable: true,
      cell: (rack) => `${formatNumber(rack.usedU, Number.isInteger(rack.usedU) ? 0 : 1)} of ${rack.heightU}`,
    },
    {
      id: "power",
      header: "Derated",
      align: "end",
      sortable: true,
      cell: (rack) => <Num of={formatPower(rack.deratedW)} />,
    },
    {
      id: "share",
      header: "Of counted",
      align: "end",
      priority: 2,
      cell: (rack) => (rack.powerW > 0 ? <Num of={formatPercent(rack.deratedW / rack.powerW)} /> : <Muted>–</Muted>),
    },
    {
      id: "age",
      header: "Years",
      align: "end",
      priority: 3,
      sortable: true,
      cell: (rack) => (rack.ageYears === null ? <Muted>not known</Muted> : formatNumber(rack.ageYears, 1)),
    },
    { id: "dark", header: "Out of order", align: "end", priority: 3, sortable: true, cell: (rack) => rack.dark },
  ];
  return (
    <DataTable
      label="Racks of the room"
      columns={columns}
      rows={sorted.slice(0, count)}
      rowKey={(rack) => rack.code}
      density="compact"
      sort={sort}
      onSort={onSort}
      currentKey={selectedCode}
      onCurrent={onSelect}
      onOpen={(rack) => onOpen(rack.code)}
      hotkeys
      foot={
        <MoreRows
          shown={Math.min(count, sorted.length)}
          total={sorted.length}
          noun="racks"
          onMore={() => setCount(count + PAGE)}
        />
      }
    />
  );
}

/** Where it is in its life, and what the moment shown changes. */
function RackState({ rack }: { rack: RoomRack }) {
  if (rack.comes !== null) return <StateLabel state="planned">Planned, {rack.comes}</StateLabel>;
  return (
    <>
      <StateLabel state={rack.state} />
      {rack.leaves === null ? null : `, ${rack.leaves}`}
    </>
  );
}

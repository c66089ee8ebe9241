"use client";
import type { DatacenterPower } from "@headroom/contracts/power";
import { formatPower } from "@headroom/ui/format/numbers";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyByFilter } from "@headroom/ui/primitives/EmptyState";
import { LimitShare } from "@headroom/ui/primitives/LimitBar";
import { Section, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { type SortValue, sortRows } from "@headroom/ui/primitives/tableLogic";
import { parseAsString, parseAsStringLiteral } from "nuqs";
import { deviceKind } from "../floors/deviceRows";
import { useQueryStates } from "../frame/address";
import { SearchBox } from "../frame/SearchBox";
import { MeterValue, measuredText } from "./words";

type Device = DatacenterPower["devices"][number] & { readonly name: string };

interface PowerDevicesProps {
  power: DatacenterPower;
  /** Id of the device whose history is shown. */
  chosen: string | null;
  onChoose: (id: string) => void;
}

const share = (row: Device) => row.derated.nowW / row.capacityW;

const sorters: Readonly<Record<string, (row: Device) => SortValue>> = {
  device: (row) => row.name,
  kind: (row) => deviceKind(row.kind),
  racks: (row) => row.measured?.nowW ?? null,
  derated: (row) => row.derated.nowW,
  nameplate: (row) => row.nameplate.nowW,
  limit: (row) => row.capacityW,
  share,
};

const columns: readonly Column<Device>[] = [
  { id: "device", header: "Device", noWrap: true, sortable: true, cell: (row) => row.name },
  { id: "kind", header: "Kind", priority: 3, noWrap: true, sortable: true, cell: (row) => deviceKind(row.kind) },
  { id: "meter", header: "Its meter", cell: (row) => <MeterValue reading={row.reading} /> },
  {
    ...{ id: "racks", header: "From its racks", align: "end", priority: 2, sortable: true },
    cell: (row) => measuredText(row.measured?.nowW ?? null, row.silent > 0),
  },
  {
    ...{ id: "derated", header: "Derated", align: "end", priority: 2, sortable: true },
    cell: (row) => formatPower(row.derated.nowW).text,
  },
  {
    ...{ id: "nameplate", header: "Nameplate", align: "end", priority: 3, sortable: true },
    cell: (row) => formatPower(row.nameplate.nowW).text,
  },
  { id: "limit", header: "Limit", align: "end", sortable: true, cell: (row) => formatPower(row.capacityW).text },
  {
    ...{ id: "share", header: "Derated of limit", align: "end", priority: 2, sortable: true },
    cell: (row) => <LimitShare share={share(row)} />,
  },
];

/** The power devices of a datacenter, the one nearest to its limit first. */
export function PowerDevices({ power, chosen, onChoose }: PowerDevicesProps) {
  const [view, setView] = useQueryStates({
    q: parseAsString.withDefault(""),
    sort: parseAsString.withDefault("share"),
    dir: parseAsStringLiteral(["ascending", "descending"]).withDefault("descending"),
  });
  const rooms = new Map(power.rooms.map(({ id, code }) => [id, code]));
  const named = power.devices.map((row) => ({ ...row, name: `${rooms.get(row.roomId) ?? ""}/${row.code}` }));
  const wanted = view.q.toLowerCase();
  const found = named.filter((row) => `${row.name} ${deviceKind(row.kind)}`.toLowerCase().includes(wanted));
  const sort = { column: view.sort, direction: view.dir };
  return (
    <Section id="devices" title="Power devices" note="choose one to see it above">
      <ToolRow>
        <SearchBox label="Search devices" value={view.q} onChange={(q) => void setView({ q: q || null })} />
      </ToolRow>
      <DataTable<Device>
        label="Power devices"
        rows={sortRows(found, sort, (row, column) => (sorters[column] ?? share)(row))}
        rowKey={({ id }) => id}
        currentKey={chosen}
        onCurrent={onChoose}
        hotkeys
        density="compact"
        sort={sort}
        onSort={(next) => void setView({ sort: next.column, dir: next.direction })}
        columns={columns}
        body={
          found.length === 0 && named.length > 0 ? (
            <EmptyByFilter title="No device matches" onClear={() => void setView({ q: null })} />
          ) : undefined
        }
      />
    </Section>
  );
}

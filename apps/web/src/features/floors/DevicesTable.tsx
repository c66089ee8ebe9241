"use client";
import { formatNumber } from "@headroom/ui/format/numbers";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { LimitBar, LimitShare } from "@headroom/ui/primitives/LimitBar";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Muted } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/client";
import { MeterValue } from "../power/words";
import { type DeviceRow, deviceKind } from "./deviceRows";

const kilo = (watts: number) => formatNumber(watts / 1000, 1);
const kiloText = (watts: number) => `${kilo(watts)} kW`;

interface DevicesTableProps {
  datacenter: string;
  rows: readonly DeviceRow[];
  /** Code of the top device that fails; null: each device after its own worst single failure. */
  failed: string | null;
}

/** Every power device: what it carries now and after a failure, against the limit that holds then, and what its meter says. */
export function DevicesTable({ datacenter, rows, failed }: DevicesTableProps) {
  const power = useQuery(useTRPC().power.get.queryOptions({ datacenter }));
  const readings = useMemo(() => new Map(power.data?.devices.map(({ id, reading }) => [id, reading])), [power.data]);
  const meter: Column<DeviceRow> = {
    id: "meter",
    header: "Measured",
    priority: 2,
    noWrap: true,
    cell: (row) => (power.isPending ? <Muted>…</Muted> : <MeterValue reading={readings.get(row.id) ?? null} />),
  };
  return (
    <DataTable<DeviceRow>
      label={failed ? `Power devices after ${failed} fails` : "Power devices"}
      columns={[...columns, ...(failed ? [] : [whichColumn]), meter]}
      rows={rows}
      rowKey={(row) => row.id}
      density="compact"
    />
  );
}

const columns: readonly Column<DeviceRow>[] = [
  { id: "code", header: "Device", noWrap: true, cell: (row) => row.code },
  { id: "kind", header: "Kind", priority: 3, noWrap: true, cell: (row) => deviceKind(row.kind) },
  { id: "parent", header: "Under", priority: 3, noWrap: true, cell: (row) => row.parent ?? <Muted>top</Muted> },
  { id: "now", header: "Now, kW", align: "end", priority: 2, cell: (row) => kilo(row.nowW) },
  { id: "limit", header: "Limit", align: "end", priority: 2, cell: (row) => <Muted>{kilo(row.limitW)}</Muted> },
  { id: "share", header: "Now", align: "end", cell: (row) => <LimitShare share={row.nowShare} icon={false} /> },
  {
    id: "bar",
    header: "After, of the failover limit",
    width: "22%",
    priority: 2,
    cell: (row) => (
      <LimitBar
        label={`${row.code} after a failure`}
        used={Math.min(row.nowW, row.afterW ?? 0)}
        gain={Math.max(0, (row.afterW ?? 0) - row.nowW)}
        limit={row.afterLimitW}
        failed={row.afterW === null}
        format={kiloText}
      />
    ),
  },
  {
    id: "after",
    header: "After, kW",
    align: "end",
    priority: 2,
    cell: (row) => (row.afterW === null ? <Muted>0.0</Muted> : kilo(row.afterW)),
  },
  {
    id: "afterLimit",
    header: "Failover",
    align: "end",
    priority: 2,
    cell: (row) => <Muted>{kilo(row.afterLimitW)}</Muted>,
  },
  {
    id: "afterShare",
    header: "After",
    align: "end",
    noWrap: true,
    cell: (row) =>
      row.afterShare === null ? <StateLabel state="failed">Down</StateLabel> : <LimitShare share={row.afterShare} />,
  },
];

const whichColumn: Column<DeviceRow> = {
  id: "which",
  header: "When this fails",
  priority: 2,
  noWrap: true,
  cell: (row) => row.failed ?? <Muted>none can</Muted>,
};

"use client";
import type { Floor } from "@headroom/contracts/fleet";
import { FloorCanvas } from "@headroom/ui/floor/FloorCanvas";
import { FloorTable } from "@headroom/ui/floor/FloorTable";
import { FloorLegend, HeatLegend } from "@headroom/ui/floor/HeatLegend";
import type { CellRef } from "@headroom/ui/floor/scene";
import { formatCount, formatNumber } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Columns, Fill, PageHeader, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { Segmented, ViewToggle } from "@headroom/ui/primitives/Segmented";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { downloadCsv } from "../frame/downloadCsv";
import { FailureRow } from "./FailureRow";
import { indexFloor } from "./floorIndex";
import { floorRows, tableUnits } from "./floorRows";
import { floorScene } from "./floorScene";
import { RowPanel } from "./RowPanel";
import { useFloorView } from "./useFloorView";

const megawatts = (watts: number) => formatNumber(watts / 1e6, 1);
const metricWords = {
  space: "positions taken, % of the row",
  power: "worse feed, % of its limit",
  cooling: "cooling zone, % of its limit",
} as const;

export function FloorViewPage({ floor }: { floor: Floor }) {
  const router = useRouter();
  const [view, setView] = useFloorView();
  const index = useMemo(() => indexFloor(floor), [floor]);
  const scene = useMemo(
    () => floorScene(floor, index, { metric: view.metric, failedTopId: view.fail }),
    [floor, index, view.metric, view.fail],
  );
  const rows = useMemo(() => floorRows(floor, index, view.metric), [floor, index, view.metric]);
  const selected = selectedRef(floor, view.at, view.row);
  const selectedRowId = selected ? (floor.rooms[selected.room]?.rows[selected.row]?.id ?? null) : null;
  const positionAt = (ref: CellRef) =>
    ref.cell === null ? undefined : floor.rooms[ref.room]?.rows[ref.row]?.positions[ref.cell];
  const select = (ref: CellRef) => {
    const row = floor.rooms[ref.room]?.rows[ref.row];
    void setView({ row: row?.id ?? null, at: positionAt(ref)?.id ?? null });
  };
  const openRack = (ref: CellRef) => {
    const rack = positionAt(ref)?.rack;
    if (rack) router.push(`/racks/${rack}`);
  };
  const step = (by: number) => {
    const at = rows.findIndex((row) => row.id === selectedRowId);
    const next = rows[at + by];
    if (next) void setView({ row: next.id, at: null });
  };
  const csv = () =>
    downloadCsv(`floor-${floor.datacenter.code}-${view.metric}.csv`, csvHeader(view.metric), rows.map(csvRow));
  const firstTop = floor.devices.find((device) => device.parentId === null)?.id ?? null;

  useHotkeys([
    { keys: "1", label: "metric", caps: "1 – 3", run: () => void setView({ metric: "space" }) },
    { keys: "2", label: "power", strip: false, run: () => void setView({ metric: "power" }) },
    { keys: "3", label: "cooling", strip: false, run: () => void setView({ metric: "cooling" }) },
    { keys: "arrows", label: "position", caps: "← ↑ ↓ →", listed: true },
    { keys: "PageUp", label: "row", caps: "PgUp PgDn", listed: true },
    { keys: "Enter", label: "open rack", listed: true },
    { keys: "f", label: "fail a device", run: () => void setView({ fail: view.fail ? null : firstTop }) },
    { keys: "s", label: "stranded", run: () => void setView({ stranded: !view.stranded }) },
    { keys: "t", label: "table", run: () => void setView({ view: view.view === "table" ? "floor" : "table" }) },
  ]);

  const positions = floor.rooms.flatMap((room) => room.rows).flatMap((row) => row.positions);
  return (
    <>
      <PageHeader
        title={`${floor.datacenter.code} floor`}
        actions={
          <>
            <ViewToggle
              options={[
                { value: "floor", label: "Floor", icon: "floor" },
                { value: "table", label: "Table", icon: "table" },
              ]}
              value={view.view}
              onChange={(next) => void setView({ view: next })}
            />
            <Button icon="download" onPress={csv}>
              CSV
            </Button>
          </>
        }
      >
        <Sentence floor={floor} positions={positions.length} />
      </PageHeader>
      <ToolRow>
        <Segmented
          label="Metric"
          options={[
            { value: "space", label: "Space", keyHint: "1" },
            { value: "power", label: "Power", keyHint: "2" },
            { value: "cooling", label: "Cooling", keyHint: "3" },
          ]}
          value={view.metric}
          onChange={(metric) => void setView({ metric })}
        />
        {view.plan !== null ? (
          <Button pressed onPress={() => void setView({ plan: null })}>
            {`With PL-${view.plan}`}
          </Button>
        ) : null}
        <Button pressed={view.stranded} onPress={() => void setView({ stranded: !view.stranded })}>
          Stranded
        </Button>
        <Fill />
        <HeatLegend label={metricWords[view.metric]} over />
      </ToolRow>
      <Columns template={selectedRowId ? "minmax(0,1fr) 388px" : "minmax(0,1fr)"}>
        <div className="floor-main">
          <FailureRow floor={floor} index={index} failedId={view.fail} onFail={(fail) => void setView({ fail })} />
          {positions.length === 0 ? (
            <EmptyState title={`${floor.datacenter.code} has no positions yet`}>
              Bring them in with an import.
            </EmptyState>
          ) : view.view === "floor" ? (
            <>
              <FloorCanvas
                scene={view.stranded ? scene : { ...scene, stranded: [] }}
                label={`Floor of ${floor.datacenter.code}, ${formatCount(rows.length, "row")}, ${formatCount(positions.length, "position")}`}
                selected={selected}
                onSelect={select}
                onOpen={openRack}
                showStranded={view.stranded}
              />
              <FloorLegend
                planned={floor.plan !== null}
                held={positions.some((one) => one.o === "held")}
                committed={positions.some((one) => one.o === "committed")}
                reserved={positions.some((one) => one.o === "reserved")}
                lostFeed={view.fail !== null}
                stranded={view.stranded ? [...new Set(scene.stranded.map((run) => run.cause))] : []}
              />
            </>
          ) : (
            <FloorTable
              label={`Rows of ${floor.datacenter.code}`}
              rows={rows}
              metric={tableUnits[view.metric].metric}
              unit={tableUnits[view.metric].unit}
              digits={tableUnits[view.metric].digits}
              selectedId={selectedRowId}
              onSelect={(row) => void setView({ row, at: null })}
              hotkeys
            />
          )}
        </div>
        {selectedRowId ? (
          <RowPanel
            floor={floor}
            index={index}
            rowId={selectedRowId}
            positionId={view.at}
            failedId={view.fail}
            onPrevious={() => step(-1)}
            onNext={() => step(1)}
            onClose={() => void setView({ row: null, at: null })}
          />
        ) : null}
      </Columns>
    </>
  );
}

function Sentence({ floor, positions }: { floor: Floor; positions: number }) {
  const power = floor.accounts.power;
  const used = power.installed + power.committed + power.held;
  const causes = Object.entries(power.strandedBy).sort((a, b) => b[1] - a[1]);
  const rows = floor.rooms.reduce((sum, room) => sum + room.rows.length, 0);
  return (
    <>
      {formatCount(floor.rooms.length, "room")}, {formatCount(rows, "row")}, {formatCount(positions, "position")}.{" "}
      <b>
        {megawatts(used)} of {megawatts(power.supply)} MW
      </b>{" "}
      taken, {megawatts(power.reserved)} reserved, {megawatts(power.free)} free.
      {power.stranded > 0 ? (
        <>
          {" "}
          Of the free, <b>{megawatts(power.stranded)} MW is stranded</b>
          {causes[0] ? `, mostly by ${causes[0][0]}` : ""}.
        </>
      ) : (
        " None of the free is stranded."
      )}
    </>
  );
}

/** The selection in the address as indices; null when there is none, or it is not on this floor. */
function selectedRef(floor: Floor, positionId: number | null, rowId: string | null): CellRef | null {
  for (const [room, one] of floor.rooms.entries()) {
    for (const [row, line] of one.rows.entries()) {
      const cell = positionId === null ? -1 : line.positions.findIndex((position) => position.id === positionId);
      if (cell >= 0) return { room, row, cell };
      if (positionId === null && line.id === rowId) return { room, row, cell: null };
    }
  }
  return null;
}

const csvHeader = (metric: "space" | "power" | "cooling") => [
  "row",
  "racks",
  "free",
  "feeds",
  `used_${tableUnits[metric].column}`,
  `planned_${tableUnits[metric].column}`,
  `held_${tableUnits[metric].column}`,
  `limit_${tableUnits[metric].column}`,
  "stranded_by",
];

const csvRow = (row: ReturnType<typeof floorRows>[number]) => [
  row.label,
  row.racks,
  row.free,
  row.feeds,
  row.used,
  row.planned ?? 0,
  row.held ?? 0,
  row.limit,
  row.strandedBy.join(" "),
];

"use client";
import type { Floor } from "@headroom/contracts/fleet";
import { HeatLegend } from "@headroom/ui/floor/HeatLegend";
import { formatInstant } from "@headroom/ui/format/dates";
import { Button } from "@headroom/ui/primitives/Button";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { Columns, Fill, PageHeader, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { FilterChip, Segmented, ViewToggle } from "@headroom/ui/primitives/Segmented";
import dynamic from "next/dynamic";
import { useMemo, useRef } from "react";
import { useRouter } from "../frame/address";
import { downloadCsv } from "../frame/downloadCsv";
import { usePlanChoices } from "../when/useWhen";
import { WhenPicker } from "../when/WhenPicker";
import { deviceRows } from "./deviceRows";
import { FailureRow } from "./FailureRow";
import { FloorDrawing } from "./FloorDrawing";
import { FloorLinks } from "./FloorLinks";
import { FloorSentence } from "./FloorSentence";
import { devicesCsv, rowsCsv } from "./floorCsv";
import { indexFloor } from "./floorIndex";
import { floorRows, tableUnits } from "./floorRows";
import { floorScene } from "./floorScene";
import { selectedRef } from "./selection";
import { useFloorKeys } from "./useFloorKeys";
import { reasonFieldId, useFloorMove } from "./useFloorMove";
import { useFloorView } from "./useFloorView";
import { useRackMove } from "./useRackMove";
import { WaitingStrip } from "./WaitingStrip";

/** Loaded when they are first shown: the floor stands without them. */
const FloorTable = dynamic(() => import("@headroom/ui/floor/FloorTable").then((module) => module.FloorTable));
const OverridePanel = dynamic(() => import("../overrides/OverridePanel").then((module) => module.OverridePanel));
const DevicesTable = dynamic(() => import("./DevicesTable").then((module) => module.DevicesTable));
const FailurePanel = dynamic(() => import("./FailurePanel").then((module) => module.FailurePanel));
const RackMovePanel = dynamic(() => import("./RackMovePanel").then((module) => module.RackMovePanel));
const RowPanel = dynamic(() => import("./RowPanel").then((module) => module.RowPanel));

const metricWords = {
  space: "positions taken, % of the row",
  power: "tightest device below the top, % of its limit",
  cooling: "cooling zone, % of its limit",
  weight: "weight, % of what the position carries",
  ports: "ports taken, % of the row's",
} as const;

const pickedQuery = ({ place, move }: { place: number | null; move: number | null }) =>
  place === null ? `move=${move}` : `place=${place}`;

/** A floor that has been loaded: drawing or table, failures, plans, and what is selected. */
export function FloorViewPage({ floor }: { floor: Floor }) {
  const [view, setView] = useFloorView();
  const router = useRouter();
  const strip = useRef<HTMLDivElement>(null);
  const index = useMemo(() => indexFloor(floor), [floor]);
  // An address may name a device that is gone.
  const failedId = view.fail !== null && index.devices.get(view.fail)?.parentId === null ? view.fail : null;
  const failed = failedId === null ? null : (index.devices.get(failedId)?.code ?? null);
  const scene = useMemo(
    () => floorScene(floor, index, { metric: view.metric, failedTopId: failedId }),
    [floor, index, view.metric, failedId],
  );
  const rows = useMemo(() => floorRows(floor, index, view.metric), [floor, index, view.metric]);
  const devices = useMemo(() => deviceRows(floor, index, failedId), [floor, index, failedId]);
  const selected = selectedRef(floor, view.at, view.row);
  const rowId = selected ? (floor.rooms[selected.room]?.rows[selected.row]?.id ?? null) : null;
  const step = (by: number) => {
    const next = rows[rows.findIndex((row) => row.id === rowId) + by];
    if (next) void setView({ row: next.id, at: null });
  };
  useFloorKeys({ floor, strip, failedId });
  const move = useFloorMove(floor, selected);
  const rackMove = useRackMove(floor, selected);

  const { code } = floor.datacenter;
  const plans = usePlanChoices(view, (plan) => plan.datacenters.includes(code), floor.plan?.state);
  const isTable = view.view === "table";
  const isDevices = isTable && view.list === "devices";
  const csv = () => {
    const file = isDevices ? devicesCsv(devices) : rowsCsv(rows, view.metric);
    const what = isDevices ? (failed ? `devices-without-${failed}` : "devices") : view.metric;
    downloadCsv(`floor-${floor.datacenter.code}-${what}.csv`, file.header, file.rows);
  };
  const hasPositions = floor.rooms.some((room) => room.rows.some((row) => row.positions.length > 0));
  const isMoving = floor.plan !== null && move.picked !== null;
  const showsFailure = rowId === null && failed !== null && !isDevices;
  return (
    <div className="hr-floor-sheet">
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
            <Button onPress={() => window.print()}>Print</Button>
          </>
        }
      >
        <FloorSentence floor={floor} />
        <span className="hr-print-only">
          {floor.datacenter.name}, {floor.datacenter.region}. Facts as of {formatInstant(floor.datacenter.asOf)}
          {floor.ahead ? `, as they will be on ${floor.ahead.on}` : ""}
          {floor.plan ? `, with PL-${floor.plan.id} ${floor.plan.title}` : ""}
          {failed ? `, after ${failed} has failed` : ""}. Shown: {tableUnits[view.metric].metric.toLowerCase()},{" "}
          {metricWords[view.metric]}.
        </span>
      </PageHeader>
      <ToolRow>
        <Segmented
          label="Metric"
          options={[
            { value: "space", label: "Space", keyHint: "1" },
            { value: "power", label: "Power", keyHint: "2" },
            { value: "cooling", label: "Cooling", keyHint: "3" },
            { value: "weight", label: "Weight", keyHint: "4" },
            { value: "ports", label: "Ports", keyHint: "5" },
          ]}
          value={view.metric}
          onChange={(metric) => void setView({ metric })}
        />
        <WhenPicker when={view} onWhen={(when) => void setView(when)} plans={plans} />
        {isTable ? (
          <Segmented
            label="Listed"
            options={[
              { value: "rows", label: "Rows" },
              { value: "devices", label: "Power devices" },
            ]}
            value={view.list}
            onChange={(list) => void setView({ list })}
          />
        ) : (
          <Button
            pressed={view.stranded}
            icon={view.stranded ? "within" : undefined}
            onPress={() => void setView({ stranded: !view.stranded })}
          >
            Stranded
          </Button>
        )}
        {view.request === null ? null : (
          <FilterChip onRemove={() => void setView({ request: null })}>
            {rowId === null ? `RQ-${view.request}: choose a row` : `RQ-${view.request}`}
          </FilterChip>
        )}
        <FloorLinks code={floor.datacenter.code} when={view} />
        <Fill />
        {isTable ? null : (
          <HeatLegend
            label={
              failed && view.metric === "power"
                ? `tightest below the top if ${failed} fails, % of its limit`
                : metricWords[view.metric]
            }
            over
          />
        )}
      </ToolRow>
      <Columns
        className={isMoving || rackMove.carried !== null ? "moving" : undefined}
        template={
          isMoving || rackMove.carried !== null || rowId !== null || showsFailure
            ? "minmax(0,1fr) 388px"
            : "minmax(0,1fr)"
        }
      >
        <div className="floor-main">
          {floor.plan ? <WaitingStrip planId={floor.plan.id} move={move} /> : null}
          <div ref={strip}>
            <FailureRow floor={floor} index={index} failedId={failedId} onFail={(fail) => void setView({ fail })} />
          </div>
          {!hasPositions ? (
            <EmptyState title={`${floor.datacenter.code} has no positions yet`}>
              Bring them in with an import.
            </EmptyState>
          ) : isDevices ? (
            <DevicesTable datacenter={floor.datacenter.code} rows={devices} failed={failed} />
          ) : isTable ? (
            <FloorTable
              label={`Rows of ${floor.datacenter.code}`}
              rows={rows}
              metric={tableUnits[view.metric].metric}
              unit={tableUnits[view.metric].unit}
              digits={tableUnits[view.metric].digits}
              selectedId={rowId}
              onSelect={(row) => void setView({ row, at: null })}
              hotkeys
            />
          ) : (
            <FloorDrawing
              floor={floor}
              scene={scene}
              selected={selected}
              failed={failedId !== null}
              move={move}
              rackMove={rackMove}
            />
          )}
        </div>
        {move.picked && floor.plan ? (
          <OverridePanel
            key={JSON.stringify(move.picked)}
            plan={floor.plan}
            picked={move.picked}
            home={floor.datacenter.code}
            rowId={rowId}
            reasonFieldId={reasonFieldId}
            onRow={(row, datacenter) => {
              if (datacenter === floor.datacenter.code) void setView({ row, at: null });
              else router.push(`/floors/${datacenter}?plan=${floor.plan?.id}&${pickedQuery(view)}&row=${row}`);
            }}
            onKept={move.end}
            onClose={move.end}
          />
        ) : rackMove.carried !== null ? (
          <RackMovePanel
            floor={floor}
            move={rackMove}
            selected={selected}
            onAim={(at) => void setView({ at, row: null })}
          />
        ) : rowId !== null ? (
          <RowPanel
            floor={floor}
            index={index}
            rowId={rowId}
            positionId={view.at}
            untilId={view.until}
            failedId={failedId}
            requestId={view.request}
            onMove={
              selected && move.actionAt(selected) !== null
                ? () => move.pick(move.actionAt(selected) ?? 0)
                : selected && rackMove.mayCarry(selected)
                  ? () => rackMove.pick(selected)
                  : undefined
            }
            onRow={(row) => void setView({ row, at: null })}
            onEndRequest={() => void setView({ request: null })}
            onPrevious={() => step(-1)}
            onNext={() => step(1)}
            onClose={() => void setView({ row: null, at: null })}
          />
        ) : showsFailure && failed !== null ? (
          <FailurePanel
            rows={devices}
            failed={failed}
            onAll={() => void setView({ view: "table", list: "devices" })}
            onClose={() => void setView({ fail: null })}
          />
        ) : null}
      </Columns>
    </div>
  );
}

import { useMemo, useState } from "react";
import { FailureStrip } from "../../src/floor/FailureStrip";
import { type CellRef, FloorCanvas } from "../../src/floor/FloorCanvas";
import { FloorTable } from "../../src/floor/FloorTable";
import { FloorLegend, HeatLegend } from "../../src/floor/HeatLegend";
import { Button } from "../../src/primitives/Button";
import { useHotkeys } from "../../src/primitives/Hotkeys";
import { Columns, Fill, PageHeader, ToolRow } from "../../src/primitives/PageHeader";
import { Segmented, ViewToggle } from "../../src/primitives/Segmented";
import { PanelBlock, SidePanel } from "../../src/primitives/SidePanel";
import { StateLabel } from "../../src/primitives/StateLabel";
import { contentsOf, floorScene } from "./floorData";

export function FloorPage() {
  const [selected, setSelected] = useState<CellRef | null>({ room: 0, row: 16, cell: null });
  const [failed, setFailed] = useState<string | null>("1C");
  const [metric, setMetric] = useState("power");
  const [view, setView] = useState(new URLSearchParams(location.search).get("view") ?? "floor");
  const size = new URLSearchParams(location.search).get("large") === null ? ([36, 2] as const) : ([50, 10] as const);
  const scene = useMemo(() => floorScene(size[0], size[1], failed !== null), [failed, size[0], size[1]]);
  const contents = useMemo(() => contentsOf(scene), [scene]);
  useHotkeys([
    { keys: "1", caps: "1 – 5", label: "metric", run: () => setMetric("space") },
    { keys: "t", label: "table", run: () => setView("table") },
    { keys: "ArrowDown", caps: "← ↑ ↓ →", label: "position", listed: true },
    { keys: "Enter", label: "open rack", listed: true },
  ]);
  const row = selected ? scene.rooms[selected.room]?.rows[selected.row] : undefined;
  return (
    <>
      <PageHeader
        title="NRD-2 floor"
        actions={
          <>
            <ViewToggle
              value={view}
              onChange={setView}
              options={[
                { value: "floor", label: "Floor", icon: "floor" },
                { value: "table", label: "Table", icon: "table" },
              ]}
            />
            <Button icon="download">CSV</Button>
          </>
        }
      >
        2 rooms, 72 rows, 1,440 positions. <b>21.9 of 24.0 MW</b> committed, 0.8 reserved, 1.3 free. Of the free,{" "}
        <b>0.9 MW is stranded</b>, mostly by failover.
      </PageHeader>
      <ToolRow>
        <Segmented
          label="Metric"
          value={metric}
          onChange={setMetric}
          options={["Space", "Power", "Cooling", "Weight", "Ports"].map((label, i) => ({
            value: label.toLowerCase(),
            label,
            keyHint: String(i + 1),
          }))}
        />
        <Segmented
          label="When"
          value="plan"
          onChange={() => undefined}
          options={[
            { value: "now", label: "Now" },
            { value: "90", label: "+90 d" },
            { value: "plan", label: "With PL-2318" },
          ]}
        />
        <Button icon="within" pressed>
          Stranded
        </Button>
        <Fill />
        <HeatLegend label="measured power, % of derated" over />
      </ToolRow>
      <Columns template="minmax(0,1fr) var(--shell-panel)">
        <div>
          <FailureStrip
            title={failed ? `If UPS ${failed} fails` : "Fail a device"}
            failedId={failed}
            onFail={setFailed}
            onEnd={() => setFailed(null)}
            devices={[
              { id: "1A", name: "UPS 1A", nowShare: 0.69, afterShare: failed ? 0.9 : null },
              { id: "1B", name: "UPS 1B", nowShare: 0.66, afterShare: failed ? 0.89 : null },
              { id: "1C", name: "UPS 1C", nowShare: 0.68, afterShare: failed ? 0 : null },
              { id: "1D", name: "UPS 1D", nowShare: 0.72, afterShare: failed ? 0.96 : null },
            ]}
          >
            {failed
              ? "241 racks of Room 1 run on one feed. Every device holds; 1D comes nearest."
              : "Choose one to see what the others carry."}
          </FailureStrip>
          {view === "floor" ? (
            <FloorCanvas
              scene={scene}
              label="Floor of NRD-2, 72 rows by 20 positions"
              selected={selected}
              onSelect={setSelected}
              contents={contents}
              legend={
                <FloorLegend
                  planned
                  held
                  committed
                  reserved
                  lostFeed={failed !== null}
                  stranded={["P", "F", "C", "W", "S"]}
                />
              }
            />
          ) : (
            <FloorTable
              label="Rows of NRD-2"
              metric="Power"
              unit="kW"
              selectedId="1-17"
              onSelect={() => undefined}
              rows={scene.rooms.flatMap((room) =>
                room.rows.map((one, index) => ({
                  id: one.id,
                  label: one.label,
                  racks: one.cells.filter((cell) => cell.state === "rack").length,
                  free: one.cells.filter((cell) => cell.state === "free").length,
                  feeds: "1A / 1B",
                  used: one.cells.reduce((sum, cell) => sum + (cell.heat ?? 0) * 15.5, 0),
                  limit: 310,
                  strandedBy: scene.stranded
                    .filter((run) => run.room === scene.rooms.indexOf(room) && run.row === index)
                    .map((run) => run.cause),
                })),
              )}
            />
          )}
        </div>
        <SidePanel
          title={`Row ${row?.label ?? ""}`}
          label="Selected row"
          noun="row"
          onPrevious={() => undefined}
          onNext={() => undefined}
          onClose={() => setSelected(null)}
          blocks={
            <PanelBlock title="Feeds" note="load, and after UPS 1C fails">
              –
            </PanelBlock>
          }
        >
          6 racks, 13 free, 1 blocked. Cooling zone 1-CZ5.
          <div style={{ marginTop: 3 }}>
            <StateLabel state="stranded" box>
              13 positions stranded by failover
            </StateLabel>
          </div>
        </SidePanel>
      </Columns>
    </>
  );
}

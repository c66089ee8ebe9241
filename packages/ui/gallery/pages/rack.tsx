import { useRef, useState } from "react";
import { Button } from "../../src/primitives/Button";
import { PageHeader } from "../../src/primitives/PageHeader";
import { Segmented } from "../../src/primitives/Segmented";
import { PanelBlock, SidePanel } from "../../src/primitives/SidePanel";
import { StateLabel } from "../../src/primitives/StateLabel";
import { Num } from "../../src/primitives/Text";
import { DeviceDetail } from "../../src/rack/DeviceDetail";
import { Elevation } from "../../src/rack/Elevation";
import { FeedBars, PowerWays } from "../../src/rack/FeedBars";
import { RackList } from "../../src/rack/RackList";
import { RackMap, useVisibleShare } from "../../src/rack/RackMap";
import type { RackDevice, RackModel, UnitOrder } from "../../src/rack/rackModel";

const c5 = (id: string, startU: number, powerW: number, more: Partial<RackDevice> = {}): RackDevice => ({
  id,
  name: id,
  kind: "compute, 2 × 64 cores",
  startU,
  heightU: 2,
  face: "both",
  state: "active",
  powerW,
  heatShare: powerW / 890,
  cords: { a: true, b: true },
  ...more,
});
const rack: RackModel = {
  heightU: 42,
  devices: [
    c5("PP-04", 42, 0, {
      heightU: 1,
      face: "front",
      kind: "patch panel, 48 ports",
      state: "passive",
      powerW: null,
      heatShare: null,
      cords: undefined,
    }),
    c5("SW-04a", 42, 182, { heightU: 1, face: "rear", kind: "switch, 48 × 25 G", cords: undefined }),
    c5("SW-04b", 41, 176, { heightU: 1, face: "rear", kind: "switch, 48 × 25 G", cords: undefined }),
    c5("MG-04", 40, 46, { heightU: 1, kind: "management switch", heatShare: 0.3, cords: { a: true, b: false } }),
    c5("c5-0411", 38, 612),
    c5("c5-0412", 36, 655),
    c5("c5-0413", 34, 571),
    c5("c5-0414", 32, 688),
    c5("c5-0415", 30, 802),
    c5("Reserved", 27, 0, { kind: "for RQ-4471, until 30 Jun", state: "reserved", powerW: null, cords: undefined }),
    c5("c5-plan-1", 25, 640, { kind: "PL-2318, 2 Oct", state: "planned", cords: undefined }),
    c5("c5-plan-2", 23, 640, { kind: "PL-2318, 2 Oct", state: "planned", cords: undefined }),
    c5("CT-04", 22, 0, {
      heightU: 1,
      face: "rear",
      kind: "cable tray",
      state: "passive",
      powerW: null,
      cords: undefined,
    }),
    c5("s7-0102", 17, 842, { heightU: 4, kind: "storage, 60 drives" }),
    c5("g3-2207", 15, 318, { kind: "DC-031, 14 Sep", state: "retiring" }),
    c5("c5-0416", 13, 590),
    c5("c5-0417", 11, 633),
    c5("c5-0418", 9, 0, { state: "offline", powerW: null, cords: { a: true, b: false } }),
    c5("c5-0419", 7, 604),
    c5("Not known", 5, 0, { kind: "seen by scan 11 May, no record", state: "unknown", powerW: null, cords: undefined }),
    c5("KV-04", 1, 22, { face: "front", kind: "console drawer", heatShare: 0.02, cords: undefined }),
  ],
};

export function RackPage() {
  const [order, setOrder] = useState<UnitOrder>("top");
  const [selected, setSelected] = useState<string | null>("c5-0411");
  const box = useRef<HTMLDivElement>(null);
  const view = useVisibleShare(box);
  const list = new URLSearchParams(location.search).get("view") === "table";
  return (
    <>
      <PageHeader
        id="NRD2-1-17-04"
        title=""
        state={
          <StateLabel state="offline" box>
            1 device without power
          </StateLabel>
        }
        actions={
          <>
            <Segmented
              label="U order"
              value={order}
              onChange={setOrder}
              options={[
                { value: "top", label: "42 on top" },
                { value: "bottom", label: "1 on top" },
              ]}
            />
            <Button variant="primary" keyHint="P">
              Place a device
            </Button>
          </>
        }
      >
        42U, type C5. <b>32 U</b> used, 2 reserved, 4 planned, 4 free. Another 4 are free on one face.
      </PageHeader>
      <div className="hr-rack-cols">
        <RackMap rack={rack} order={order} view={view} />
        <div ref={box}>
          {list ? (
            <RackList rack={rack} face="front" order={order} selectedId={selected} onPick={setSelected} />
          ) : (
            <Elevation
              rack={rack}
              label="NRD2-1-17-04"
              order={order}
              onOrder={setOrder}
              selectedId={selected}
              onPick={(pick) => setSelected(pick.kind === "device" ? pick.id : null)}
              onPrevious={() => undefined}
              onNext={() => undefined}
              frontNote="cold aisle"
              rearNote="hot aisle; A B: cords in use"
              placement={{
                name: "c5",
                fullDepth: true,
                startU: 21,
                heightU: 2,
                face: "front",
                fits: false,
                title: "Blocked for c5, U22 – U21",
                lines: [
                  { text: "Rear of U22: cable tray CT-04", margin: "depth" },
                  { text: "Asked 740 mm, left 410 mm", margin: "−330 mm", broken: true },
                ],
                advice: "Move CT-04 to U29, or place at U4 – U3.",
              }}
            />
          )}
        </div>
        <SidePanel
          title="Power"
          label="Rack and device"
          blocks={
            <>
              <PanelBlock title="Feeds" note="measured, 15 min mean; limit 8.8 kW each">
                <FeedBars
                  feeds={[
                    { id: "a", name: "A  PDU 1C-4", nowW: 3400, heldW: 400, plannedW: 650, limitW: 8800 },
                    { id: "b", name: "B  PDU 1D-4", nowW: 3200, heldW: 400, plannedW: 650, limitW: 8800 },
                    {
                      id: "af",
                      name: "A fails, B has",
                      nowW: 6600,
                      heldW: 800,
                      plannedW: 1300,
                      limitW: 8800,
                      afterFailure: true,
                    },
                    {
                      id: "bf",
                      name: "B fails, A has",
                      nowW: 6600,
                      heldW: 800,
                      plannedW: 1300,
                      limitW: 8800,
                      afterFailure: true,
                    },
                  ]}
                />
              </PanelBlock>
              <PanelBlock title="Three ways to count" note="rack total, of 8.8 kW">
                <PowerWays
                  limitW={8800}
                  ways={[
                    { label: "Nameplate", powerW: 8200 },
                    { label: "Derated", powerW: 7400 },
                    { label: "Measured", powerW: 6600, strong: true },
                  ]}
                />
              </PanelBlock>
              <DeviceDetail
                name="c5-0411"
                where="U39 – U38, both faces"
                link={<a href="?">History</a>}
                items={[
                  { label: "Role", value: "compute, 2 × 64 cores, 1.5 TB" },
                  { label: "Power now", value: <Num of="612" unit="W of 890 derated, 1,100 nameplate" /> },
                  { label: "Cords", value: "A on 1C-4 outlet 7, B on 1D-4 outlet 7" },
                ]}
                actions={
                  <>
                    <Button keyHint="M">Move</Button>
                    <Button keyHint="E">Edit</Button>
                  </>
                }
              />
            </>
          }
        />
      </div>
    </>
  );
}

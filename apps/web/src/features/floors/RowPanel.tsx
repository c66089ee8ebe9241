"use client";
import type { Floor } from "@headroom/contracts/fleet";
import { formatCount, formatNumber, formatPower } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { LimitBar } from "@headroom/ui/primitives/LimitBar";
import { KeyValue } from "@headroom/ui/primitives/PageHeader";
import { PanelBlock, SidePanel } from "@headroom/ui/primitives/SidePanel";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Muted, Num } from "@headroom/ui/primitives/Text";
import { rowLabel } from "../words/places";
import type { FloorIndex } from "./floorIndex";

interface RowPanelProps {
  floor: Floor;
  index: FloorIndex;
  rowId: string;
  positionId: number | null;
  failedId: string | null;
  onPrevious: () => void;
  onNext: () => void;
  onClose: () => void;
}

/** The selected row: its feeds and cooling zones against their limits, what is stranded in it, and the selected position. */
export function RowPanel({ floor, index, rowId, positionId, failedId, ...moves }: RowPanelProps) {
  const found = index.rows.get(rowId);
  if (!found) return null;
  const { row, room } = found;
  const position = row.positions.find((one) => one.id === positionId);
  const groups = [...new Set(row.positions.map((one) => one.g))].flatMap((id) => index.groups.get(id) ?? []);
  const count = (kind: string | undefined) => row.positions.filter((one) => one.o === kind).length;
  const stranded = groups.reduce((sum, group) => sum + group.stranded, 0);
  const feeds = [...new Set(groups.flatMap((group) => group.feeds))].flatMap((id) => index.devices.get(id) ?? []);
  const zones = [...new Set(groups.map((group) => group.coolingZoneId))].flatMap((id) => index.zones.get(id) ?? []);
  return (
    <SidePanel
      label="Selected row"
      noun="row"
      title={`Row ${rowLabel(room.code, row.code)}`}
      {...moves}
      blocks={
        <>
          {position ? <PositionBlock floor={floor} position={position} /> : null}
          <PanelBlock
            title="Feeds"
            note={
              failedId ? `load, and after ${index.devices.get(failedId)?.code ?? ""} fails` : "load against the limit"
            }
          >
            <table className="hr-t hr-t-flush" aria-label="Feeds of the row">
              <thead>
                <tr>
                  <th scope="col">Device</th>
                  <th scope="col">Against the limit</th>
                  <th scope="col" className="hr-n">
                    Now
                  </th>
                  {failedId ? (
                    <th scope="col" className="hr-n">
                      After
                    </th>
                  ) : null}
                </tr>
              </thead>
              <tbody>
                {feeds.map((device) => {
                  const after = failedId ? index.shareOf(device.id, failedId) : null;
                  return (
                    <tr key={device.id}>
                      <th scope="row">{device.code}</th>
                      <td>
                        <LimitBar
                          label={`${device.code}: load against its limit`}
                          used={device.loadW}
                          limit={device.capacityW}
                          format={(watts) => text(formatPower(watts))}
                        />
                      </td>
                      <td className="hr-n">{percent(device.loadW / device.capacityW)}</td>
                      {failedId ? (
                        <td className="hr-n">{after === null ? <Muted>failed</Muted> : percent(after)}</td>
                      ) : null}
                    </tr>
                  );
                })}
                {zones.map((zone) => (
                  <tr key={zone.id}>
                    <th scope="row">Cooling {zone.code}</th>
                    <td>
                      <LimitBar
                        label={`Cooling zone ${zone.code}: load against its limit`}
                        used={zone.loadW}
                        limit={zone.capacityW}
                        format={(watts) => text(formatPower(watts))}
                      />
                    </td>
                    <td className="hr-n">{percent(zone.loadW / zone.capacityW)}</td>
                    {failedId ? <td className="hr-n">{percent(zone.loadW / zone.capacityW)}</td> : null}
                  </tr>
                ))}
              </tbody>
            </table>
          </PanelBlock>
        </>
      }
    >
      {formatCount(count("occupied"), "rack")}, {count(undefined)} free
      {count("blocked") > 0 ? `, ${count("blocked")} blocked` : ""}
      {count("committed") > 0 ? `, ${count("committed")} committed` : ""}
      {count("held") > 0 ? `, ${count("held")} held` : ""}
      {count("reserved") > 0 ? `, ${count("reserved")} reserved` : ""}.
      {stranded > 0 ? (
        <>
          {" "}
          <StateLabel state="stranded" box>
            {`${formatCount(stranded, "position")} stranded by ${[...new Set(groups.flatMap((group) => group.strandedCause ?? []))].join(" and ")}`}
          </StateLabel>
        </>
      ) : null}
    </SidePanel>
  );
}

function PositionBlock({
  position,
}: {
  floor: Floor;
  position: Floor["rooms"][number]["rows"][number]["positions"][number];
}) {
  return (
    <PanelBlock title={`Position ${position.n}`}>
      <KeyValue
        items={[
          { label: "State", value: position.o ? <StateLabel state={position.o} /> : <StateLabel state="free" /> },
          ...(position.rack ? [{ label: "Rack", value: position.rack }] : []),
          ...(position.type ? [{ label: "Type", value: position.type }] : []),
          ...(position.powerW === undefined
            ? []
            : [{ label: "Power, nameplate", value: <Num of={formatPower(position.powerW)} /> }]),
          ...(position.deratedW === undefined
            ? []
            : [{ label: "Power, derated", value: <Num of={formatPower(position.deratedW)} /> }]),
          ...(position.planId === undefined ? [] : [{ label: "Plan", value: `PL-${position.planId}` }]),
          ...(position.note ? [{ label: "Note", value: position.note }] : []),
          ...(position.assumed ? [{ label: "Record", value: <StateLabel state="assumed" /> }] : []),
        ]}
      />
      {position.rack ? (
        <Button size="small" href={`/racks/${position.rack}`}>
          Open the rack
        </Button>
      ) : null}
      {position.planId === undefined ? null : (
        <Button size="small" href={`/plans/${position.planId}`}>
          Open the plan
        </Button>
      )}
    </PanelBlock>
  );
}

const percent = (share: number) => <span className={tone(share)}>{formatNumber(share * 100, 0)} %</span>;
const tone = (share: number) => (share > 1 ? "hr-crit" : share >= 0.95 ? "hr-att" : undefined);
const text = (quantity: { value: string; unit: string }) => `${quantity.value} ${quantity.unit}`;

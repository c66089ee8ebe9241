"use client";
import type { Floor, FloorPosition } from "@headroom/contracts/fleet";
import { formatList } from "@headroom/ui/format/lists";
import { formatCount, formatPower, shareOf } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { LimitBar, LimitShare } from "@headroom/ui/primitives/LimitBar";
import { KeyValue } from "@headroom/ui/primitives/PageHeader";
import { PanelBlock, SidePanel } from "@headroom/ui/primitives/SidePanel";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Muted, Num } from "@headroom/ui/primitives/Text";
import { RowMeasured } from "../power/RowMeasured";
import { RowPowerBlock } from "../power/RowPower";
import { strandCauseWords } from "../words/capacity";
import { rowLabel } from "../words/places";
import type { FloorIndex, Group } from "./floorIndex";
import { PositionsBlock } from "./PositionsBlock";
import { RowCertificate } from "./RowCertificate";

interface RowPanelProps {
  floor: Floor;
  index: FloorIndex;
  rowId: string;
  positionId: number | null;
  failedId: string | null;
  /** Request to hold against the row. */
  /** The other end of the selected positions. */
  untilId: number | null;
  requestId: number | null;
  /** Picks the placement at the selected position up; absent: there is none to move. */
  onMove?: () => void;
  onRow: (rowId: string) => void;
  onEndRequest: () => void;
  onPrevious: () => void;
  onNext: () => void;
  onClose: () => void;
}

/** The selected row: its feeds and cooling zones against their limits, the request that looks for a place, and the selected position. */
export function RowPanel(props: RowPanelProps) {
  const { index, rowId, positionId, requestId } = props;
  const found = index.rows.get(rowId);
  if (!found) return null;
  const { row, room } = found;
  const position = row.positions.find((one) => one.id === positionId);
  const failed = props.failedId === null ? undefined : index.devices.get(props.failedId);
  const groups = [...new Set(row.positions.map((one) => one.g))].flatMap((id) => index.groups.get(id) ?? []);
  return (
    <SidePanel
      label="Selected row"
      noun="row"
      title={`Row ${rowLabel(room.code, row.code)}`}
      onPrevious={props.onPrevious}
      onNext={props.onNext}
      onClose={props.onClose}
      blocks={
        <>
          {position ? <PositionBlock position={position} onMove={props.onMove} /> : null}
          {position ? (
            <PositionsBlock
              place={{ datacenter: props.floor.datacenter.code, room: room.code, row: row.code }}
              positions={row.positions}
              from={position}
              until={row.positions.find((one) => one.id === props.untilId) ?? position}
            />
          ) : null}
          {requestId === null ? null : (
            <RowCertificate
              rowId={Number(row.id)}
              requestId={requestId}
              onRow={props.onRow}
              onEnd={props.onEndRequest}
            />
          )}
          {/* A failure in another room changes nothing here, so it is not shown here. */}
          <FeedsBlock index={index} groups={groups} failed={failed?.roomId === room.id ? failed : undefined} />
          <RowPowerBlock datacenter={props.floor.datacenter.code} rowId={row.id} />
          <RowMeasured
            datacenter={props.floor.datacenter.code}
            deviceIds={withParents(index, [...new Set(groups.flatMap((group) => group.feeds))]).map(({ id }) => id)}
            zoneIds={[...new Set(groups.map((group) => group.coolingZoneId))]}
          />
        </>
      }
    >
      <RowWords positions={row.positions} groups={groups} index={index} />
    </SidePanel>
  );
}

function RowWords({
  positions,
  groups,
  index,
}: {
  positions: readonly FloorPosition[];
  groups: readonly Group[];
  index: FloorIndex;
}) {
  const isPlanned = (one: FloorPosition) => one.o !== "occupied" && index.planned.has(one.id);
  const count = (kind: FloorPosition["o"]) => positions.filter((one) => one.o === kind && !isPlanned(one)).length;
  const planned = positions.filter(isPlanned).length;
  const stranded = groups.reduce((sum, group) => sum + group.stranded, 0);
  const causes = new Set(
    groups.flatMap((group) => (group.strandedCause ? [strandCauseWords(group.strandedCause)] : [])),
  );
  const kinds = ["blocked", "committed", "held", "reserved"] as const;
  const others = [...kinds.map((kind) => ({ kind, of: count(kind) })), { kind: "planned", of: planned }]
    .filter((one) => one.of > 0)
    .map((one) => `, ${one.of} ${one.kind}`);
  return (
    <>
      {formatCount(count("occupied"), "rack")}, {count(undefined)} free{others.join("")}.
      {stranded > 0 ? (
        <>
          {" "}
          <StateLabel state="stranded" box>
            {`${formatCount(stranded, "position")} stranded by ${formatList(causes)}`}
          </StateLabel>
        </>
      ) : null}
    </>
  );
}

interface FeedsBlockProps {
  index: FloorIndex;
  groups: readonly Group[];
  failed: Floor["devices"][number] | undefined;
}

/** Each feed of the row with everything above it up to the top device, and its cooling zones. */
function FeedsBlock({ index, groups, failed }: FeedsBlockProps) {
  const devices = withParents(index, [...new Set(groups.flatMap((group) => group.feeds))]);
  const zones = [...new Set(groups.map((group) => group.coolingZoneId))].flatMap((id) => index.zones.get(id) ?? []);
  const format = (watts: number) => formatPower(watts).text;
  return (
    <PanelBlock title="Feeds" note={failed ? `load, and after ${failed.code} fails` : "load against the limit"}>
      <table className="hr-t hr-t-flush" aria-label="Feeds of the row">
        <thead>
          <tr>
            <th scope="col">Device</th>
            <th scope="col">Against the limit</th>
            <th scope="col" className="hr-n">
              Now
            </th>
            {failed ? (
              <th scope="col" className="hr-n">
                After
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {devices.map((device) => {
            const after = failed ? index.afterW(device.id, failed.id) : null;
            const limit = failed ? device.failoverCapacityW : device.capacityW;
            return (
              <tr key={device.id}>
                <th scope="row">{device.code}</th>
                <td>
                  <LimitBar
                    label={failed ? `${device.code} after ${failed.code} fails` : device.code}
                    used={index.loadW(device.id)}
                    gain={after === null ? 0 : after - index.loadW(device.id)}
                    limit={limit}
                    failed={failed !== undefined && after === null}
                    format={format}
                  />
                </td>
                <td className="hr-n">
                  <LimitShare share={index.shareOf(device.id, null)} icon={false} />
                </td>
                {failed ? (
                  <td className="hr-n">
                    {after === null ? <Muted>down</Muted> : <LimitShare share={index.shareOf(device.id, failed.id)} />}
                  </td>
                ) : null}
              </tr>
            );
          })}
          {zones.map((zone) => {
            const share = shareOf(index.zoneLoadW(zone.id), zone.capacityW);
            return (
              <tr key={zone.id}>
                <th scope="row">Cooling {zone.code}</th>
                <td>
                  <LimitBar
                    label={`Cooling ${zone.code}`}
                    used={index.zoneLoadW(zone.id)}
                    limit={zone.capacityW}
                    format={format}
                  />
                </td>
                <td className="hr-n">
                  <LimitShare share={share} icon={false} />
                </td>
                {failed ? (
                  <td className="hr-n">
                    <LimitShare share={share} icon={false} />
                  </td>
                ) : null}
              </tr>
            );
          })}
        </tbody>
      </table>
    </PanelBlock>
  );
}

/** The devices and all above them, lowest level first, each once. */
function withParents(index: FloorIndex, feeds: readonly string[]) {
  const levels: string[][] = [[...feeds]];
  for (let level = levels[0] ?? []; level.length > 0; ) {
    level = [...new Set(level.flatMap((id) => index.devices.get(id)?.parentId ?? []))];
    levels.push(level);
  }
  return [...new Set(levels.flat())].flatMap((id) => index.devices.get(id) ?? []);
}

function PositionBlock({ position, onMove }: { position: FloorPosition; onMove?: () => void }) {
  return (
    <PanelBlock title={`Position ${position.n}`}>
      <KeyValue
        items={[
          { label: "State", value: <StateLabel state={position.o ?? "free"} /> },
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
      {onMove ? (
        <p className="panel-act">
          <Button size="small" keyHint="M" onPress={onMove}>
            {position.o === "occupied" ? "Move this rack" : "Move this placement"}
          </Button>
        </p>
      ) : null}
      {position.rack || position.planId !== undefined ? (
        <p className="panel-act">
          {position.rack ? (
            <Button size="small" href={`/racks/${encodeURIComponent(position.rack)}`}>
              Open the rack
            </Button>
          ) : null}
          {position.planId === undefined ? null : (
            <Button size="small" href={`/plans/${position.planId}`}>
              Open the plan
            </Button>
          )}
        </p>
      ) : null}
    </PanelBlock>
  );
}

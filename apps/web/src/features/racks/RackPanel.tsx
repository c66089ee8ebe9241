"use client";
import type { RackDetail } from "@headroom/contracts/fleet";
import { formatPower, formatWeight } from "@headroom/ui/format/numbers";
import { KeyValue } from "@headroom/ui/primitives/PageHeader";
import { PanelBlock } from "@headroom/ui/primitives/SidePanel";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { stateByName } from "@headroom/ui/primitives/states";
import { Id, Muted, Num } from "@headroom/ui/primitives/Text";
import { DeviceDetail } from "@headroom/ui/rack/DeviceDetail";
import { FeedBars } from "@headroom/ui/rack/FeedBars";
import { type RackModel, unitsText } from "@headroom/ui/rack/rackModel";
import type { ReactNode } from "react";
import { Day } from "../frame/time";
import { RackCooling, RackFeedsBlock, type RackLoad } from "../power/RackFeeds";
import { DevicePower, RackPowerBlock, RackWeight } from "../power/RackPower";
import type { RackMoment } from "./useRackMoment";

interface RackPanelProps {
  rack: RackDetail;
  model: RackModel;
  moment: RackMoment;
  deviceId: string | null;
  /** What can be done with the selected device. */
  actions?: (device: RackDetail["devices"][number]) => ReactNode;
  /** On top: what is being done. */
  children?: ReactNode;
}

/** Beside the elevation: the feeds, three ways to count its power, and the selected device. */
export function RackPanel({ rack, model, moment, deviceId, actions, children }: RackPanelProps) {
  const device = rack.devices.find((one) => String(one.id) === deviceId);
  const nameplate = loadOf(rack, model, "nameplateW");
  const derated = loadOf(rack, model, "deratedW");
  return (
    <aside className="hr-pn" aria-label="About the rack">
      {children}
      {device && !children ? (
        <DeviceDetail
          name={device.name}
          where={`${unitsText(device.startU, device.heightU)}, ${device.face === "both" ? "both faces" : device.face}`}
          items={[
            { label: "Type", value: device.typeName },
            {
              label: "State",
              value:
                device.condition === "ok"
                  ? stateByName(device.state).word
                  : `${stateByName(device.state).word}, ${stateByName(device.condition).word.toLowerCase()}`,
            },
            { label: "Serial", value: device.serial ? <Id>{device.serial}</Id> : <Muted>not known</Muted> },
            { label: "Nameplate", value: <Num of={formatPower(device.nameplateW)} /> },
            { label: "Derated", value: <Num of={formatPower(device.deratedW)} /> },
            { label: "Measured", value: <DevicePower rackId={rack.id} deviceId={device.id} /> },
            { label: "Weight", value: <Num of={formatWeight(device.weightKg)} /> },
            {
              label: "Installed",
              value: device.installedOn ? <Day at={device.installedOn} /> : <Muted>not known</Muted>,
            },
          ]}
          actions={actions?.(device)}
        />
      ) : null}
      <RackFeedsBlock rack={rack} nameplate={nameplate} derated={derated} />
      <RackPowerBlock
        rackId={rack.id}
        limitW={rack.powerW}
        nameplateW={nameplate.nowW + nameplate.plannedW}
        deratedW={derated.nowW + derated.plannedW}
      />
      {rack.feeds.length > 0 ? (
        <PanelBlock title="Upstream" note={`all racks they feed${momentNote(moment)}, and after the worst failure`}>
          <FeedBars
            feeds={rack.feeds.flatMap((feed) => [
              {
                id: `now-${feed.slot}`,
                name: `${feed.slot}  ${feed.device}`,
                nowW: moment.feeds?.get(feed.slot)?.loadW ?? feed.loadW,
                limitW: feed.capacityW,
              },
              {
                id: `after-${feed.slot}`,
                name: `${feed.slot} at worst`,
                nowW: moment.feeds?.get(feed.slot)?.worstAfterFailureW ?? feed.worstAfterFailureW,
                limitW: feed.failoverCapacityW,
                afterFailure: true,
              },
            ])}
          />
        </PanelBlock>
      ) : null}
      <PanelBlock title="Rack">
        <KeyValue
          small
          items={[
            { label: "Type", value: `${rack.type}, ${rack.typeName}` },
            { label: "Family", value: rack.family },
            { label: "Serial", value: rack.serial ? <Id>{rack.serial}</Id> : <Muted>not known</Muted> },
            { label: "Cooling", value: <RackCooling rackId={rack.id} coolingW={rack.coolingW} /> },
            { label: "Weight", value: <RackWeight rackId={rack.id} weightKg={rack.weightKg} /> },
            { label: "Ports", value: rack.ports },
            { label: "Installed", value: rack.installedOn ? <Day at={rack.installedOn} /> : <Muted>not yet</Muted> },
            { label: "In service", value: rack.inServiceOn ? <Day at={rack.inServiceOn} /> : <Muted>not yet</Muted> },
            { label: "End of life", value: rack.endOfLife ? <Day at={rack.endOfLife} /> : <Muted>not set</Muted> },
            ...(rack.assumed ? [{ label: "Record", value: <StateLabel state="assumed" /> }] : []),
          ]}
        />
      </PanelBlock>
    </aside>
  );
}

/** Which moment the loads above the rack are of. */
function momentNote({ when, on, feeds }: RackMoment): string {
  if (!feeds) return ", now";
  return when.plan !== null ? `, with PL-${when.plan}` : `, on ${on}`;
}

/** What stands and what is to come, W, counted one way. */
function loadOf(rack: RackDetail, model: RackModel, way: "nameplateW" | "deratedW"): RackLoad {
  const planned = new Set(model.devices.filter(({ state }) => state === "planned").map(({ id }) => id));
  const sum = (isPlanned: boolean) =>
    rack.devices.filter((one) => planned.has(String(one.id)) === isPlanned).reduce((total, one) => total + one[way], 0);
  return { nowW: sum(false), plannedW: sum(true) };
}

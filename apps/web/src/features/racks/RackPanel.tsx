"use client";
import type { RackDetail } from "@headroom/contracts/fleet";
import { formatPower, formatWeight } from "@headroom/ui/format/numbers";
import { KeyValue } from "@headroom/ui/primitives/PageHeader";
import { PanelBlock } from "@headroom/ui/primitives/SidePanel";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { stateByName } from "@headroom/ui/primitives/states";
import { Id, Muted, Num } from "@headroom/ui/primitives/Text";
import { DeviceDetail } from "@headroom/ui/rack/DeviceDetail";
import { FeedBars, PowerWays } from "@headroom/ui/rack/FeedBars";
import { unitsText } from "@headroom/ui/rack/rackModel";
import { Day } from "../frame/time";

/** Beside the elevation: the feeds, three ways to count its power, and the selected device. */
export function RackPanel({ rack, deviceId }: { rack: RackDetail; deviceId: string | null }) {
  const device = rack.devices.find((one) => String(one.id) === deviceId);
  return (
    <aside className="hr-pn" aria-label="About the rack">
      {device ? (
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
            { label: "Weight", value: <Num of={formatWeight(device.weightKg)} /> },
            {
              label: "Installed",
              value: device.installedOn ? <Day at={device.installedOn} /> : <Muted>not known</Muted>,
            },
          ]}
        />
      ) : null}
      <PanelBlock title="Feeds" note="now, and after the worst failure">
        {rack.feeds.length > 0 ? (
          <FeedBars
            feeds={[
              ...rack.feeds.map((feed) => ({
                id: `now-${feed.slot}`,
                name: `${feed.slot}  ${feed.device}`,
                nowW: feed.loadW,
                limitW: feed.capacityW,
              })),
              ...rack.feeds.map((feed) => ({
                id: `after-${feed.slot}`,
                name: `${feed.slot} at worst`,
                nowW: feed.worstAfterFailureW,
                limitW: feed.failoverCapacityW,
                afterFailure: true,
              })),
            ]}
          />
        ) : (
          <Muted>It stands nowhere yet, so nothing feeds it.</Muted>
        )}
      </PanelBlock>
      <PanelBlock title="Three ways to count" note="rack total, against nameplate">
        <PowerWays
          limitW={rack.powerW}
          ways={[
            { label: "Nameplate", powerW: rack.powerW, strong: true },
            { label: "Derated", powerW: rack.deratedW },
            { label: "Measured", powerW: null },
          ]}
        />
      </PanelBlock>
      <PanelBlock title="Rack">
        <KeyValue
          small
          items={[
            { label: "Type", value: `${rack.type}, ${rack.typeName}` },
            { label: "Family", value: rack.family },
            { label: "Serial", value: rack.serial ? <Id>{rack.serial}</Id> : <Muted>not known</Muted> },
            { label: "Cooling", value: <Num of={formatPower(rack.coolingW)} /> },
            { label: "Weight", value: <Num of={formatWeight(rack.weightKg)} /> },
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

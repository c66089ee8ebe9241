"use client";
import type { RackDetail } from "@headroom/contracts/fleet";
import { formatPower } from "@headroom/ui/format/numbers";
import { PanelBlock } from "@headroom/ui/primitives/SidePanel";
import { Muted, Num } from "@headroom/ui/primitives/Text";
import { FeedWays } from "@headroom/ui/rack/FeedWays";
import { Ago } from "../frame/time";
import { useRackPower } from "./RackPower";
import { measuredText } from "./words";

/** What the devices of a rack come to, W: of those that stand, and of those that are to come. */
export interface RackLoad {
  readonly nowW: number;
  readonly plannedW: number;
}

interface RackFeedsBlockProps {
  rack: Pick<RackDetail, "id" | "powerW" | "feeds">;
  nameplate: RackLoad;
  derated: RackLoad;
}

/** The feeds of a rack with their share of it by nameplate, derated and measured power, now and after another feed has failed. */
export function RackFeedsBlock({ rack, nameplate, derated }: RackFeedsBlockProps) {
  const power = useRackPower(rack.id);
  const { feeds } = rack;
  const shares = new Map(power?.feeds.map((feed) => [feed.slot, feed]));
  if (feeds.length === 0)
    return (
      <PanelBlock title="Feeds">
        <Muted>It stands nowhere yet, so nothing feeds it.</Muted>
      </PanelBlock>
    );
  return (
    <PanelBlock title="Feeds" note={`limit ${formatPower(rack.powerW).text} on each`}>
      <FeedWays
        limitW={rack.powerW}
        feeds={feeds.map(({ slot, device }) => ({
          ...{ id: slot, slot, device },
          // until its answer is here, evenly
          share: shares.get(slot)?.share ?? 1 / feeds.length,
          failoverShare: shares.get(slot)?.failoverShare ?? 1 / Math.max(1, feeds.length - 1),
        }))}
        counts={[
          { label: "Nameplate", powerW: nameplate.nowW, plannedW: nameplate.plannedW },
          { label: "Derated", powerW: derated.nowW, plannedW: derated.plannedW },
          {
            label: "Measured",
            powerW: power?.measuredW ?? null,
            atLeast: power?.partial ?? false,
            age: power?.at ? <Ago at={power.at} /> : undefined,
          },
        ]}
      />
    </PanelBlock>
  );
}

/** The heat that is counted for a rack, and what its meters say it gives off: all power becomes heat. */
export function RackCooling({ rackId, coolingW }: { rackId: number; coolingW: number }) {
  const power = useRackPower(rackId);
  return (
    <>
      <Num of={formatPower(coolingW)} />
      <Muted>
        {" "}
        counted, {measuredText(power?.measuredW ?? null, power?.partial ?? false)}
        {power?.measuredW == null ? " by meters" : " measured"}
      </Muted>
    </>
  );
}

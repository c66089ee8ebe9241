"use client";
import type { RackPower } from "@headroom/contracts/power";
import { formatCount, formatPower, formatWeight } from "@headroom/ui/format/numbers";
import { KeyValue } from "@headroom/ui/primitives/PageHeader";
import { PanelBlock } from "@headroom/ui/primitives/SidePanel";
import { Muted } from "@headroom/ui/primitives/Text";
import { PowerWays } from "@headroom/ui/rack/FeedBars";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { Ago } from "../frame/time";
import { Heard, MeterValue } from "./words";

interface RackPowerBlockProps {
  rackId: number;
  /** What its type may draw, and what its devices add up to. W. */
  limitW: number;
  nameplateW: number;
  deratedW: number;
}

/** Nameplate, derated and measured of a rack side by side, what its feeds' meters say, and what it weighs. */
export function RackPowerBlock({ rackId, limitW, nameplateW, deratedW }: RackPowerBlockProps) {
  const power = useRackPower(rackId);
  return (
    <>
      <PanelBlock title="Three ways to count" note={`its devices, of ${formatPower(limitW).text}`}>
        <PowerWays
          limitW={limitW}
          ways={[
            { label: "Nameplate", powerW: nameplateW },
            { label: "Derated", powerW: deratedW, strong: true },
            { label: "Measured", powerW: power?.measuredW ?? null, atLeast: power?.partial ?? false },
          ]}
        />
        {power ? <p className="hr-sec">{measuredNote(power)}</p> : null}
      </PanelBlock>
      {power && power.feeds.length > 0 ? (
        <PanelBlock title="Meters of its feeds" note="everything they feed">
          <KeyValue
            small
            items={power.feeds.map((feed) => ({ label: feed.slot, value: <MeterValue reading={feed.reading} /> }))}
          />
        </PanelBlock>
      ) : null}
    </>
  );
}

/** What the meter of a device in the rack said last. */
export function DevicePower({ rackId, deviceId }: { rackId: number; deviceId: number }) {
  const power = useRackPower(rackId);
  if (!power) return <Muted>…</Muted>;
  return <MeterValue reading={power.servers.find((one) => one.id === deviceId) ?? null} />;
}

/** What the rack weighs, of what its position carries. */
export function RackWeight({ rackId, weightKg }: { rackId: number; weightKg: number }) {
  const limit = useRackPower(rackId)?.positionLimitKg ?? null;
  return (
    <>
      {formatWeight(weightKg).text}
      {limit === null ? null : <Muted> of {formatWeight(limit).text}</Muted>}
    </>
  );
}

export const useRackPower = (rackId: number): RackPower | undefined =>
  useQuery(useTRPC().power.rack.queryOptions({ rackId })).data;

function measuredNote({ from, at, partial, servers, reading }: RackPower) {
  if (from === "rack" && at)
    return (
      <>
        By its own meter, <Ago at={at} />.
      </>
    );
  const silent = servers.filter((one) => one.silent).length;
  if (from === "servers" && at)
    return (
      <>
        By {formatCount(servers.length - silent, "device")}, the oldest <Ago at={at} />.
        {partial ? " Others are silent: it is at least that." : ""}
      </>
    );
  if (reading)
    return (
      <>
        Its meter is <Heard reading={reading} />, {formatPower(reading.powerW).text} then.
      </>
    );
  return servers.length > 0 ? "All its meters are silent." : "It has no meter.";
}

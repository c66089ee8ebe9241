"use client";
import type { DatacenterPower } from "@headroom/contracts/power";
import type { SeriesInput } from "@headroom/contracts/telemetry-series";
import { formatPower } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { PageHeader } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { useQuery } from "@tanstack/react-query";
import { parseAsString } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryState } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { PowerDevices } from "./PowerDevices";
import { PowerHistory } from "./PowerHistory";
import { measuredText } from "./words";

/** A datacenter's measured power over time, or that of one power device of it, beside nameplate, derated and limits. */
export function DatacenterPowerPage({ code }: { code: string }) {
  const power = useQuery(useTRPC().power.get.queryOptions({ datacenter: code }));
  const [chosen, setChosen] = useQueryState("device", parseAsString);
  if (power.error && !power.data)
    return <QueryFailure error={power.error} what={`Power of ${code}`} onRetry={() => void power.refetch()} />;
  const device = power.data?.devices.find(({ id }) => id === chosen);
  const roomOf = (id: string) => power.data?.rooms.find((room) => room.id === id)?.code ?? "";
  const of: SeriesInput["of"] = device
    ? { kind: "device", datacenter: code, room: roomOf(device.roomId), device: device.code }
    : { kind: "datacenter", datacenter: code };
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Floors", href: "/floors" },
          { label: code, href: `/floors/${encodeURIComponent(code)}` },
          { label: "Power", href: `/floors/${encodeURIComponent(code)}/power` },
        ]}
      />
      <PageHeader
        title={`Power of ${code}`}
        actions={
          device ? (
            <Button size="small" onPress={() => void setChosen(null)}>
              Whole datacenter
            </Button>
          ) : undefined
        }
      >
        {power.data ? <Sentence power={power.data} /> : "What its racks and power devices draw."}
      </PageHeader>
      {power.data ? (
        <>
          <PowerHistory
            key={device?.id ?? "all"}
            of={of}
            name={device ? `${roomOf(device.roomId)}/${device.code}` : code}
          />
          <PowerDevices power={power.data} chosen={chosen} onChoose={(id) => void setChosen(id)} />
        </>
      ) : (
        <SkeletonBlock heightPx={720} label={`Loading the power of ${code}`} />
      )}
    </>
  );
}

function Sentence({ power: { total } }: { power: DatacenterPower }) {
  return (
    <>
      <b>{measuredText(total.measuredW, total.silent > 0)}</b> measured now, {formatPower(total.deratedW).text} derated,{" "}
      {formatPower(total.nameplateW).text} nameplate.
    </>
  );
}

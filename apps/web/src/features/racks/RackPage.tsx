"use client";
import type { RackDetail } from "@headroom/contracts/fleet";
import { formatCount, formatPower } from "@headroom/ui/format/numbers";
import { IconButton } from "@headroom/ui/primitives/Button";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { PageHeader, Section } from "@headroom/ui/primitives/PageHeader";
import { Segmented, ViewToggle } from "@headroom/ui/primitives/Segmented";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { StateLabel, type StateName } from "@headroom/ui/primitives/StateLabel";
import { Num } from "@headroom/ui/primitives/Text";
import { Elevation } from "@headroom/ui/rack/Elevation";
import { RackList } from "@headroom/ui/rack/RackList";
import { RackMap, useVisibleShare } from "@headroom/ui/rack/RackMap";
import { freeUnits } from "@headroom/ui/rack/rackModel";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo, useRef } from "react";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { rowLabel } from "../words/places";
import { RackPanel } from "./RackPanel";
import { rackModelOf } from "./rackModelOf";

/** One rack: both faces, its feeds, and what is known of each device. */
export function RackPage({ code }: { code: string }) {
  const trpc = useTRPC();
  const rack = useQuery(trpc.rack.get.queryOptions({ code }));
  if (rack.error) return <QueryFailure error={rack.error} what={`Rack ${code}`} onRetry={() => void rack.refetch()} />;
  return rack.data ? <RackView rack={rack.data} /> : <SkeletonBlock heightPx={1100} label={`Loading rack ${code}`} />;
}

function RackView({ rack }: { rack: RackDetail }) {
  const router = useRouter();
  const [view, setView] = useQueryStates(
    {
      order: parseAsStringLiteral(["top", "bottom"]).withDefault("top"),
      view: parseAsStringLiteral(["rack", "list"]).withDefault("rack"),
      device: parseAsString,
    },
    { history: "replace" },
  );
  const model = useMemo(() => rackModelOf(rack), [rack]);
  const body = useRef<HTMLDivElement>(null);
  const inView = useVisibleShare(body);
  const free = freeUnits(model);
  const used = rack.devices.reduce((sum, device) => sum + device.heightU, 0);
  const go = (code: string | null) => {
    if (code) router.push(`/racks/${encodeURIComponent(code)}`);
  };
  useHotkeys([
    // The elevation brings its own keys; the list has these.
    ...(view.view === "list"
      ? [
          { keys: "[", label: "previous, next rack", caps: "[ ]", run: () => go(rack.previous) },
          { keys: "]", label: "next rack", strip: false, run: () => go(rack.nextRack) },
          { keys: "o", label: "U order", run: () => void setView({ order: view.order === "top" ? "bottom" : "top" }) },
        ]
      : []),
    {
      keys: "t",
      label: view.view === "list" ? "rack" : "list",
      run: () => void setView({ view: view.view === "list" ? "rack" : "list" }),
    },
  ]);
  const crumbs = [
    { label: "All regions", href: "/regions" },
    { label: rack.region, href: `/regions/${rack.region}` },
    { label: rack.datacenter, href: `/floors/${encodeURIComponent(rack.datacenter)}` },
    ...(rack.rowId
      ? [
          {
            label: `Row ${rowLabel(rack.room, rack.row ?? "")}`,
            href: `/floors/${encodeURIComponent(rack.datacenter)}?row=${rack.rowId}`,
          },
        ]
      : []),
    {
      label: rack.position === null ? rack.code : String(rack.position).padStart(2, "0"),
      href: `/racks/${encodeURIComponent(rack.code)}`,
    },
  ];
  const pick = (id: string) => void setView({ device: id });
  return (
    <>
      <ShellScope crumbs={crumbs} />
      <PageHeader
        id={rack.code}
        title=""
        state={<StateLabel state={rack.state as StateName} box />}
        actions={
          <>
            <IconButton
              icon="chevronLeft"
              label="Previous rack in the row"
              disabled={!rack.previous}
              onClick={() => go(rack.previous)}
            />
            <IconButton
              icon="chevronRight"
              label="Next rack in the row"
              disabled={!rack.nextRack}
              onClick={() => go(rack.nextRack)}
            />
            <Segmented
              label="Order of units"
              options={[
                { value: "top", label: `${rack.heightU} on top` },
                { value: "bottom", label: "1 on top" },
              ]}
              value={view.order}
              onChange={(order) => void setView({ order })}
            />
            <ViewToggle
              options={[
                { value: "rack", label: "Rack", icon: "rack" },
                { value: "list", label: "List", icon: "table" },
              ]}
              value={view.view}
              onChange={(next) => void setView({ view: next })}
            />
          </>
        }
      >
        {rack.heightU}U, type {rack.type}, {rack.typeName}. <b>{used} U</b> used by{" "}
        {formatCount(rack.devices.length, "device")}, {free.both} free
        {free.one > 0 ? `; another ${free.one} are free on one face` : ""}. <Num of={formatPower(rack.powerW)} />{" "}
        nameplate.
        {rack.assumed ? " Part of this record is assumed." : ""}
      </PageHeader>
      <div className="hr-rack-cols">
        <RackMap rack={model} order={view.order} view={inView} />
        <div ref={body}>
          {view.view === "rack" ? (
            <Elevation
              rack={model}
              label={rack.code}
              order={view.order}
              onOrder={(order) => void setView({ order })}
              selectedId={view.device}
              onPick={(found) => void setView({ device: found.kind === "device" ? found.id : null })}
              onPrevious={() => go(rack.previous)}
              onNext={() => go(rack.nextRack)}
              frontNote="cold aisle"
              rearNote="hot aisle"
            />
          ) : (
            <div>
              <Section id="front" title="Front">
                <RackList rack={model} face="front" order={view.order} selectedId={view.device} onPick={pick} />
              </Section>
              <Section id="rear" title="Rear">
                <RackList rack={model} face="rear" order={view.order} selectedId={view.device} onPick={pick} />
              </Section>
            </div>
          )}
        </div>
        <RackPanel rack={rack} deviceId={view.device} />
      </div>
    </>
  );
}

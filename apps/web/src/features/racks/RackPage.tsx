"use client";
import type { RackDetail } from "@headroom/contracts/fleet";
import { Button } from "@headroom/ui/primitives/Button";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Fill, Section, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { ViewToggle } from "@headroom/ui/primitives/Segmented";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { Elevation } from "@headroom/ui/rack/Elevation";
import { RackList } from "@headroom/ui/rack/RackList";
import { RackMap, useVisibleShare } from "@headroom/ui/rack/RackMap";
import { RowStrip } from "@headroom/ui/rack/RowStrip";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useMemo, useRef, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useRouter } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { useMay } from "../frame/useMay";
import { usePlanChoices } from "../when/useWhen";
import { WhenPicker } from "../when/WhenPicker";
import { whenSearch } from "../when/whenQuery";
import { rowLabel } from "../words/places";
import { RackHeader } from "./RackHeader";
import { RackMomentWords } from "./RackMomentWords";
import { RackPanel } from "./RackPanel";
import { rackModelOf } from "./rackModelOf";
import { UnitsPanel } from "./UnitsPanel";
import { useApplyCarry } from "./useApplyCarry";
import { placementOf, useCarry, useCarrying } from "./useCarry";
import { useRackMoment } from "./useRackMoment";
import { rackHref, useRackView } from "./useRackView";

/** Below what is seen first. */
const PowerHistory = dynamic(() => import("../power/PowerHistory").then((found) => found.PowerHistory));
/** Only who carries something needs the form. */
const CarryPanel = dynamic(() => import("./CarryPanel").then((found) => found.CarryPanel));

/** One rack: both faces, its feeds, and what is known of each device. */
export function RackPage({ code }: { code: string }) {
  const trpc = useTRPC();
  const rack = useQuery(trpc.rack.get.queryOptions({ code }));
  if (rack.error) return <QueryFailure error={rack.error} what={`Rack ${code}`} onRetry={() => void rack.refetch()} />;
  return rack.data ? <RackView rack={rack.data} /> : <SkeletonBlock heightPx={1100} label={`Loading rack ${code}`} />;
}

function RackView({ rack }: { rack: RackDetail }) {
  const router = useRouter();
  const [view, setView] = useRackView();
  const moment = useRackMoment(rack, view);
  const { on, leaves } = moment;
  const model = useMemo(() => rackModelOf(rack, { on, leaves: leaves !== null }), [rack, on, leaves]);
  const plans = usePlanChoices(view, (plan) => plan.datacenters.includes(rack.datacenter), moment.plan?.plan.state);
  const body = useRef<HTMLDivElement>(null);
  const inView = useVisibleShare(body);
  const go = (code: string | null) => {
    if (code) router.push(rackHref(code, view));
  };
  const isList = view.view === "list";
  const may = useMay();
  const mayMove = may("fleet.edit");
  const mayReserve = may("reservation.manage");
  const mayHardware = may("hardware.read");
  const mayRun = may("run.create") && (rack.state === "in_service" || rack.state === "racked");
  const carried = useCarry(rack, view);
  const carrying = useCarrying();
  const [newName, setNewName] = useState("");
  const apply = useApplyCarry(rack);
  const isCarrying = view.carry !== null || view.place !== null;
  const drop = () => {
    if (carried) apply.run(carried, newName);
  };
  const selected = rack.devices.find((one) => String(one.id) === view.device);
  const placeNew = () => {
    setNewName("");
    carrying.place(rack.devices[0]?.type ?? "any");
  };
  useHotkeys([
    ...(mayMove && !isCarrying
      ? [
          ...(selected ? [{ keys: "m", label: "move it", run: () => carrying.grab(selected.id) }] : []),
          { keys: "p", label: "place a device", run: placeNew },
        ]
      : []),
    ...(isCarrying
      ? [
          { keys: "aim", label: "aim, half a unit", caps: "↑ ↓ Shift", listed: true },
          { keys: "Enter", label: "put it there", listed: true },
          { keys: "Escape", label: "put back", run: carrying.end },
        ]
      : []),
    // The elevation brings its own keys; the list has these.
    ...(isList
      ? [
          { keys: "[", label: "previous, next rack", caps: "[ ]", run: () => go(rack.previous) },
          { keys: "]", label: "next rack", strip: false, run: () => go(rack.nextRack) },
          { keys: "o", label: "U order", run: () => void setView({ order: view.order === "top" ? "bottom" : "top" }) },
        ]
      : []),
    { keys: "t", label: isList ? "rack" : "list", run: () => void setView({ view: isList ? "rack" : "list" }) },
  ]);
  const pick = (id: string) => void setView({ device: id });
  return (
    <>
      <ShellScope crumbs={crumbsOf(rack)} />
      <RackHeader
        rack={rack}
        model={model}
        view={view}
        onView={(next) => void setView(next)}
        onGo={go}
        primary={
          mayMove ? (
            <Button variant="primary" keyHint="P" onPress={placeNew}>
              Place a device
            </Button>
          ) : undefined
        }
      >
        <RackMomentWords rack={rack} moment={moment} />
      </RackHeader>
      <ToolRow>
        <WhenPicker when={view} onWhen={(when) => void setView(when)} plans={plans} planKey="w" />
        <Fill />
        {rack.room === null ? null : (
          <Button
            variant="quiet"
            icon="rack"
            href={`/floors/${encodeURIComponent(rack.datacenter)}/racks?room=${encodeURIComponent(rack.room)}&at=${encodeURIComponent(rack.code)}${whenSearch(view).replace("?", "&")}`}
          >
            All of the room
          </Button>
        )}
        {mayHardware ? (
          <Button variant="quiet" icon="keyboard" href={`/controllers?rack=${encodeURIComponent(rack.code)}`}>
            Controllers
          </Button>
        ) : null}
        {mayRun ? (
          <Button variant="quiet" icon="run" href={`/decommission?racks=${encodeURIComponent(rack.code)}`}>
            Take out…
          </Button>
        ) : null}
        <Button variant="quiet" onPress={() => window.print()}>
          Print
        </Button>
        <ViewToggle
          options={[
            { value: "rack", label: "Rack", icon: "rack" },
            { value: "list", label: "List", icon: "table" },
          ]}
          value={view.view}
          onChange={(next) => void setView({ view: next })}
        />
      </ToolRow>
      {rack.row === null ? null : (
        <ToolRow>
          <RowStrip
            label={`Row ${rowLabel(rack.room, rack.row)}`}
            racks={moment.row}
            currentCode={rack.code}
            hrefOf={(code) => rackHref(code, view)}
          />
        </ToolRow>
      )}
      <div className="hr-rack-cols">
        <RackMap rack={model} order={view.order} view={inView} />
        <div ref={body}>
          {isList ? (
            <div>
              <Section id="front" title="Front">
                <RackList rack={model} face="front" order={view.order} selectedId={view.device} onPick={pick} />
              </Section>
              <Section id="rear" title="Rear">
                <RackList rack={model} face="rear" order={view.order} selectedId={view.device} onPick={pick} />
              </Section>
            </div>
          ) : (
            <Elevation
              rack={model}
              label={rack.code}
              order={view.order}
              onOrder={(order) => void setView({ order })}
              selectedId={view.device}
              onPick={(found) => {
                if (found.kind === "device") void setView({ device: found.id, units: null });
                else if (Number.isInteger(found.unit))
                  void setView({ device: null, units: { from: found.unit, to: found.unit, face: found.face } });
                else void setView({ device: null, units: null });
              }}
              chosen={view.units}
              onChoose={mayReserve ? (units) => void setView({ device: null, units }) : undefined}
              onPrevious={() => go(rack.previous)}
              onNext={() => go(rack.nextRack)}
              placement={carried ? placementOf(carried) : null}
              canMove={(id) => mayMove && /^\d+$/.test(id)}
              onGrab={(id) => carrying.grab(Number(id))}
              onAim={carrying.aim}
              onDrop={drop}
              onPutBack={carrying.end}
              onCarryTo={(code) => go(code)}
              frontNote="cold aisle"
              rearNote="hot aisle"
            />
          )}
        </div>
        <RackPanel
          rack={rack}
          model={model}
          moment={moment}
          deviceId={view.device}
          actions={
            mayMove
              ? (device) => (
                  <Button size="small" keyHint="M" onPress={() => carrying.grab(device.id)}>
                    Move
                  </Button>
                )
              : undefined
          }
        >
          {carried ? (
            <CarryPanel
              // Another rack has another field for where it goes.
              key={rack.code}
              rack={rack}
              carried={carried}
              name={newName}
              onName={setNewName}
              onApply={drop}
              busy={apply.busy}
            />
          ) : view.units ? (
            <UnitsPanel
              rack={rack}
              model={model}
              units={view.units}
              mayReserve={mayReserve}
              onClear={() => void setView({ units: null })}
            />
          ) : null}
        </RackPanel>
      </div>
      <PowerHistory of={{ kind: "rack", rack: rack.code }} name={rack.code} />
    </>
  );
}

const crumbsOf = (rack: RackDetail) => [
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

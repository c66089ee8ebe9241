"use client";
import type { RackElevations } from "@headroom/contracts/rack";
import { assetStates } from "@headroom/core/lifecycle/asset";
import { HeatLegend } from "@headroom/ui/floor/HeatLegend";
import { formatCount, formatNumber } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { EmptyByFilter, EmptyState } from "@headroom/ui/primitives/EmptyState";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { LegendSwatch } from "@headroom/ui/primitives/LimitBar";
import { Fill, PageHeader, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { Segmented, ViewToggle } from "@headroom/ui/primitives/Segmented";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { stateByName } from "@headroom/ui/primitives/states";
import { RackThumbs } from "@headroom/ui/rack/RackThumbs";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral } from "nuqs";
import { useDeferredValue, useMemo } from "react";
import { useTRPC } from "../../trpc/client";
import { useQueryStates, useRouter } from "../frame/address";
import { downloadCsv } from "../frame/downloadCsv";
import { QueryFailure } from "../frame/QueryFailure";
import { SearchBox } from "../frame/SearchBox";
import { useNow } from "../frame/time";
import { usePlanChoices, usePlanShown, whenParsers } from "../when/useWhen";
import { WhenPicker } from "../when/WhenPicker";
import { AheadWords, PlanWords } from "../when/WhenWords";
import { dayAhead, type When, whenSearch } from "../when/whenQuery";
import { RoomRacksTable } from "./RoomRacksTable";
import { OLD_YEARS, passes, type RoomRack, rackColours, roomRacks, thumbRows } from "./roomRacks";
import { roomRacksCsv } from "./roomRacksCsv";

const legendWords = {
  fill: "units taken",
  power: "derated power, % of what is counted",
  age: `age, % of ${OLD_YEARS} years`,
} as const;

const colourWords = { fill: "Units", power: "Power", state: "State", age: "Age" } as const;

/** Every rack of a room on one screen: which are full, hot, dark or old, and the way into each. */
export function RoomRacksPage({ code, room }: { code: string; room: string | undefined }) {
  const trpc = useTRPC();
  const racks = useQuery(trpc.rack.elevations.queryOptions({ datacenter: code, ...(room ? { room } : {}) }));
  if (racks.error)
    return <QueryFailure error={racks.error} what={`The racks of ${code}`} onRetry={() => void racks.refetch()} />;
  return racks.data ? (
    <RoomRacks found={racks.data} />
  ) : (
    <SkeletonBlock heightPx={900} label={`Loading racks of ${code}`} />
  );
}

function RoomRacks({ found }: { found: RackElevations }) {
  const router = useRouter();
  const [view, setView] = useQueryStates({
    colour: parseAsStringLiteral(rackColours).withDefault("fill"),
    view: parseAsStringLiteral(["racks", "table"]).withDefault("racks"),
    q: parseAsString.withDefault(""),
    state: parseAsString.withDefault(""),
    type: parseAsString.withDefault(""),
    /** Of the table. */
    sort: parseAsString,
    direction: parseAsStringLiteral(["ascending", "descending"]).withDefault("ascending"),
    /** Code of the selected rack. */
    at: parseAsString,
    ...whenParsers,
  });
  const { datacenter, room } = found;
  const filter = useDeferredValue(view);
  const now = useNow();
  const today = dayAhead(now, 0);
  const shown = usePlanShown(view);
  const plans = usePlanChoices(view, (plan) => plan.datacenters.includes(datacenter), shown?.plan.state);
  const heights = useRackHeights(view.plan !== null);
  const racks = useMemo(() => {
    const on = view.days !== null && view.plan === null ? dayAhead(Date.parse(today), view.days) : today;
    const plan = shown ? { id: shown.plan.id, changes: shown.changes } : null;
    return roomRacks(found, Date.parse(today), { on, plan, heights });
  }, [found, today, view.days, view.plan, shown, heights]);
  const rows = useMemo(() => thumbRows(racks, room?.code, filter.colour, filter), [racks, room, filter]);
  const matching = useMemo(() => racks.filter((rack) => passes(rack, filter)), [racks, filter]);
  const types = useMemo(() => [...new Set(racks.map((rack) => rack.type))].sort(), [racks]);
  const isFiltered = view.q !== "" || view.state !== "" || view.type !== "";
  const clear = () => void setView({ q: null, state: null, type: null });
  const here = `/floors/${encodeURIComponent(datacenter)}`;
  const moment = whenSearch(view);
  const open = (code: string) => {
    const rack = racks.find((one) => one.code === code);
    // what only a plan knows is looked at on the floor
    if (rack?.comes != null && found.racks.every((one) => one.code !== code)) return router.push(`${here}${moment}`);
    router.push(`/racks/${encodeURIComponent(code)}${moment}`);
  };
  const goRoom = (next: string) =>
    router.push(`${here}/racks?room=${encodeURIComponent(next)}${moment.replace("?", "&")}`);
  const csv = () => {
    const file = roomRacksCsv(matching);
    downloadCsv(`${datacenter}-${room?.code ?? ""}-racks.csv`, file.header, file.rows);
  };
  useHotkeys([
    { keys: "1", label: "colour", caps: "1 – 4", run: () => void setView({ colour: "fill" }) },
    ...rackColours.slice(1).map((colour, index) => ({
      keys: String(index + 2),
      label: colourWords[colour].toLowerCase(),
      strip: false,
      run: () => void setView({ colour }),
    })),
    ...(view.view === "racks"
      ? [
          { keys: "arrows", label: "rack", caps: "← ↑ ↓ →", listed: true },
          { keys: "PageUp", label: "row", caps: "PgUp PgDn", listed: true },
          { keys: "Enter", label: "open rack", listed: true },
        ]
      : []),
    {
      keys: "t",
      label: view.view === "racks" ? "table" : "racks",
      run: () => void setView({ view: view.view === "racks" ? "table" : "racks" }),
    },
  ]);
  const standing = racks.filter((rack) => rack.comes === null);
  const units = standing.reduce((sum, rack) => sum + rack.heightU, 0);
  const used = racks.reduce((sum, rack) => sum + rack.usedU, 0);
  const dark = racks.reduce((sum, rack) => sum + rack.dark, 0);
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "All regions", href: "/regions" },
          { label: found.region, href: `/regions/${encodeURIComponent(found.region)}` },
          { label: datacenter, href: here },
          { label: room ? `Racks of room ${room.code}` : "Racks", href: `${here}/racks` },
        ]}
      />
      <PageHeader
        title={`${datacenter} racks`}
        actions={
          <>
            <ViewToggle
              options={[
                { value: "racks", label: "Racks", icon: "rack" },
                { value: "table", label: "Table", icon: "table" },
              ]}
              value={view.view}
              onChange={(next) => void setView({ view: next })}
            />
            <Button icon="download" onPress={csv}>
              CSV
            </Button>
          </>
        }
      >
        {room ? `${room.name}: ` : ""}
        <b>{formatCount(standing.length, "rack")}</b>, {formatNumber(used)} of {formatNumber(units)} units taken
        {dark > 0 ? `, ${formatCount(dark, "device")} out of order` : ""}.
        {isFiltered ? ` ${formatCount(matching.length, "rack")} match the filter.` : ""}
        <Moment view={view} racks={racks} today={today} />
      </PageHeader>
      <ToolRow>
        <WhenPicker when={view} onWhen={(when) => void setView(when)} plans={plans} />
        {found.rooms.length > 1 && room ? (
          found.rooms.length <= 4 ? (
            <Segmented
              label="Room"
              labelled
              value={room.code}
              onChange={goRoom}
              options={found.rooms.map((one) => ({ value: one.code, label: one.code }))}
            />
          ) : (
            <SelectBox
              aria-label="Room"
              value={room.code}
              onChange={(event) => goRoom(event.target.value)}
              options={found.rooms.map((one) => ({ value: one.code, label: `${one.name}, ${one.racks} racks` }))}
            />
          )
        ) : null}
        {view.view === "table" ? null : (
          <Segmented
            label="Colour by"
            labelled
            value={view.colour}
            onChange={(colour) => void setView({ colour })}
            options={rackColours.map((value, index) => ({
              value,
              label: colourWords[value],
              keyHint: String(index + 1),
            }))}
          />
        )}
        <SearchBox label="Find a rack" value={view.q} onChange={(q) => void setView({ q: q || null })} />
        <SelectBox
          aria-label="Type"
          placeholder="All types"
          value={view.type}
          onChange={(event) => void setView({ type: event.target.value || null })}
          options={types.map((value) => ({ value, label: value }))}
        />
        <SelectBox
          aria-label="State"
          placeholder="All states"
          value={view.state}
          onChange={(event) => void setView({ state: event.target.value || null })}
          options={[
            ...assetStates.map((state) => ({ value: state as string, label: stateByName(state).word })),
            { value: "dark", label: "With devices out of order" },
          ]}
        />
        {isFiltered ? (
          <Button variant="quiet" onPress={clear}>
            Clear
          </Button>
        ) : null}
        <Fill />
        {view.view === "table" ? null : (
          <Legend colour={view.colour} planned={racks.some((rack) => rack.comes !== null)} />
        )}
      </ToolRow>
      {racks.length === 0 ? (
        <EmptyState title={room ? `No rack stands in room ${room.code}` : `${datacenter} has no rooms yet`}>
          Racks appear here once they have a position.
        </EmptyState>
      ) : matching.length === 0 ? (
        <EmptyByFilter title="No rack matches" onClear={clear} />
      ) : view.view === "table" ? (
        <RoomRacksTable
          racks={matching}
          room={room?.code}
          selectedCode={view.at}
          onSelect={(at) => void setView({ at })}
          onOpen={open}
          sort={view.sort === null ? null : { column: view.sort, direction: view.direction }}
          onSort={(sort) => void setView({ sort: sort.column, direction: sort.direction })}
        />
      ) : (
        <RackThumbs
          rows={rows}
          label={`Racks of room ${room?.code ?? ""} of ${datacenter}`}
          selectedCode={view.at}
          onSelect={(at) => void setView({ at })}
          onOpen={open}
        />
      )}
    </>
  );
}

/** What the day or the plan shown changes in this room. */
function Moment({ view, racks, today }: { view: When; racks: readonly RoomRack[]; today: string }) {
  const comes = racks.filter((rack) => rack.comes !== null);
  const leaves = racks.filter((rack) => rack.leaves !== null);
  if (view.plan !== null) {
    const moves = leaves.filter((rack) => rack.leaves?.startsWith("moves")).length;
    const added = comes.filter((rack) => rack.comes?.startsWith("with"));
    const powerW = added.reduce((sum, rack) => sum + rack.powerW, 0);
    const retires = leaves.length - moves;
    return <PlanWords id={view.plan} where="in this room" adds={added.length} {...{ powerW, moves, retires }} />;
  }
  if (view.days === null) return comes.length > 0 ? ` ${formatCount(comes.length, "rack")} to come.` : null;
  const on = dayAhead(Date.parse(today), view.days);
  const came = racks.filter((rack) => rack.from !== null && rack.from > today && rack.from <= on).length;
  return <AheadWords on={on} asOf={today} come={came} leave={leaves.length} />;
}

/** Units by type of rack. */
function useRackHeights(wanted: boolean): ReadonlyMap<string, number> {
  const catalog = useQuery(
    useTRPC().catalog.list.queryOptions(undefined, { enabled: wanted, staleTime: 600_000 }),
  ).data;
  return useMemo(() => new Map(catalog?.rackTypes.map((type) => [type.code, type.heightU])), [catalog]);
}

function Legend({ colour, planned }: { colour: (typeof rackColours)[number]; planned: boolean }) {
  if (colour !== "state")
    return (
      <span className="hr-legend" style={{ padding: 0 }}>
        {planned ? <LegendSwatch kind="planned">to come</LegendSwatch> : null}
        <HeatLegend label={legendWords[colour]} over={colour === "power"} />
      </span>
    );
  return (
    <span className="hr-legend" style={{ padding: 0 }}>
      <LegendSwatch kind="used">in service</LegendSwatch>
      <LegendSwatch kind="planned">to come</LegendSwatch>
      <span>
        <i className="hr-sw hr-sw-dark" /> out of order
      </span>
      <span>half as wide: leaving</span>
    </span>
  );
}

"use client";
import type { FloorPosition } from "@headroom/contracts/fleet";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { PanelBlock } from "@headroom/ui/primitives/SidePanel";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "../frame/useMay";

/** Only who reserves needs the form. */
const ReservationDialog = dynamic(() =>
  import("../reservations/ReservationDialog").then((found) => found.ReservationDialog),
);

interface PositionsBlockProps {
  place: { readonly datacenter: string; readonly room: string; readonly row: string };
  /** Of the row. */
  positions: readonly FloorPosition[];
  /** The ends of what is selected, in either order. */
  from: FloorPosition;
  until: FloorPosition;
}

/** The selected positions of a row, and the way to keep the free ones for somebody. */
export function PositionsBlock({ place, positions, from, until }: PositionsBlockProps) {
  const [reserving, setReserving] = useState(false);
  const mayReserve = useMay()("reservation.manage");
  const [low, high] = [Math.min(from.n, until.n), Math.max(from.n, until.n)];
  const chosen = positions.filter(({ n }) => n >= low && n <= high);
  const free = chosen.filter(({ o }) => o === undefined).map(({ n }) => n);
  const may = mayReserve && free.length > 0;
  useHotkeys([
    ...(may ? [{ keys: "r", label: "reserve", run: () => setReserving(true) }] : []),
    ...(mayReserve ? [{ keys: "more", caps: "Shift \u2190 \u2192", label: "more positions", listed: true }] : []),
  ]);
  if (!mayReserve || (chosen.length === 1 && free.length === 0)) return null;
  const taken = chosen.length - free.length;
  return (
    <PanelBlock
      title={chosen.length === 1 ? "Keep it for somebody" : `Positions ${low}\u00a0\u2013\u00a0${high}`}
      note={
        chosen.length === 1
          ? undefined
          : `${formatCount(free.length, "free position")}${taken > 0 ? `, ${taken} taken` : ""}`
      }
    >
      {chosen.length === 1 ? (
        <p className="hr-sec">Shift with an arrow, a click or a drag selects more of the row.</p>
      ) : null}
      <p className="panel-act">
        <Button
          size="small"
          keyHint="R"
          off={free.length === 0 ? "None of them is free" : null}
          onPress={() => setReserving(true)}
        >
          {free.length > 1 ? `Reserve ${free.length} positions` : "Reserve"}
        </Button>
      </p>
      {reserving ? (
        <ReservationDialog
          reservation={null}
          given={{ ...place, kind: "positions", numbers: runsOf(free) }}
          onClose={() => setReserving(false)}
        />
      ) : null}
    </PanelBlock>
  );
}

/** "3-5, 8": as the form takes numbers, which are in order. */
export function runsOf(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] + 1 === number) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(", ");
}

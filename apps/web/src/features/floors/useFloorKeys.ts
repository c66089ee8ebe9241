"use client";
import type { Floor } from "@headroom/contracts/fleet";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { type RefObject, useEffect, useRef } from "react";
import { useFloorView } from "./useFloorView";

interface FloorKeys {
  floor: Floor;
  /** Where the top devices stand: F goes there, so that the arrows try the others. */
  strip: RefObject<HTMLElement | null>;
  failedId: string | null;
}

/** The keys of the floor. Those of the drawing itself are listed only; it handles them while it has the focus. */
export function useFloorKeys({ floor, strip, failedId }: FloorKeys): void {
  const [view, setView] = useFloorView();
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (failedId === null || !wantsFocus.current) return;
    wantsFocus.current = false;
    strip.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
  }, [failedId, strip]);
  const isTable = view.view === "table";
  const selectedRoom = floor.rooms.find((room) => room.rows.some((row) => row.id === view.row));
  const fail = () => {
    const tops = floor.devices.filter((device) => device.parentId === null);
    const first = tops.find((device) => device.roomId === selectedRoom?.id) ?? tops[0];
    wantsFocus.current = failedId === null;
    void setView({ fail: failedId === null ? (first?.id ?? null) : null });
  };
  useHotkeys([
    { keys: "1", label: "metric", caps: "1 – 5", run: () => void setView({ metric: "space" }) },
    { keys: "2", label: "power", strip: false, run: () => void setView({ metric: "power" }) },
    { keys: "3", label: "cooling", strip: false, run: () => void setView({ metric: "cooling" }) },
    { keys: "4", label: "weight", strip: false, run: () => void setView({ metric: "weight" }) },
    { keys: "5", label: "ports", strip: false, run: () => void setView({ metric: "ports" }) },
    ...(isTable
      ? []
      : [
          { keys: "arrows", label: "position", caps: "← ↑ ↓ →", listed: true },
          { keys: "PageUp", label: "row", caps: "PgUp PgDn", listed: true },
          { keys: "Enter", label: view.move === null ? "open rack" : "say why there", listed: true },
        ]),
    { keys: "f", label: failedId === null ? "fail a device" : "end failure", run: fail },
    { keys: "s", label: "stranded", strip: !isTable, run: () => void setView({ stranded: !view.stranded }) },
    { keys: "t", label: isTable ? "floor" : "table", run: () => void setView({ view: isTable ? "floor" : "table" }) },
  ]);
}

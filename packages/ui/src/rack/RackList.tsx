"use client";
import { formatNumber } from "../format/numbers";
import { type Column, DataTable } from "../primitives/DataTable";
import { StateLabel, type StateName } from "../primitives/StateLabel";
import { Id } from "../primitives/Text";
import {
  type Face,
  faceSlots,
  type RackDeviceState,
  type RackModel,
  type Slot,
  type UnitOrder,
  unitsText,
} from "./rackModel";

export interface RackListProps {
  rack: RackModel;
  face: Face;
  order: UnitOrder;
  selectedId: string | null;
  onPick: (id: string) => void;
  loadingRows?: number;
}

const STATE: Record<RackDeviceState, StateName> = {
  active: "active",
  offline: "offline",
  planned: "planned",
  reserved: "reserved",
  retiring: "draining",
  unknown: "unknown",
  passive: "within",
};

/** The twin of a face: the same slots in the same order, as a table; free units that follow each other in one line. */
export function RackList({ rack, face, order, selectedId, onPick, loadingRows }: RackListProps) {
  const rows = joinFree(faceSlots(rack, face, order));
  const columns: Column<Slot>[] = [
    { id: "u", header: "Units", noWrap: true, cell: (slot) => unitsText(slot.unit, slot.heightU) },
    {
      id: "name",
      header: "Name",
      cell: (slot) => (slot.kind === "device" ? <Id>{slot.device.name}</Id> : <span className="hr-mut">free</span>),
    },
    {
      id: "kind",
      header: "What",
      priority: 2,
      cell: (slot) => (
        <span className="hr-sec">
          {slot.kind === "device" ? slot.device.kind : slot.half ? "half depth" : "full depth"}
        </span>
      ),
    },
    {
      id: "state",
      header: "State",
      cell: (slot) =>
        slot.kind === "device" && slot.device.state !== "passive" ? (
          <StateLabel state={STATE[slot.device.state]} />
        ) : null,
    },
    {
      id: "cords",
      header: "Cords",
      priority: 2,
      cell: (slot) =>
        slot.kind === "device" && slot.device.cords ? (
          cordsText(slot.device.cords)
        ) : (
          <span className="hr-mut">{"\u2013"}</span>
        ),
    },
    {
      id: "power",
      header: "W",
      align: "end",
      cell: (slot) =>
        slot.kind === "device" && slot.device.powerW !== null ? (
          formatNumber(slot.device.powerW)
        ) : (
          <span className="hr-mut">{"\u2013"}</span>
        ),
    },
  ];
  return (
    <DataTable
      label={`${face === "front" ? "Front" : "Rear"}, by unit`}
      columns={columns}
      rows={rows}
      rowKey={(slot) => (slot.kind === "device" ? slot.device.id : `free-${slot.unit}`)}
      density="compact"
      currentKey={selectedId}
      onCurrent={(id, slot) => slot.kind === "device" && onPick(id)}
      loadingRows={loadingRows}
    />
  );
}

function cordsText(cords: { a: boolean; b: boolean }): string {
  if (cords.a && cords.b) return "A, B";
  return cords.a ? "A only" : cords.b ? "B only" : "none";
}

function joinFree(slots: readonly Slot[]): Slot[] {
  const joined: { slot: Slot; heightU: number }[] = [];
  for (const slot of slots) {
    const last = joined.at(-1);
    if (slot.kind === "free" && last?.slot.kind === "free" && last.slot.half === slot.half) {
      last.heightU += slot.heightU;
      last.slot = { ...last.slot, unit: Math.min(last.slot.unit, slot.unit) };
    } else joined.push({ slot, heightU: slot.heightU });
  }
  return joined.map(({ slot, heightU }) => ({ ...slot, heightU }) as Slot);
}

"use client";
import { type KeyboardEvent, useRef, useState } from "react";
import { useHotkeys } from "../primitives/Hotkeys";
import { Segmented } from "../primitives/Segmented";
import { RackFace } from "./RackFace";
import {
  type Face,
  faceSlots,
  moveCursor,
  type RackCursor,
  type RackKey,
  type RackModel,
  type Slot,
  slotAt,
  UNIT_PX,
  type UnitOrder,
} from "./rackModel";
import { SideSection } from "./SideSection";

/** A device held over the rack: where it would stand, and whether it may. */
export interface PlacementTry {
  startU: number;
  heightU: number;
  face: Face;
  fits: boolean;
  /** "Blocked for c5, U22 – U21". */
  title: string;
  /** What is asked and what is left, worst first. */
  lines: readonly { text: string; margin?: string; broken?: boolean }[];
  /** "Move CT-04 to U29, or place at U4 – U3." */
  advice?: string;
}

export type RackPick = { kind: "device"; id: string; face: Face } | { kind: "slot"; unit: number; face: Face };

export interface ElevationProps {
  rack: RackModel;
  /** "NRD2-1-17-04". */
  label: string;
  order: UnitOrder;
  onOrder?: (order: UnitOrder) => void;
  selectedId: string | null;
  /** Focus or click on a device or a free unit. */
  onPick: (pick: RackPick) => void;
  /** Enter or double click on a device. */
  onOpen?: (id: string) => void;
  placement?: PlacementTry | null;
  onPrevious?: () => void;
  onNext?: () => void;
  /** Beside the names of the faces: "cold aisle", "hot aisle; A B: cords in use". */
  frontNote?: string;
  rearNote?: string;
}

const KEYS = new Set<string>(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]);

/** Front, side section and rear of a rack, 24 px a unit. Arrows move over units and faces, [ and ] to the neighbouring racks, O turns the order. */
export function Elevation(props: ElevationProps) {
  const { rack, order, selectedId, onPick } = props;
  const root = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState<RackCursor>({ face: "front", unit: order === "top" ? rack.heightU : 1 });
  const [phoneFace, setPhoneFace] = useState<Face>("front");
  useHotkeys([
    { keys: "ArrowUp", caps: "\u2191 \u2193", label: "unit", listed: true },
    { keys: "ArrowLeft", caps: "\u2190 \u2192", label: "face", listed: true },
    ...(props.onPrevious ? [{ keys: "[", caps: "[ ]", label: "previous, next rack", run: props.onPrevious }] : []),
    ...(props.onNext ? [{ keys: "]", label: "next rack", strip: false, run: props.onNext }] : []),
    ...(props.onOrder
      ? [{ keys: "o", label: "U order", run: () => props.onOrder?.(order === "top" ? "bottom" : "top") }]
      : []),
  ]);
  const slots: Record<Face, Slot[]> = { front: faceSlots(rack, "front", order), rear: faceSlots(rack, "rear", order) };

  const pickAt = (at: RackCursor) => {
    setCursor(at);
    const slot = slots[at.face][slotAt(slots[at.face], at.unit)];
    if (!slot) return;
    onPick(
      slot.kind === "device"
        ? { kind: "device", id: slot.device.id, face: at.face }
        : { kind: "slot", unit: slot.unit, face: at.face },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!KEYS.has(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = moveCursor(rack, order, cursor, event.key as RackKey);
    if (next.face !== phoneFace) setPhoneFace(next.face);
    pickAt(next);
    const slot = slots[next.face][slotAt(slots[next.face], next.unit)];
    // Focused after the render, so that a face hidden on a phone is there by then.
    requestAnimationFrame(() =>
      root.current?.querySelector<HTMLElement>(`[data-slot="${next.face}-${slot?.unit ?? 0}"]`)?.focus(),
    );
  };
  const face = (name: Face, title: string, note: string | undefined) => (
    <RackFace
      key={name}
      face={name}
      label={`${title} of ${props.label}`}
      rack={rack}
      order={order}
      slots={slots[name]}
      selectedId={selectedId}
      tabUnit={cursor.face === name ? cursor.unit : null}
      placement={props.placement?.face === name ? props.placement : null}
      onFocusUnit={(unit) => pickAt({ face: name, unit })}
      onOpen={props.onOpen}
      heading={
        <>
          {title}
          {note ? <span className="hr-mut">{note}</span> : null}
        </>
      }
    />
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows of the slots inside, which hold the focus
    <div className="hr-elev" ref={root} data-face={phoneFace} onKeyDown={onKeyDown}>
      <div className="hr-phone hr-elev-pick">
        <Segmented
          label="Face"
          value={phoneFace}
          onChange={setPhoneFace}
          options={[
            { value: "front", label: "Front" },
            { value: "rear", label: "Rear" },
          ]}
        />
      </div>
      {face("front", "Front", props.frontNote)}
      <div className="hr-elev-side">
        <div className="hr-elev-h hr-mut hr-s11">side, U</div>
        <SideSection rack={rack} order={order} heightPx={rack.heightU * UNIT_PX} />
      </div>
      {face("rear", "Rear", props.rearNote)}
    </div>
  );
}

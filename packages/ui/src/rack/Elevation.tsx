"use client";
import { type KeyboardEvent, useRef, useState } from "react";
import { useHotkeys } from "../primitives/Hotkeys";
import { Segmented } from "../primitives/Segmented";
import { useLeadIn } from "../primitives/useLeadIn";
import { RackFace } from "./RackFace";
import {
  type Aim,
  type Face,
  faceSlots,
  freeRange,
  moveAim,
  moveCursor,
  type RackCursor,
  type RackKey,
  type RackModel,
  type Slot,
  slotAt,
  UNIT_PX,
  type UnitOrder,
  type UnitRange,
} from "./rackModel";
import { SideSection } from "./SideSection";
import { useDragDevice } from "./useDragDevice";

/** A device held over the rack: where it would stand, and whether it may. */
export interface PlacementTry {
  /** "c5-0411". */
  name: string;
  startU: number;
  heightU: number;
  /** The face it is mounted on. */
  face: Face;
  /** It takes the other face too. */
  fullDepth: boolean;
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
  /** Free units that are chosen, to be reserved: by a click, with Shift and an arrow or another click, or by dragging over them. */
  chosen?: UnitRange | null;
  onChoose?: (range: UnitRange) => void;
  /** What is carried over the rack. It takes the focus; arrows aim, Enter drops, Esc puts back. */
  placement?: PlacementTry | null;
  /** A device may be picked up: by dragging it. */
  canMove?: (id: string) => boolean;
  onGrab?: (id: string) => void;
  onAim?: (aim: Aim) => void;
  onDrop?: () => void;
  onPutBack?: () => void;
  /** It was dropped on another rack, on an element with `data-rack-code`. */
  onCarryTo?: (code: string) => void;
  onPrevious?: () => void;
  onNext?: () => void;
  /** Beside the names of the faces: "cold aisle", "hot aisle; A B: cords in use". */
  frontNote?: string;
  rearNote?: string;
}

const nothing = () => undefined;
const KEYS = new Set<string>(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]);

/** Front, side section and rear of a rack, 24 px a unit. Arrows move over units and faces, [ and ] to the neighbouring racks, O turns the order. */
export function Elevation(props: ElevationProps) {
  const { rack, order, selectedId, onPick, placement } = props;
  const root = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState<RackCursor>({ face: "front", unit: order === "top" ? rack.heightU : 1 });
  const [phoneFace, setPhoneFace] = useState<Face>("front");
  useLeadIn(() => root.current?.querySelector<HTMLElement>("[tabindex='0']"));
  useHotkeys([
    { keys: "ArrowUp", caps: "\u2191 \u2193", label: "unit", listed: true },
    { keys: "ArrowLeft", caps: "\u2190 \u2192", label: "face", listed: true },
    ...(props.onPrevious ? [{ keys: "[", caps: "[ ]", label: "previous, next rack", run: props.onPrevious }] : []),
    ...(props.onNext ? [{ keys: "]", label: "next rack", strip: false, run: props.onNext }] : []),
    ...(props.onOrder
      ? [{ keys: "o", label: "U order", run: () => props.onOrder?.(order === "top" ? "bottom" : "top") }]
      : []),
  ]);
  const drag = useDragDevice({
    rack,
    order,
    root,
    onGrab: props.onGrab ?? nothing,
    onAim: props.onAim ?? nothing,
    onDrop: props.onDrop ?? nothing,
    onPutBack: props.onPutBack ?? nothing,
    onCarryTo: props.onCarryTo,
  });
  const slots: Record<Face, Slot[]> = { front: faceSlots(rack, "front", order), rear: faceSlots(rack, "rear", order) };

  /** Where the choice of units began. */
  const anchor = useRef<RackCursor | null>(null);
  const chooseTo = (at: RackCursor): boolean => {
    const from = anchor.current;
    if (!from || from.face !== at.face || !props.onChoose) return false;
    const range = freeRange(slots[at.face], from.unit, Math.ceil(at.unit));
    if (range) props.onChoose({ ...range, face: at.face });
    return range !== null;
  };
  const pickAt = (at: RackCursor) => {
    if (drag.justDropped()) return;
    anchor.current = at;
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
    if (event.defaultPrevented || !KEYS.has(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = moveCursor(rack, order, cursor, event.key as RackKey);
    if (next.face !== phoneFace) setPhoneFace(next.face);
    if (event.shiftKey && chooseTo(next)) setCursor(next);
    else pickAt(next);
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
      placement={placement && (placement.fullDepth || placement.face === name) ? placement : null}
      canMove={props.canMove}
      onPress={drag.press}
      onAimKey={(key, half) => {
        if (!placement) return;
        const step = half || !Number.isInteger(placement.heightU) ? 0.5 : 1;
        const aim = moveAim(rack.heightU, order, placement.heightU, placement, key, step);
        if (aim.face !== phoneFace) setPhoneFace(aim.face);
        props.onAim?.({ startU: aim.startU, face: aim.face });
      }}
      onDrop={props.onDrop}
      onFocusUnit={(unit) => pickAt({ face: name, unit })}
      chosen={props.chosen?.face === name ? props.chosen : null}
      onPressFree={
        props.onChoose &&
        ((unit, isMore) => {
          if (isMore) return chooseTo({ face: name, unit });
          anchor.current = { face: name, unit };
          return false;
        })
      }
      onDragFree={props.onChoose && ((unit) => void chooseTo({ face: name, unit }))}
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
    <div
      className="hr-elev"
      ref={root}
      data-face={phoneFace}
      data-dragging={drag.dragging || undefined}
      onKeyDown={onKeyDown}
    >
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

"use client";
import type { CSSProperties, PointerEvent, ReactNode } from "react";
import { formatNumber } from "../format/numbers";
import { cx } from "../primitives/cx";
import { StateLabel } from "../primitives/StateLabel";
import { DiffWord } from "../primitives/Text";
import type { PlacementTry } from "./Elevation";
import { Ghost } from "./Ghost";
import {
  describeDevice,
  type Face,
  type RackDevice,
  type RackKey,
  type RackModel,
  type Slot,
  topUnit,
  UNIT_PX,
  type UnitOrder,
  type UnitRange,
} from "./rackModel";

interface RackFaceProps {
  face: Face;
  label: string;
  heading: ReactNode;
  rack: RackModel;
  order: UnitOrder;
  slots: readonly Slot[];
  selectedId: string | null;
  /** The unit that is the tab stop of this face; null when the other face has it. */
  tabUnit: number | null;
  placement: PlacementTry | null;
  canMove?: (id: string) => boolean;
  /** A pointer went down on a device; null: on what is carried. */
  onPress: (event: PointerEvent, id: string | null, heightU: number) => void;
  /** An arrow on what is carried; `half`: with Shift, by half a unit. */
  onAimKey: (key: RackKey, half: boolean) => void;
  onDrop?: () => void;
  onFocusUnit: (unit: number) => void;
  chosen: UnitRange | null;
  /** A pointer went down on a free unit; `isMore`: with Shift. True: it has chosen units, and is no plain click. */
  onPressFree?: (unit: number, isMore: boolean) => boolean;
  /** A pressed pointer came over a free unit. */
  onDragFree?: (unit: number) => void;
  onOpen?: (id: string) => void;
}

function place(rack: RackModel, order: UnitOrder, startU: number, heightU: number): CSSProperties {
  return { top: topUnit(rack.heightU, order, startU, heightU) * UNIT_PX, height: heightU * UNIT_PX };
}

/** One face: every device a button, every free unit a button of 24 px. */
export function RackFace(props: RackFaceProps) {
  const { rack, order, face, slots, placement } = props;
  return (
    <div className="hr-elev-face" data-side={face}>
      <div className="hr-elev-h">{props.heading}</div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div
        className="hr-face"
        data-face-box={face}
        role="group"
        aria-label={props.label}
        style={{ height: rack.heightU * UNIT_PX }}
      >
        {face === "rear" ? (
          <>
            <span className="hr-pdu hr-pdu-l" aria-hidden="true">
              <b>A</b>
            </span>
            <span className="hr-pdu hr-pdu-r" aria-hidden="true">
              <b>B</b>
            </span>
          </>
        ) : null}
        {slots.map((slot) => {
          const inside =
            props.tabUnit !== null && props.tabUnit >= slot.unit && props.tabUnit < slot.unit + slot.heightU;
          const common = {
            "data-slot": `${face}-${slot.unit}`,
            tabIndex: inside ? 0 : -1,
            style: place(rack, order, slot.unit, slot.heightU),
            onFocus: () => {
              if (!inside) props.onFocusUnit(slot.unit);
            },
            onClick: () => props.onFocusUnit(slot.unit),
          };
          if (slot.kind === "free") {
            return (
              <button
                key={`free-${slot.unit}`}
                type="button"
                className="hr-slot"
                data-chosen={isIn(props.chosen, slot.unit) || undefined}
                aria-pressed={props.onPressFree ? isIn(props.chosen, slot.unit) : undefined}
                aria-label={`U${slot.unit} ${face}, ${slot.half ? "half depth free" : "free"}`}
                {...common}
                onPointerDown={(event) => {
                  if (event.button !== 0) return;
                  // with Shift the focus stays where the choice began
                  if (props.onPressFree?.(slot.unit, event.shiftKey)) event.preventDefault();
                  event.currentTarget.releasePointerCapture(event.pointerId);
                }}
                onPointerEnter={(event) => {
                  if (event.buttons === 1 && event.pointerType !== "touch") props.onDragFree?.(slot.unit);
                }}
                onClick={(event) => {
                  if (!event.shiftKey) common.onClick();
                }}
              >
                {slot.half ? "half depth free" : ""}
              </button>
            );
          }
          const { device } = slot;
          const selected = device.id === props.selectedId;
          return (
            <button
              key={device.id}
              type="button"
              className={cx(
                "hr-dv",
                `hr-dv-${device.state}`,
                device.face !== "both" && "hr-dv-half",
                selected && "hr-dv-sel",
                slot.heightU < 1 && "hr-dv-low",
              )}
              data-grab={props.canMove?.(device.id) || undefined}
              onPointerDown={
                props.canMove?.(device.id) ? (event) => props.onPress(event, device.id, device.heightU) : undefined
              }
              aria-label={describeDevice(device)}
              aria-pressed={selected}
              onDoubleClick={() => props.onOpen?.(device.id)}
              {...common}
            >
              <DeviceFace device={device} face={face} />
            </button>
          );
        })}
        {placement ? (
          <Ghost
            placement={placement}
            face={face}
            style={place(rack, order, placement.startU, placement.heightU)}
            onPress={(event) => props.onPress(event, null, placement.heightU)}
            onAimKey={props.onAimKey}
            onDrop={props.onDrop}
          />
        ) : null}
      </div>
    </div>
  );
}

const isIn = (range: UnitRange | null, unit: number): boolean =>
  range !== null && unit >= range.from && unit <= range.to;

function DeviceFace({ device, face }: { device: RackDevice; face: Face }) {
  const stop = device.heatShare == null ? null : Math.max(0, Math.min(10, Math.round(device.heatShare * 10)));
  const live = device.state === "active" || device.state === "retiring" || device.state === "offline";
  return (
    <>
      {stop !== null && live ? <i className="hr-dv-heat" style={{ background: `var(--cividis-${stop})` }} /> : null}
      <span className="hr-dv-nm">{device.name}</span>
      {face === "front" || device.face === "rear" ? <span className="hr-dv-ty">{device.kind}</span> : null}
      {face === "rear" && device.cords ? (
        <span className="hr-psu">
          <i data-on={device.cords.a || undefined}>A</i>
          <i data-on={device.cords.b || undefined}>B</i>
        </span>
      ) : null}
      <span className="hr-fill" />
      {face === "front" && device.state === "planned" ? <DiffWord kind="add" /> : null}
      {face === "front" && device.state === "retiring" ? <DiffWord kind="retire" /> : null}
      {device.state === "offline" ? (
        face === "front" ? (
          <StateLabel state="offline" />
        ) : null
      ) : device.powerW !== null ? (
        <span className="hr-dv-w hr-num">
          {device.state === "planned" ? "+" : ""}
          {formatNumber(device.powerW)}
          <span className="hr-u">W</span>
        </span>
      ) : null}
    </>
  );
}

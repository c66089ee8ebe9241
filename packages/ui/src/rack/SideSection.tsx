import { useId } from "react";
import { type RackDevice, type RackModel, topUnit, UNIT_PX, type UnitOrder } from "./rackModel";

export interface SideSectionProps {
  rack: RackModel;
  order: UnitOrder;
  heightPx: number;
  widthPx?: number;
  /** Unit numbers along the middle. */
  numbers?: boolean;
}

/** The rectangle of a device in the side section, in px: half-depth devices take half of the depth, front at the left. */
export function depthBox(device: RackDevice, rack: RackModel, order: UnitOrder, unitPx: number, widthPx: number) {
  const middle = widthPx / 2;
  const left = device.face === "rear" ? middle + 1 : 2;
  const right = device.face === "front" ? middle - 1 : widthPx - 2;
  return {
    x: left,
    y: topUnit(rack.heightU, order, device.startU, device.heightU) * unitPx + 1,
    width: right - left,
    height: device.heightU * unitPx - 2,
  };
}

/** The rack cut from front to rear: who stands in whose way. Decoration for the eye; the faces say the same in words. */
export function SideSection({ rack, order, heightPx, widthPx = 76, numbers = true }: SideSectionProps) {
  const unitPx = heightPx / rack.heightU;
  // Patterns are named apart: one in a section that is hidden would be found first and draw nothing.
  const id = useId();
  const fills: Partial<Record<RackDevice["state"], string>> = {
    reserved: `url(#${id}-held)`,
    unknown: `url(#${id}-unknown)`,
  };
  return (
    <svg className="hr-side" width={widthPx} height={heightPx} aria-hidden="true">
      <defs>
        <pattern id={`${id}-held`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <path d="M0 0H4" stroke="var(--used)" strokeWidth="1.5" />
        </pattern>
        <pattern id={`${id}-unknown`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect width="4" height="4" fill="var(--unknown-bg)" />
          <path d="M0 0H4" stroke="var(--unknown-line)" />
        </pattern>
      </defs>
      <rect x="0.5" y="0.5" width={widthPx - 1} height={heightPx - 1} className="hr-side-bg" />
      {rack.devices.map((device) => (
        <rect
          key={device.id}
          {...depthBox(device, rack, order, unitPx, widthPx)}
          className={`hr-side-${device.state}`}
          style={{ fill: fills[device.state] }}
        />
      ))}
      {numbers
        ? Array.from({ length: rack.heightU }, (_, index) => {
            const unit = index + 1;
            const y = topUnit(rack.heightU, order, unit, 1) * UNIT_PX + UNIT_PX / 2;
            return (
              <text
                key={unit}
                x={widthPx / 2}
                y={y}
                dominantBaseline="central"
                textAnchor="middle"
                className="hr-side-n"
              >
                {unit}
              </text>
            );
          })
        : null}
    </svg>
  );
}

"use client";
import { useMemo } from "react";
import { HeatLegend } from "../floor/HeatLegend";
import { formatMonths, formatNumber, powerUnit } from "../format/numbers";
import { MapLand } from "./MapLand";
import {
  crowding,
  discRadius,
  legendSizes,
  MAP_HEIGHT,
  MAP_WIDTH,
  type PlacedPoint,
  placePoints,
  RING,
} from "./mapScale";
import { RegionMark } from "./RegionMark";
import { type RegionSummary, usedShare } from "./regionTypes";

export interface RegionMapProps {
  regions: readonly RegionSummary[];
  selectedId: string | null;
  /** Click on a mark. The keyboard has the list, which the map mirrors. */
  onSelect: (id: string) => void;
  onOpen?: (id: string) => void;
}

/** A mark moved further from its place than this has a line to it. */
const LEAD_PX = 9;

function monthsWord(months: number | null): string {
  if (months === null) return "unknown";
  return months >= 36 ? "36+ mo" : `${Math.round(months)} mo`;
}

/** The map mirrors the list: symbols by power, ring by months left, colour by use. It is a picture with a name; the list is the way in. */
export function RegionMap({ regions, selectedId, onSelect, onOpen }: RegionMapProps) {
  const placed = useMemo(
    () =>
      placePoints(
        regions.map((region) => ({
          id: region.id,
          latitude: region.latitude,
          longitude: region.longitude,
          supplyW: region.supplyW,
          label: region.code,
          note: monthsWord(region.months),
          rank: region.months ?? undefined,
        })),
      ),
    [regions],
  );
  const selectedLast = (a: PlacedPoint, b: PlacedPoint) => Number(a.id === selectedId) - Number(b.id === selectedId);
  const selected = regions.find((region) => region.id === selectedId);
  const name = `World map mirroring the list: ${regions.length} regions${
    selected ? `, ${selected.code} selected, ${formatMonths(selected.months).text} to exhaustion` : ""
  }`;
  return (
    <div className="hr-map-w">
      <svg className="hr-map" viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`} role="img" aria-label={name}>
        <defs>
          <pattern
            id="hr-map-unknown"
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(-45)"
          >
            <rect width="5" height="5" fill="var(--unknown-bg)" />
            <path d="M0 0H5" stroke="var(--unknown-line)" strokeWidth="1.5" />
          </pattern>
          <pattern id="hr-map-over" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="4" height="4" fill="var(--critical-soft)" />
            <path d="M0 0V4" stroke="var(--critical-fill)" strokeWidth="3" />
          </pattern>
        </defs>
        <MapLand />
        {placed.map((point) =>
          Math.hypot(point.x - point.homeX, point.y - point.homeY) > LEAD_PX ? (
            <g key={point.id} className="hr-map-lead">
              <path
                d={`M${point.homeX.toFixed(1)} ${point.homeY.toFixed(1)}L${point.x.toFixed(1)} ${point.y.toFixed(1)}`}
              />
              <circle cx={point.homeX.toFixed(1)} cy={point.homeY.toFixed(1)} r="1.6" />
            </g>
          ) : null,
        )}
        {/* the one in hand over the others, with its words */}
        {[...placed].sort(selectedLast).map((point) => {
          const region = regions.find((one) => one.id === point.id);
          if (!region) return null;
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: a mouse short cut; the list beside it has the same by keyboard
            <g
              key={point.id}
              className="hr-map-g"
              transform={`translate(${point.x.toFixed(1)} ${point.y.toFixed(1)})`}
              onClick={() => onSelect(point.id)}
              onDoubleClick={() => onOpen?.(point.id)}
            >
              <circle r={Math.max(12, point.radius + RING + 2)} fill="transparent" />
              <RegionMark
                months={region.months}
                share={usedShare(region)}
                radius={point.radius}
                selected={point.id === selectedId}
              />
              <title>{`${region.code}, ${formatMonths(region.months).text} to exhaustion`}</title>
              {point.labelled || point.id === selectedId ? <MapLabel point={point} months={region.months} /> : null}
            </g>
          );
        })}
      </svg>
      <MapLegend largestW={Math.max(0, ...regions.map((region) => region.supplyW))} scale={crowding(regions.length)} />
    </div>
  );
}

/** Name and months beside a mark. */
function MapLabel({ point, months }: { point: PlacedPoint; months: number | null }) {
  const at = { x: point.labelX - point.x, textAnchor: point.anchor };
  return (
    <>
      <text className="hr-map-ln" {...at} y={point.labelY - point.y}>
        {point.label}
      </text>
      <text className="hr-map-lm" data-tone={toneOf(months)} {...at} y={point.labelY - point.y + 12}>
        {point.note}
      </text>
    </>
  );
}

function toneOf(months: number | null): "critical" | "attention" | undefined {
  if (months === null || months >= 12) return undefined;
  return months < 6 ? "critical" : "attention";
}

/** What size, ring and colour mean. */
function MapLegend({ largestW, scale: size }: { largestW: number; scale: number }) {
  const amounts = legendSizes(largestW);
  const unit = powerUnit(amounts[0] ?? 0);
  const scale = { W: 1, kW: 1e3, MW: 1e6 }[unit];
  let x = 2;
  return (
    <div className="hr-maplg">
      <span>
        <svg width="88" height="38" viewBox="0 0 88 38" aria-hidden="true">
          {amounts.map((amount) => {
            const radius = discRadius(amount, largestW, size);
            const cx = x + radius;
            x += radius * 2 + 6;
            return <circle key={amount} cx={cx} cy={37 - radius} r={radius} fill="none" stroke="var(--edge)" />;
          })}
        </svg>
        {amounts.map((amount) => formatNumber(amount / scale)).join(", ")} {unit}
      </span>
      <span>
        <svg width="24" height="24" viewBox="-12 -12 24 24" aria-hidden="true" className="hr-sym">
          <circle r="9" className="hr-sym-rt" />
          <path d="M0 -9A9 9 0 0 1 7.9 4.3" className="hr-sym-ra" />
        </svg>
        ring: of 36 months left
      </span>
      <HeatLegend label="used" from={50} />
      <span>
        <i className="hr-sw hr-sw-unknown" />
        not known
      </span>
    </div>
  );
}

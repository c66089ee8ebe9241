import { RING, ringArc } from "./mapScale";
import { monthsTone } from "./regionTypes";

export interface RegionMarkProps {
  months: number | null;
  /** Used share of supply; null: not known. */
  share: number | null;
  radius: number;
  selected?: boolean;
}

/** Ring: of 36 months left. Disc: power by area, used by colour. Around (0, 0). */
export function RegionMark({ months, share, radius, selected }: RegionMarkProps) {
  const ring = radius + RING;
  const arc = months === null ? null : ringArc(months, ring);
  const stop = share === null ? null : Math.max(0, Math.min(10, Math.round(share * 10)));
  const fill =
    stop === null
      ? "url(#hr-map-unknown)"
      : share !== null && share > 1
        ? "url(#hr-map-over)"
        : `var(--cividis-${stop})`;
  return (
    <g className="hr-sym" data-tone={monthsTone(months)}>
      {selected ? <circle r={ring + 4} className="hr-sym-sel" /> : null}
      <circle r={ring} className="hr-sym-rt" />
      {arc === "full" ? <circle r={ring} className="hr-sym-ra" /> : arc ? <path d={arc} className="hr-sym-ra" /> : null}
      <circle r={radius} fill={fill} className="hr-sym-co" />
    </g>
  );
}

/** The ring alone, 18 px, for lists. */
export function MonthsRing({ months }: { months: number | null }) {
  const arc = months === null ? null : ringArc(months, 7);
  return (
    <svg
      width="18"
      height="18"
      viewBox="-9 -9 18 18"
      aria-hidden="true"
      className="hr-sym"
      data-tone={monthsTone(months)}
    >
      <circle r="7" className="hr-sym-rt" />
      {arc === "full" ? <circle r="7" className="hr-sym-ra" /> : arc ? <path d={arc} className="hr-sym-ra" /> : null}
    </svg>
  );
}

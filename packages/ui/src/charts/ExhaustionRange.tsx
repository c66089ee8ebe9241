import { Icon } from "../primitives/Icon";
import { monthsTone } from "../region/regionTypes";

export interface ExhaustionRangeProps {
  /** Months from now. p50 Infinity: not within the horizon; null: not known. */
  p50: number | null;
  /** Leave both out when there is only a plain trend: the estimate is then a point without a band. */
  p10?: number | null;
  p90?: number | null;
  /** Order-by date, months from now. */
  orderBy?: number | null;
  horizonMonths?: number;
}

const W = 360;

function spoken({ p50, p10, p90, orderBy }: ExhaustionRangeProps): string {
  if (p50 === null) return "not known when it runs out";
  const middle = Number.isFinite(p50) ? `runs out in ${p50.toFixed(1)} months` : "does not run out within the horizon";
  const range =
    p10 != null && p90 != null ? `, between ${p10.toFixed(0)} and ${p90.toFixed(0)}` : ", by the plain trend";
  return `${middle}${range}${orderBy != null ? `, order within ${Math.max(0, orderBy).toFixed(1)} months` : ""}`;
}

/** P10 to P90 with a mark at P50 on one shared axis; a small triangle is the order-by date. Stretches to its column. */
export function ExhaustionRange(props: ExhaustionRangeProps) {
  const { p50, p10, p90, orderBy, horizonMonths = 36 } = props;
  const x = (months: number) => (Math.max(0, Math.min(horizonMonths, months)) / horizonMonths) * W;
  const tone = monthsTone(p50);
  const range = p10 != null && p90 != null;
  const beyond = p50 !== null && p50 >= horizonMonths;
  return (
    <svg
      className="hr-exh"
      data-tone={tone}
      viewBox={`0 0 ${W} 28`}
      preserveAspectRatio="none"
      role="img"
      aria-label={spoken(props)}
    >
      {[1, 2, 3, 4, 5].map((six) => (
        <path key={six} d={`M${(six * W) / 6} 0v28`} className="hr-exh-gl" />
      ))}
      {p50 === null ? (
        <>
          <defs>
            <pattern
              id="hr-exh-unknown"
              width="5"
              height="5"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(-45)"
            >
              <rect width="5" height="5" fill="var(--unknown-bg)" />
              <path d="M0 0H5" stroke="var(--unknown-line)" strokeWidth="1.5" />
            </pattern>
          </defs>
          <rect x="0" y="10" width={W} height="8" fill="url(#hr-exh-unknown)" stroke="var(--unknown-line)" />
        </>
      ) : (
        <>
          {tone === "critical" && range ? (
            <defs>
              <pattern
                id="hr-exh-critical"
                width="4"
                height="4"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <rect width="4" height="4" fill="var(--critical-soft)" />
                <path d="M0 0V4" stroke="var(--critical-fill)" strokeWidth="3" />
              </pattern>
            </defs>
          ) : null}
          <line x1="0" x2={x(p50)} y1="14" y2="14" className="hr-exh-safe" />
          {range ? (
            <rect x={x(p10)} y="10" width={Math.max(2, x(p90) - x(p10))} height="8" className="hr-exh-rng" />
          ) : null}
          {beyond ? (
            <path d={`M${W - 7} 9l5 5l-5 5`} className="hr-exh-beyond" />
          ) : (
            <line x1={x(p50)} x2={x(p50)} y1="6" y2="22" className="hr-exh-mid" />
          )}
          {orderBy != null ? <path d={`M${x(orderBy)} 19.5l-3 5h6z`} className="hr-exh-ob" /> : null}
        </>
      )}
    </svg>
  );
}

/** The head of the column: now, 6, 12 … 36 months. */
export function ExhaustionAxis({ horizonMonths = 36 }: { horizonMonths?: number }) {
  const marks = [0, 1, 2, 3, 4, 5, 6];
  return (
    <span className="hr-exh-axis">
      {marks.map((mark) => (
        <span key={mark} className={mark % 2 === 1 ? "hr-desk" : undefined} style={{ left: `${(mark / 6) * 100}%` }}>
          {mark === 0 ? "now" : mark === 6 ? `${horizonMonths} mo` : (mark * horizonMonths) / 6}
        </span>
      ))}
    </span>
  );
}

/** What the marks of the column mean. `trendOnly`: points without a range. */
export function ExhaustionLegend({ trendOnly }: { trendOnly?: boolean }) {
  return (
    <div className="hr-legend">
      <span>
        <svg width="26" height="12" aria-hidden="true">
          {trendOnly ? (
            <path d="M0 6h13" stroke="var(--line)" />
          ) : (
            <rect x="1" y="2" width="24" height="8" fill="var(--held)" stroke="var(--used)" />
          )}
          <path d="M13 0v12" stroke="var(--ink)" strokeWidth="2" />
        </svg>
        {trendOnly ? "by the plain trend of twelve months" : "P10 to P90, mark at P50"}
      </span>
      {trendOnly ? null : (
        <span>
          <svg width="10" height="8" aria-hidden="true">
            <path d="M5 1 1 7h8z" fill="var(--ink-2)" />
          </svg>
          order by
        </span>
      )}
      <span className="hr-crit">
        <Icon name="over" size={13} />
        under 6 months
      </span>
      <span className="hr-att">
        <Icon name="near" size={13} />
        under 12 months
      </span>
      <span>
        <i className="hr-sw hr-sw-unknown" />
        not known
      </span>
    </div>
  );
}

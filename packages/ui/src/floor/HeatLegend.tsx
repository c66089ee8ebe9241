import { CAUSE_WORD, type StrandCause } from "./scene";

export interface HeatLegendProps {
  /** "measured power, % of derated". */
  label?: string;
  /** Ends of the scale in percent, multiples of 10. */
  from?: number;
  to?: number;
  unit?: string;
  /** Adds the hatch for what is over the limit. */
  over?: boolean;
}

/** The one scale of the product: how much, ten percent a stop, with numbers. */
export function HeatLegend({ label, from = 0, to = 100, unit = "%", over }: HeatLegendProps) {
  const stops = Array.from({ length: (to - from) / 10 + 1 }, (_, index) => from / 10 + index);
  return (
    <span className="hr-hl">
      {label ? <span>{label}</span> : null}
      <span>{from}</span>
      <span className="hr-hl-sc" aria-hidden="true">
        {stops.map((stop) => (
          <i key={stop} style={{ background: `var(--cividis-${stop})` }} />
        ))}
      </span>
      <span>
        {to} {unit}
      </span>
      {over ? (
        <>
          <i className="hr-sw hr-sw-over" />
          <span>over</span>
        </>
      ) : null}
    </span>
  );
}

const DASH: Record<StrandCause, string> = { P: "", F: "5 2", C: "1.5 2", W: "7 2 1.5 2", S: "3 3" };
const SHORT: Record<StrandCause, string> = { ...CAUSE_WORD, P: "device" };

export interface FloorLegendProps {
  /** Which marks are on the floor now; the legend shows no others. */
  planned?: boolean;
  held?: boolean;
  committed?: boolean;
  reserved?: boolean;
  lostFeed?: boolean;
  leaving?: boolean;
  noLimit?: boolean;
  /** Rows stand in pairs over a hot aisle. */
  aisles?: boolean;
  stranded?: readonly StrandCause[];
}

/** What the marks of the floor mean. */
export function FloorLegend(props: FloorLegendProps) {
  return (
    <div className="hr-legend hr-legend-floor">
      <span>
        <i className="hr-sw hr-sw-free" />
        free
      </span>
      {props.reserved ? (
        <span>
          <i className="hr-sw hr-sw-held" />
          reserved
        </span>
      ) : null}
      {props.planned ? (
        <span>
          <i className="hr-sw hr-sw-plan" />
          planned
        </span>
      ) : null}
      {props.held ? (
        <span>
          <i className="hr-sw hr-sw-planned" />
          held for a plan
        </span>
      ) : null}
      {props.committed ? (
        <span>
          <i className="hr-sw hr-sw-committed" />
          committed
        </span>
      ) : null}
      <span>
        <i className="hr-sw hr-sw-unknown" />
        not known
      </span>
      <span>
        <i className="hr-sw hr-sw-blocked" />
        blocked
      </span>
      {props.noLimit ? (
        <span>
          <svg width="14" height="10" aria-hidden="true">
            <rect x=".5" y=".5" width="13" height="9" fill="var(--free)" stroke="var(--ink-3)" />
            <path d="M3 5h8" stroke="var(--ink-3)" strokeWidth="2" />
          </svg>
          rack, no limit set
        </span>
      ) : null}
      {props.leaving ? (
        <span>
          <svg width="14" height="10" aria-hidden="true">
            <rect x=".5" y=".5" width="13" height="9" fill="var(--cividis-6)" stroke="var(--heat-edge)" />
            <path d="M1 5h12" stroke="var(--casing)" strokeWidth="3.5" />
            <path d="M1 5h12" stroke="var(--ink)" strokeWidth="1.5" />
          </svg>
          leaving
        </span>
      ) : null}
      {props.aisles ? (
        <span>
          <svg width="14" height="20" aria-hidden="true">
            <path d="M0 1.5h14M0 5.5h14M0 13.5h14M0 17.5h14" stroke="var(--ink-3)" strokeWidth="2" />
          </svg>
          narrow gap hot aisle, wide gap cold aisle
        </span>
      ) : null}
      {props.lostFeed ? (
        <span>
          <svg width="14" height="10" aria-hidden="true">
            <rect x=".5" y=".5" width="13" height="9" fill="var(--cividis-6)" stroke="var(--heat-edge)" />
            <path d="M0 0h7L0 7z" fill="var(--ink)" />
          </svg>
          lost a feed
        </span>
      ) : null}
      {props.stranded?.length ? <span>Stranded by</span> : null}
      {props.stranded?.map((cause) => (
        <span key={cause}>
          <svg width="24" height="15" aria-hidden="true">
            <rect
              x="1"
              y="1"
              width="22"
              height="13"
              fill="none"
              stroke="var(--ink)"
              strokeWidth="1.5"
              strokeDasharray={DASH[cause]}
            />
            <text x="12" y="11" textAnchor="middle" fill="var(--ink)" style={{ font: "600 9px var(--font-data)" }}>
              {cause}
            </text>
          </svg>
          {SHORT[cause]}
        </span>
      ))}
    </div>
  );
}

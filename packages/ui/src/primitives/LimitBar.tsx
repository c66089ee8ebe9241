import { formatNumber, formatPercent, limitTone } from "../format/numbers";
import { Icon } from "./Icon";
import { type LimitParts, limitGeometry } from "./limitScale";

export interface LimitBarProps extends Omit<LimitParts, "used"> {
  /** null: not known, drawn hatched. */
  used: number | null;
  /** How an amount is said: `(w) => formatPower(w).text`. */
  format?: (amount: number) => string;
  /** What is measured, for the spoken name: "Power". */
  label?: string;
  /** The thing has failed: a dashed, empty bar. */
  failed?: boolean;
  /** A common right end for the bars of a column (in the unit of the amounts). */
  scaleMax?: number;
}

function pct(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}

function spoken(props: LimitBarProps, format: (amount: number) => string): string {
  const what = props.label ? `${props.label}: ` : "";
  if (props.failed) return `${what}failed, carries nothing`;
  if (props.used === null) return `${what}not known`;
  const said = [`${format(props.used)} used`];
  if (props.gain) said.push(`${format(props.gain)} more after the failure`);
  if (props.held) said.push(`${format(props.held)} reserved`);
  if (props.planned) said.push(`${format(props.planned)} planned`);
  return `${what}${said.join(", ")}${props.limit === null ? ", no limit set" : ` of ${format(props.limit)}`}`;
}

/** The mark of the product: a quantity drawn against its limit. The white before the tick is what is left. */
export function LimitBar(props: LimitBarProps) {
  const label = spoken(props, props.format ?? ((amount) => formatNumber(amount, Number.isInteger(amount) ? 0 : 1)));
  if (props.failed || props.used === null) {
    return (
      <span className="hr-lim" role="img" aria-label={label}>
        <i className={props.failed ? "hr-lim-off" : "hr-lim-unknown"} />
      </span>
    );
  }
  const { segments, tick } = limitGeometry({ ...props, used: props.used }, props.scaleMax);
  return (
    <span className="hr-lim" role="img" aria-label={label}>
      {tick !== null && <i className="hr-lim-track" style={{ width: pct(tick) }} />}
      {segments.map((segment) => (
        <i
          key={segment.kind}
          className={`hr-lim-${segment.kind}`}
          style={{ left: pct(segment.from), width: pct(segment.width) }}
        />
      ))}
      {tick !== null && <i className="hr-lim-tick" style={{ left: pct(tick) }} />}
    </span>
  );
}

/** A share of a limit as a number: amber with its triangle from 95 %, vermilion with its octagon over 100 %, "–" when unknown. */
export function LimitShare({ share, icon = true }: { share: number | null; icon?: boolean }) {
  if (share === null) return <span className="hr-mut">{"\u2013"}</span>;
  const tone = limitTone(share);
  const { value, unit } = Number.isFinite(share) ? formatPercent(share) : { value: "over", unit: "" };
  return (
    <span className="hr-pct" data-tone={tone}>
      {icon && tone !== "within" ? (
        <>
          <Icon
            name={tone === "critical" ? "over" : "near"}
            size={12}
            label={tone === "critical" ? "Over" : "Near"}
          />{" "}
        </>
      ) : null}
      {value}
      <span className="hr-u">{unit}</span>
    </span>
  );
}

/** Bar and number side by side. */
export function LimitBarWithShare(props: LimitBarProps) {
  const share = props.used === null ? null : limitGeometry({ ...props, used: props.used }).share;
  return (
    <span className="hr-limn">
      <LimitBar {...props} />
      <LimitShare share={share} />
    </span>
  );
}

export type Swatch = "used" | "gain" | "held" | "planned" | "free" | "unknown" | "blocked" | "over";

/** A small sample of a fill, for legends. */
export function LegendSwatch({ kind, children }: { kind: Swatch; children: string }) {
  return (
    <span>
      <i className={`hr-sw hr-sw-${kind}`} />
      {children}
    </span>
  );
}

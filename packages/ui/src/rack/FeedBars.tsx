import { formatNumber, formatPower, limitTone } from "../format/numbers";
import { LegendSwatch, LimitBar } from "../primitives/LimitBar";

export interface FeedLoad {
  id: string;
  /** "A  PDU 1C-4", or for a failure "A fails, B has". */
  name: string;
  /** null: the meter is silent. */
  nowW: number | null;
  heldW?: number;
  plannedW?: number;
  limitW: number | null;
  /** A row of what would be after a failure: no arrow, one number. */
  afterFailure?: boolean;
}

/** Both feeds against their limit, and each carrying the whole rack after the other fails. */
export function FeedBars({ feeds }: { feeds: readonly FeedLoad[] }) {
  const any = (key: "heldW" | "plannedW") => feeds.some((feed) => (feed[key] ?? 0) > 0);
  return (
    <div>
      <dl className="hr-feeds">
        {feeds.map((feed) => {
          const total = feed.nowW === null ? null : feed.nowW + (feed.heldW ?? 0) + (feed.plannedW ?? 0);
          const share = total !== null && feed.limitW ? total / feed.limitW : null;
          const tone = share === null ? "within" : limitTone(share);
          const kw = (w: number) => formatNumber(w / 1000, 1);
          return (
            <div key={feed.id}>
              <dt className={feed.afterFailure ? "hr-sec" : "hr-med"}>{feed.name}</dt>
              <dd>
                <LimitBar
                  label={feed.name}
                  used={feed.nowW}
                  held={feed.heldW}
                  planned={feed.plannedW}
                  limit={feed.limitW}
                  format={(w) => formatPower(w).text}
                />
              </dd>
              <dd className="hr-pct" data-tone={tone}>
                {feed.nowW === null || total === null ? (
                  "not known"
                ) : (
                  <>
                    {feed.afterFailure ? kw(total) : kw(feed.nowW)}
                    {!feed.afterFailure && total > feed.nowW ? <span className="hr-mut"> → {kw(total)}</span> : null}
                    <span className="hr-u">kW</span>
                  </>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <div className="hr-legend" style={{ padding: "8px 0 0" }}>
        <LegendSwatch kind="used">now</LegendSwatch>
        {any("heldW") ? <LegendSwatch kind="held">reserved</LegendSwatch> : null}
        {any("plannedW") ? <LegendSwatch kind="planned">planned</LegendSwatch> : null}
        <span>tick: the limit</span>
      </div>
    </div>
  );
}

export interface PowerWay {
  label: string;
  /** null: not known. */
  powerW: number | null;
  /** Some of it is not known: it is at least that. */
  atLeast?: boolean;
  /** The one that counts. */
  strong?: boolean;
}

/** Nameplate, derated and measured side by side, against the rack's limit. */
export function PowerWays({ ways, limitW }: { ways: readonly PowerWay[]; limitW: number }) {
  return (
    <dl className="hr-feeds hr-ways">
      {ways.map((way) => (
        <div key={way.label} className={way.strong ? "hr-med" : undefined}>
          <dt>{way.label}</dt>
          <dd>
            <LimitBar label={way.label} used={way.powerW} limit={limitW} format={(w) => formatPower(w).text} />
          </dd>
          <dd className="hr-pct">
            {way.powerW === null ? (
              "not known"
            ) : (
              <>
                {way.atLeast ? "≥ " : ""}
                {formatNumber(way.powerW / 1000, 1)}
                <span className="hr-u">kW</span>
                <span className={way.strong ? "hr-ways-p" : "hr-ways-p hr-sec"}>
                  {Math.round((way.powerW / limitW) * 100)} %
                </span>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

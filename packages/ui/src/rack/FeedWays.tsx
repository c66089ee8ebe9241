import type { ReactNode } from "react";
import { formatNumber, formatPower, limitTone } from "../format/numbers";
import { LegendSwatch, LimitBar } from "../primitives/LimitBar";

/** The rack's power counted one way, W. */
export interface PowerCount {
  /** "Nameplate", "Derated", "Measured". */
  label: string;
  /** null: not known. */
  powerW: number | null;
  /** Of what is to come. */
  plannedW?: number;
  /** Some of it is not known: it is at least that. */
  atLeast?: boolean;
  /** "22 min ago". */
  age?: ReactNode;
}

export interface FeedShareOf {
  id: string;
  /** "A". */
  slot: string;
  /** "PDU 1C-4". */
  device: string;
  /** What of the rack it carries, and after the failure of another feed. Of redundant feeds all shares come to 1: nothing counts twice. */
  share: number;
  failoverShare: number;
}

export interface FeedWaysProps {
  feeds: readonly FeedShareOf[];
  counts: readonly PowerCount[];
  /** Of the rack; each feed has to carry it alone after the others fail. */
  limitW: number | null;
}

const kw = (watts: number) => formatNumber(watts / 1000, 1);
const percent = (share: number) => `${Math.round(share * 100)} %`;

/** Each feed counted every way side by side: what it carries now, and lighter what a failure of another feed would add. */
export function FeedWays({ feeds, counts, limitW }: FeedWaysProps) {
  const planned = counts.some((one) => (one.plannedW ?? 0) > 0);
  const fails = feeds.some((feed) => feed.failoverShare > feed.share);
  return (
    <div className="hr-fways">
      {feeds.map((feed) => (
        <div key={feed.id}>
          <div className="hr-fways-h">
            <b>
              {feed.slot} <span className="hr-med">{feed.device}</span>
            </b>
            <span className="hr-mut">
              {percent(feed.share)} of the rack
              {feed.failoverShare > feed.share ? `, ${percent(feed.failoverShare)} after a failure` : ""}
            </span>
          </div>
          <dl className="hr-feeds">
            {counts.map((count) => (
              <Count key={count.label} feed={feed} count={count} limitW={limitW} />
            ))}
          </dl>
        </div>
      ))}
      <div className="hr-legend" style={{ padding: "6px 0 0" }}>
        <LegendSwatch kind="used">now</LegendSwatch>
        {fails ? <LegendSwatch kind="gain">more after the other fails</LegendSwatch> : null}
        {planned ? <LegendSwatch kind="planned">planned</LegendSwatch> : null}
      </div>
    </div>
  );
}

function Count({ feed, count, limitW }: { feed: FeedShareOf; count: PowerCount; limitW: number | null }) {
  const { powerW, plannedW = 0, atLeast, label, age } = count;
  const name = `${label}, ${feed.slot} ${feed.device}`;
  const now = powerW === null ? null : powerW * feed.share;
  const after = powerW === null ? null : (powerW + plannedW) * feed.failoverShare;
  const share = after !== null && limitW ? after / limitW : null;
  return (
    <div>
      <dt>
        {label}
        {age ? <span className="hr-mut"> {age}</span> : null}
      </dt>
      <dd>
        <LimitBar
          label={name}
          used={now}
          gain={powerW === null ? 0 : powerW * (feed.failoverShare - feed.share)}
          planned={plannedW * feed.failoverShare}
          limit={limitW}
          format={(watts) => formatPower(watts).text}
        />
      </dd>
      <dd className="hr-pct" data-tone={share === null ? "within" : limitTone(share)}>
        {now === null || after === null ? (
          "not known"
        ) : (
          <>
            {atLeast ? "≥ " : ""}
            {kw(now)}
            {after > now ? <span className="hr-sec"> → {kw(after)}</span> : null}
            <span className="hr-u">kW</span>
          </>
        )}
      </dd>
    </div>
  );
}

import type { ColumnSummary } from "@headroom/contracts/scenario";
import { formatMonths, formatNumber, formatPower, formatSigned, shareOf } from "@headroom/ui/format/numbers";
import { Delta, type ScenarioRow } from "@headroom/ui/plan/ScenarioColumns";
import { LimitBar, LimitShare } from "@headroom/ui/primitives/LimitBar";
import { Muted, Num } from "@headroom/ui/primitives/Text";
import type { ReactNode } from "react";
import { leftWords, limitName } from "../explanation/words";
import { costWords } from "../plans/diffRows";

/** A column's figures; null: it has none (yet). */
export type Figures = ColumnSummary | null;

interface Measure {
  readonly id: string;
  readonly label: string;
  readonly cell: (summary: ColumnSummary, base: Figures) => ReactNode;
}

const SAME = 1e-9;

/** The difference of two amounts, said with its sign; nothing where it rounds to none. */
function difference(now: number, was: number | undefined, words: (change: number) => string): ReactNode {
  if (was === undefined) return null;
  const change = now - was;
  const text = words(change);
  if (Math.abs(change) < SAME || !/[1-9]/.test(text)) return null;
  return <Delta kind={change > 0 ? "more" : "less"}>{text}</Delta>;
}

const countDelta = (now: number, was: number | undefined) => difference(now, was, (change) => formatSigned(change));
const wattDelta = (now: number, was: number | undefined) =>
  difference(now, was, (change) => formatPower(change, { signed: true }).text);

const otherDelta = (now: string, was: string | undefined) =>
  was !== undefined && was !== now ? <Delta kind="other">other</Delta> : null;

const causeWords: Readonly<Record<string, string>> = {
  space: "space",
  row: "row power",
  device: "power above the row",
  failover: "failover",
  cooling: "cooling",
  rule: "a rule",
};

/** "failover 0.8 MW, space 0.3 MW": what strands it, most first. */
export function causesOf(account: ColumnSummary["after"]["power"], words: (amount: number) => string): string {
  return Object.entries(account.strandedBy)
    .filter(([, amount]) => amount > SAME)
    .sort((a, b) => b[1] - a[1])
    .map(([cause, amount]) => `${causeWords[cause] ?? cause} ${words(amount)}`)
    .join(", ");
}

/** What keeps racks out without being a limit. */
const noLimit: Readonly<Record<string, string>> = { rows: "No row is allowed", withheld: "The policy withholds" };

const bindsWords = ({ binds }: ColumnSummary): string =>
  binds === null
    ? "Nothing: all is placed"
    : (noLimit[binds.limit] ?? limitName(binds as Parameters<typeof limitName>[0]));

const nextWords = ({ next }: ColumnSummary): string | null =>
  next && `${limitName(next.check)}, ${next.datacenter}: ${leftWords(next.check)}`;

const kW = (watts: number) => formatPower(watts).text;

/** The outcome's lines in the order they stand in. */
export const measures: readonly Measure[] = [
  {
    id: "requests",
    label: "Requests placed",
    cell: (s, base) => (
      <>
        {formatNumber(s.requestsPlaced)} <Muted>of {formatNumber(s.requests)}</Muted>
        {countDelta(s.requestsPlaced, base?.requestsPlaced)}
      </>
    ),
  },
  {
    id: "racks",
    label: "Racks placed",
    cell: (s, base) => (
      <>
        <b className="sc-fig">{formatNumber(s.racksPlaced)}</b> <Muted>of {formatNumber(s.racksAsked)}</Muted>
        {countDelta(s.racksPlaced, base?.racksPlaced)}
      </>
    ),
  },
  {
    id: "power",
    label: "Power added",
    cell: (s, base) => (
      <>
        <Num of={formatPower(s.powerW)} />
        {wattDelta(s.powerW, base?.powerW)}
      </>
    ),
  },
  {
    id: "positions",
    label: "Positions taken",
    cell: (s, base) => (
      <>
        {formatNumber(s.positions)}
        {countDelta(s.positions, base?.positions)}
      </>
    ),
  },
  {
    id: "cost",
    label: "Cost",
    cell: (s, base) => (
      <>
        {costWords(s.cost)}
        {difference(s.cost, base?.cost, (change) => formatSigned(change / 1e6, 1))}
      </>
    ),
  },
  {
    id: "datacenters",
    label: "Datacenters used",
    cell: (s, base) => {
      const words = s.datacenters.join(", ") || "none";
      return (
        <>
          {words}
          {otherDelta(words, base?.datacenters.join(", ") || (base ? "none" : undefined))}
        </>
      );
    },
  },
  { id: "worst", label: "Worst single failure", cell: (s, base) => <Worst now={s} base={base} /> },
  {
    id: "stranded",
    label: "Stranded power",
    cell: ({ before, after }, base) => (
      <>
        <Num of={formatPower(after.power.stranded)} /> <Muted>was {kW(before.power.stranded)}</Muted>
        {wattDelta(after.power.stranded, base?.after.power.stranded)}
        <span className="sc-small">{causesOf(after.power, kW)}</span>
      </>
    ),
  },
  {
    id: "stranded-space",
    label: "Stranded positions",
    cell: ({ before, after }, base) => (
      <>
        {formatNumber(after.space.stranded)} <Muted>was {formatNumber(before.space.stranded)}</Muted>
        {countDelta(after.space.stranded, base?.after.space.stranded)}
        <span className="sc-small">{causesOf(after.space, (n) => formatNumber(n))}</span>
      </>
    ),
  },
  {
    id: "binds",
    label: "What binds",
    cell: (s, base) => (
      <span className="sc-text">
        {bindsWords(s)}
        {s.binds ? <Muted> −{formatNumber(s.binds.racks)} racks</Muted> : null}
        {otherDelta(bindsWords(s), base ? bindsWords(base) : undefined)}
      </span>
    ),
  },
  {
    id: "next",
    label: "Next limit",
    cell: (s) => <span className="sc-text">{nextWords(s) ?? <Muted>nothing placed</Muted>}</span>,
  },
  {
    id: "months",
    label: "Runs out, plain trend",
    cell: (s, base) => {
      const now = s.exhaustionMonthsAfter;
      if (now === null) return <Muted>not within the horizon</Muted>;
      const was = base?.exhaustionMonthsAfter ?? undefined;
      return (
        <>
          <Num of={formatMonths(now)} />
          {difference(now, was, (change) => `${formatSigned(change, 1)} mo`)}
        </>
      );
    },
  },
];

/** Racks that stand and are hurt in a scenario: shown where some are. */
const hurt: Measure = {
  id: "hurt",
  label: "Standing racks hurt",
  cell: ({ oneFeedRacks, darkRacks, uncooledRacks }) => {
    const parts = [
      oneFeedRacks > 0 ? `${formatNumber(oneFeedRacks)} on one feed` : null,
      darkRacks > 0 ? `${formatNumber(darkRacks)} without power` : null,
      uncooledRacks > 0 ? `${formatNumber(uncooledRacks)} without cooling` : null,
    ].filter((part) => part !== null);
    return parts.length > 0 ? <span className="sc-text">{parts.join(", ")}</span> : <Muted>none</Muted>;
  },
};

function Worst({ now, base }: { now: ColumnSummary; base: Figures }) {
  const worst = now.worstFailureAfter;
  if (!worst) return <Muted>no failure to survive</Muted>;
  const share = shareOf(worst.loadW, worst.limitW);
  const was = base?.worstFailureAfter
    ? shareOf(base.worstFailureAfter.loadW, base.worstFailureAfter.limitW)
    : undefined;
  return (
    <span className="hr-sc-bar">
      <LimitShare share={share} />
      <LimitBar used={worst.loadW} limit={worst.limitW} format={kW} label="Worst single failure" />
      {Number.isFinite(share)
        ? difference(share * 100, was === undefined ? undefined : was * 100, (c) => formatSigned(c))
        : null}
      <span className="sc-small">
        {worst.device} if {worst.failed} fails, {worst.datacenter}
      </span>
    </span>
  );
}

/** One line for each measure; `stateOf` stands in the first line of a column without figures. */
export function outcomeRows(columns: readonly { summary: Figures; state: ReactNode }[]): ScenarioRow[] {
  const [base] = columns;
  const anyHurt = columns.some(({ summary: s }) => s !== null && s.oneFeedRacks + s.darkRacks + s.uncooledRacks > 0);
  return [...measures, ...(anyHurt ? [hurt] : [])].map(({ id, label, cell }, line) => ({
    id,
    label,
    cells: columns.map(({ summary, state }, i) =>
      summary ? cell(summary, i === 0 ? null : (base?.summary ?? null)) : line === 0 ? state : null,
    ),
  }));
}

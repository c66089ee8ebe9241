"use client";
import type { ReplayDecision, ReplaySummary } from "@headroom/contracts/replay";
import { formatCount, formatNumber, formatPower, formatSigned, shareOf } from "@headroom/ui/format/numbers";
import { Delta, ScenarioColumns } from "@headroom/ui/plan/ScenarioColumns";
import { LimitShare } from "@headroom/ui/primitives/LimitBar";
import { Link } from "@headroom/ui/primitives/Link";
import { Id, Muted, Num } from "@headroom/ui/primitives/Text";
import type { ReactNode } from "react";
import { causesOf } from "../plan-builder/outcome";
import "../plan-builder/builder.css";

interface ReplayColumnsProps {
  summary: ReplaySummary;
  decisions: readonly ReplayDecision[];
  how: string;
}

/** Requests that nobody has decided on yet are no failure of reality: they are counted apart. */
const undecided = (decisions: readonly ReplayDecision[]) =>
  decisions.filter(({ real }) => real.racksPlaced === 0 && (real.state === "open" || real.state === "planned"));

/** What was beside what would have been. */
export function ReplayColumns({ summary, decisions, how }: ReplayColumnsProps) {
  const { column, real, firstMiss } = summary;
  const kW = (watts: number) => formatPower(watts).text;
  const count = (now: number, was: number) =>
    now === was ? null : <Delta kind={now > was ? "more" : "less"}>{formatSigned(now - was)}</Delta>;
  const watts = (now: number, was: number) => {
    const words = formatPower(now - was, { signed: true }).text;
    return /[1-9]/.test(words) ? <Delta kind={now > was ? "more" : "less"}>{words}</Delta> : null;
  };
  const stranded = (accounts: typeof column.after, delta: ReactNode = null) => (
    <>
      <Num of={formatPower(accounts.power.stranded)} />
      {delta}
      <span className="sc-small">{causesOf(accounts.power, kW)}</span>
    </>
  );
  const row = (id: string, label: string, was: ReactNode, is: ReactNode) => ({ id, label, cells: [was, is] });
  return (
    <ScenarioColumns
      label="In reality and in the replay"
      chosenId="replay"
      columns={[
        { id: "real", name: "In reality", detail: "Submitted and approved plans, today's floor" },
        { id: "replay", name: "Replay", detail: how },
      ]}
      groups={[
        {
          id: "outcome",
          label: "Outcome",
          rows: [
            row(
              "requests",
              "Requests placed",
              <>
                {formatNumber(real.requestsPlaced)} <Muted>of {formatNumber(column.requests)}</Muted>
              </>,
              <>
                {formatNumber(column.requestsPlaced)} <Muted>of {formatNumber(column.requests)}</Muted>
                {count(column.requestsPlaced, real.requestsPlaced)}
              </>,
            ),
            row(
              "racks",
              "Racks placed",
              <>
                {formatNumber(real.racksPlaced)} <Muted>of {formatNumber(column.racksAsked)}</Muted>
              </>,
              <>
                <b className="sc-fig">{formatNumber(column.racksPlaced)}</b>{" "}
                <Muted>of {formatNumber(column.racksAsked)}</Muted>
                {count(column.racksPlaced, real.racksPlaced)}
              </>,
            ),
            row(
              "waiting",
              "Still to be decided",
              <Waiting key="real" of={undecided(decisions)} />,
              <Muted key="replay">
                {formatNumber(undecided(decisions).filter((d) => d.racksPlaced > 0).length)} of them placed
              </Muted>,
            ),
            row(
              "power",
              "Power",
              <Num key="real" of={formatPower(real.powerW)} />,
              <>
                <Num of={formatPower(column.powerW)} />
                {watts(column.powerW, real.powerW)}
              </>,
            ),
            row(
              "worst",
              "Worst single failure",
              <Worst key="real" worst={real.worstFailure} />,
              <Worst key="replay" worst={column.worstFailureAfter} />,
            ),
            row(
              "stranded",
              "Stranded power",
              stranded(real.after),
              stranded(column.after, watts(column.after.power.stranded, real.after.power.stranded)),
            ),
            row(
              "miss",
              "First not placed whole",
              <Miss key="real" id={firstMiss.real} />,
              <Miss key="replay" id={firstMiss.replay} />,
            ),
          ],
        },
      ]}
    />
  );
}

function Waiting({ of }: { of: readonly ReplayDecision[] }) {
  const racks = of.reduce((sum, d) => sum + d.racks, 0);
  return (
    <>
      {formatCount(of.length, "request")} <Muted>of {formatCount(racks, "rack")}</Muted>
    </>
  );
}

function Miss({ id }: { id: number | null }) {
  if (id === null) return <Muted>none</Muted>;
  return (
    <Link href={`/requests/${id}`}>
      <Id>RQ-{id}</Id>
    </Link>
  );
}

function Worst({ worst }: { worst: ReplaySummary["real"]["worstFailure"] }) {
  if (!worst) return <Muted>no failure to survive</Muted>;
  return (
    <>
      <LimitShare share={shareOf(worst.loadW, worst.limitW)} />
      <span className="sc-small">
        {worst.device} if {worst.failed} fails, {worst.datacenter}
      </span>
    </>
  );
}

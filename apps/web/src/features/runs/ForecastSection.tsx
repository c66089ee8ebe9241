"use client";
import type { RunDetail } from "@headroom/contracts/run";
import { formatDateTime, formatDuration } from "@headroom/ui/format/dates";
import { formatCount } from "@headroom/ui/format/numbers";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { KeyValue, Section } from "@headroom/ui/primitives/PageHeader";
import { Muted } from "@headroom/ui/primitives/Text";
import { stageTitle } from "@headroom/ui/run/words";
import { useNow } from "../frame/time";
import { causeWords } from "./slip";

type Forecast = NonNullable<RunDetail["forecast"]>;

/** When it ends and why then: the band, what stages take, what made it later, and the clock from dock to live. */
export function ForecastSection({ run }: { run: RunDetail }) {
  const { forecast, clock } = run;
  const now = useNow();
  return (
    <>
      {forecast ? (
        <Section
          id="forecast"
          title="When it ends"
          note={`by what stages took before, as of ${formatDateTime(forecast.at, now)}`}
        >
          <div className="pad">
            {forecast.ends ? (
              <KeyValue
                small
                items={[
                  { label: "one in ten by", value: formatDateTime(forecast.ends.p10, now) },
                  { label: "half by", value: <b>{formatDateTime(forecast.ends.p50, now)}</b> },
                  { label: "nine in ten by", value: formatDateTime(forecast.ends.p90, now) },
                ]}
              />
            ) : (
              <p>It would never end as it stands: something waits for what does not come.</p>
            )}
          </div>
          <Slips run={run} slips={forecast.slips} now={now} />
          <CriticalPath run={run} path={forecast.criticalPath} now={now} />
        </Section>
      ) : null}
      {clock && clock.dockedAt !== null ? <ClockSection run={run} clock={clock} now={now} /> : null}
    </>
  );
}

function Slips({ run, slips, now }: { run: RunDetail; slips: Forecast["slips"]; now: number }) {
  if (slips.length === 0) return null;
  return (
    <ul className="run-slips">
      {[...slips].reverse().map((slip) => {
        const byMs = Date.parse(slip.to) - Date.parse(slip.from);
        return (
          <li key={slip.at}>
            <span className="hr-mut">{formatDateTime(slip.at, now)}</span>
            <span>
              <b>{`${formatDuration(Math.abs(byMs))} ${byMs > 0 ? "later" : "sooner"}`}</b>
              {slip.cause ? `: ${causeWords(run, slip.cause)}` : ""}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** The steps that decide when it ends: those of one stage in a row stand in one line. */
function CriticalPath({ run, path, now }: { run: RunDetail; path: Forecast["criticalPath"]; now: number }) {
  const rows = path.filter((step) => Date.parse(step.to) > now);
  if (rows.length === 0) return null;
  return (
    <DataTable
      label="The steps that decide when it ends"
      density="compact"
      columns={pathColumns(run, now)}
      rows={rows.slice(0, 12)}
      rowKey={(step) => `${step.rack}/${step.stage}`}
      foot={
        rows.length > 12 ? (
          <p className="hr-s11 hr-mut pad">{`and ${formatCount(rows.length - 12, "step")} after these`}</p>
        ) : null
      }
    />
  );
}

const pathColumns = (run: RunDetail, now: number): readonly Column<Forecast["criticalPath"][number]>[] => [
  { id: "stage", header: "Decides the end", cell: (step) => stageTitle(run.template, step.stage) },
  { id: "rack", header: "Rack", noWrap: true, cell: (step) => <span className="hr-id">{step.rack}</span> },
  { id: "to", header: "Through about", align: "end", noWrap: true, cell: (step) => formatDateTime(step.to, now) },
];

function ClockSection({ run, clock, now }: { run: RunDetail; clock: NonNullable<RunDetail["clock"]>; now: number }) {
  const total =
    clock.dockedAt === null
      ? null
      : (clock.liveAt === null ? now : Date.parse(clock.liveAt)) - Date.parse(clock.dockedAt);
  return (
    <Section
      id="dock-to-live"
      title="Dock to live"
      note={
        total === null
          ? "no rack has arrived yet"
          : `${formatDuration(total)} from the first rack at the dock ${clock.liveAt === null ? "until now" : "to the first that serves"}`
      }
    >
      <DataTable
        label="What each stage takes from dock to live"
        density="compact"
        columns={clockColumns(run)}
        rows={clock.stages}
        rowKey={(stage) => stage.stage}
      />
    </Section>
  );
}

type ClockStage = NonNullable<RunDetail["clock"]>["stages"][number];

const learntFrom: Record<string, string> = {
  site: "this type here",
  type: "this type anywhere",
  stage: "all types",
  usual: "the template",
};

const clockColumns = (run: RunDetail): readonly Column<ClockStage>[] => [
  { id: "stage", header: "Stage", cell: (stage) => stageTitle(run.template, stage.stage) },
  { id: "racks", header: "Racks", align: "end", cell: (stage) => stage.racks },
  {
    id: "took",
    header: "Took, middle",
    align: "end",
    noWrap: true,
    cell: (stage) =>
      stage.racks === 0 ? (
        <Muted>not yet</Muted>
      ) : (
        <span className={stage.medianMs > 2 * stage.usualMs ? "hr-att" : undefined}>
          {formatDuration(stage.medianMs)}
        </span>
      ),
  },
  {
    id: "expected",
    header: "Expected",
    align: "end",
    noWrap: true,
    cell: (stage) => {
      const learnt = run.forecast?.learnt[stage.stage];
      return (
        <span
          title={learnt ? `learnt from ${learntFrom[learnt.from]}, ${formatCount(learnt.times, "time")}` : undefined}
        >
          {formatDuration(learnt?.ms ?? stage.usualMs)}
        </span>
      );
    },
  },
];

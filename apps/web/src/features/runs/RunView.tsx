"use client";
import type { RunDetail } from "@headroom/contracts/run";
import { Columns, Fill, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { Segmented, ViewToggle } from "@headroom/ui/primitives/Segmented";
import { GateCard } from "@headroom/ui/run/GateCard";
import { timelineOf } from "@headroom/ui/run/timeline";
import { TimelineLegend, TimelineTable, WaveTimeline } from "@headroom/ui/run/WaveTimeline";
import { spanOf, type Zoom, zooms } from "@headroom/ui/run/zoom";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { useNow } from "../frame/time";
import { EvacuationSection } from "./EvacuationSection";
import { ForecastSection } from "./ForecastSection";
import { whoMayOpen } from "./gates";
import type { RunDialog } from "./RunDialogs";
import { RunHeader } from "./RunHeader";
import { RunLog } from "./RunLog";
import { RunNotices } from "./RunNotices";
import { RunWaves } from "./RunWaves";
import { SlipSection } from "./SlipSection";
import { useRunChange } from "./useRunChange";
import { useRunKeys } from "./useRunKeys";
import { useRunView } from "./useRunView";
import { dueEnd } from "./words";
import "./run.css";

/** Loaded when something is to be decided. */
const RunDialogs = dynamic(() => import("./RunDialogs").then((module) => module.RunDialogs), { ssr: false });

export function RunView({ run }: { run: RunDetail }) {
  const now = useNow();
  const { view, set, turnWave, turnStage } = useRunView();
  const change = useRunChange();
  const [dialog, setDialog] = useState<RunDialog | null>(null);
  const timeline = useMemo(() => timelineOf(run, now), [run, now]);
  // a run that is over, or has not begun, has only all of its time
  const hasZoom = view.as === "chart" && now > timeline.from && now < timeline.to;
  const zoomTo = (zoom: Zoom) => set({ zoom: zoom === "all" ? null : zoom });
  const critical = useMemo(() => criticalKeys(run), [run]);
  const gates = run.waves.flatMap((wave) =>
    wave.gates.filter(({ state }) => state === "asked" || state === "held").map((gate) => ({ wave, gate })),
  );
  const first = gates.find(({ gate }) => gate.state === "asked") ?? gates[0];
  const gateOff = run.allowed.gate?.ok ? null : (run.allowed.gate?.why ?? "Not possible now");
  useRunKeys(run, {
    openDialog: setDialog,
    retryFailed: () => change.retryAll.mutate({ id: run.id }),
    firstGate: first ? { wave: first.wave.number, after: first.gate.after } : null,
    turnFollow: () => void set({ follow: view.follow === "yes" ? "no" : null }),
    turnZoom: hasZoom ? () => void zoomTo(zooms[(zooms.indexOf(view.zoom) + 1) % zooms.length]!) : undefined,
  });
  return (
    <>
      <RunHeader run={run} change={change} onDialog={setDialog} />
      <RunNotices run={run} />
      <ToolRow>
        <TimelineLegend />
        <Fill />
        {hasZoom ? (
          <Segmented label="Time" options={zoomOptions} value={view.zoom} onChange={(zoom) => void zoomTo(zoom)} />
        ) : null}
        <ViewToggle
          options={[
            { value: "chart", label: "Chart", icon: "run" },
            { value: "table", label: "Table", icon: "table" },
          ]}
          value={view.as}
          onChange={(as) => void set({ as: as === "chart" ? null : as })}
        />
      </ToolRow>
      {view.as === "chart" ? (
        <WaveTimeline
          timeline={timeline}
          span={spanOf(timeline, view.zoom, now)}
          now={now}
          due={dueEnd(run.dueOn)}
          cursor={view.at}
          onCursor={(at) => void set({ at })}
          critical={critical}
        />
      ) : (
        // A table of its own height: among the parts of the page it would give way.
        <div>
          <TimelineTable timeline={timeline} now={now} />
        </div>
      )}
      <Columns template="minmax(0,1fr) 520px">
        <div>
          {gates.map(({ wave, gate }) => (
            <GateCard
              key={`${wave.number}/${gate.after}`}
              template={run.template}
              wave={wave}
              gate={gate}
              now={now}
              off={gateOff}
              whoMay={whoMayOpen()}
              keyHint={gate === first?.gate ? "O" : undefined}
              onOpen={() => setDialog({ kind: "openGate", wave: wave.number, after: gate.after })}
              onHold={() => setDialog({ kind: "holdGate", wave: wave.number, after: gate.after })}
            />
          ))}
          <RunWaves
            run={run}
            change={change}
            view={view}
            onWave={turnWave}
            onStage={turnStage}
            onStep={(step) => void set({ step })}
            onDialog={setDialog}
          />
        </div>
        <div>
          <EvacuationSection run={run} onDialog={setDialog} />
          <RunLog run={run} view={view} set={set} />
          <SlipSection run={run} />
          <ForecastSection run={run} />
        </div>
      </Columns>
      {dialog ? <RunDialogs run={run} dialog={dialog} onClose={() => setDialog(null)} /> : null}
    </>
  );
}

const zoomOptions = [
  { value: "all", label: "All" },
  { value: "past", label: "Past" },
  { value: "now", label: "Now" },
  { value: "ahead", label: "Ahead" },
] as const;

/** Stages of waves on the way that decides when the run ends, as the timeline names them. */
function criticalKeys(run: RunDetail): ReadonlySet<string> {
  const waveOf = new Map(run.waves.flatMap((wave) => wave.subjects.map(({ rack }) => [rack, wave.number] as const)));
  return new Set(
    (run.forecast?.criticalPath ?? []).flatMap(({ rack, stage }) => {
      const wave = waveOf.get(rack);
      return wave === undefined ? [] : [`${wave}/${stage}`];
    }),
  );
}

import { useState } from "react";
import { Button } from "../../src/primitives/Button";
import { Columns, Fill, PageHeader, Section, ToolRow } from "../../src/primitives/PageHeader";
import { StateLabel } from "../../src/primitives/StateLabel";
import { GateCard } from "../../src/run/GateCard";
import { LogTail } from "../../src/run/LogTail";
import { RunProgress } from "../../src/run/RunProgress";
import { StageList } from "../../src/run/StageList";
import { timelineOf } from "../../src/run/timeline";
import { TimelineLegend, WaveTimeline } from "../../src/run/WaveTimeline";
import { waveName } from "../../src/run/words";
import { mockRun, now } from "./runData";

const run = mockRun();

export function RunPage() {
  const [cursor, setCursor] = useState<string | null>(null);
  const [step, setStep] = useState<number | null>(null);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const asked = run.waves[2]!;
  const gate = asked.gates.find((one) => one.state === "asked")!;
  return (
    <>
      <PageHeader
        id="RN-0913"
        title={run.title}
        state={
          <StateLabel state="waiting" box>
            Waiting for you at gate 3
          </StateLabel>
        }
        actions={
          <>
            <Button icon="paused" keyHint="P">
              Pause
            </Button>
            <Button icon="retry" off="Nothing has failed for good; 2 steps retry by themselves">
              Retry failed
            </Button>
            <Button variant="danger">Abort…</Button>
          </>
        }
      >
        <span className="hr-runline">
          <RunProgress counts={run.counts} racksAtGate={40} />
          <span>
            <b>48</b> of 148 racks in service, 40 at the gate, 32 in work. Ends about 19 May.
          </span>
        </span>
      </PageHeader>
      <ToolRow>
        <TimelineLegend />
        <Fill />
        <span className="hr-mut hr-s11">
          Retry failed is off: nothing has failed for good; 2 steps retry by themselves.
        </span>
      </ToolRow>
      <WaveTimeline timeline={timelineOf(run, now)} now={now} cursor={cursor} onCursor={setCursor} />
      <Columns template="minmax(0,1fr) 520px">
        <div>
          <GateCard
            template={run.template}
            wave={asked}
            gate={gate}
            now={now}
            onOpen={() => undefined}
            onHold={() => undefined}
            off={null}
            keyHint="O"
            whoMay="approvers, operators and admins"
          />
          {run.waves.slice(3).map((wave) => (
            <Section
              key={wave.number}
              id={`w${wave.number}`}
              title={waveName(wave.number)}
              note="32 racks, 0.5 MW, one room"
            >
              <StageList
                template={run.template}
                wave={wave}
                now={now}
                expanded={expanded}
                onExpand={(stage) => setExpanded((old) => (old.has(stage) ? new Set() : new Set([stage])))}
                openStep={step}
                onStep={setStep}
                detail={() => "What is known of the step"}
                failureWords={() => "Controller does not answer, 3 times"}
                onRetry={() => undefined}
                whoMayOpen="approvers, operators and admins"
              />
            </Section>
          ))}
        </div>
        <Section id="log" title="Log" note="newest first, following">
          <LogTail
            label="Log, newest first"
            following
            now={now}
            lines={Array.from({ length: 12 }, (_, index) => ({
              id: String(index),
              at: new Date(now - index * 97_000).toISOString(),
              level: index % 5 === 1 ? "warn" : index % 7 === 3 ? "error" : "info",
              stage: "Rack and stack",
              rack: "2-03-11",
              text: index % 5 === 1 ? "controller 10.41.3.11 does not answer after 30 s" : "done in 41 min, 1 attempt",
              by: null,
            }))}
          />
        </Section>
      </Columns>
    </>
  );
}

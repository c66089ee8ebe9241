import { WhyWaterfall } from "../../src/charts/WhyWaterfall";
import { Certificate } from "../../src/plan/Certificate";
import { diffSummary, PlanDiff } from "../../src/plan/PlanDiff";
import { ColumnState, Delta, Knob, ScenarioColumns } from "../../src/plan/ScenarioColumns";
import { ScoreTerms } from "../../src/plan/ScoreTerms";
import { Button } from "../../src/primitives/Button";
import { Notice } from "../../src/primitives/Notice";
import { Columns, PageHeader, Section } from "../../src/primitives/PageHeader";
import { PanelBlock, SidePanel } from "../../src/primitives/SidePanel";
import { StateLabel } from "../../src/primitives/StateLabel";
import { Num } from "../../src/primitives/Text";

const rows = [
  ["add", "48 × C5", "NRD-2, rows 1-04, 1-10, 1-11", 744, "12.1", "2 Oct"],
  ["add", "60 × C5", "NRD-2, rows 2-03, 2-06, 2-12", 930, "15.1", "9 Oct"],
  ["add", "84 × C5", "NRD-3, rows 1-01 to 1-05", 1302, "21.1", "16 Oct"],
  ["move", "6 × C5", "NRD-2, row 1-17 to row 1-22", 0, "0.1", "28 Sep"],
  ["retire", "18 × G3", "NRD-1, rows 1-02, 1-03 wiped", -142, "0.2", "14 Sep"],
] as const;

export function PlanPage() {
  return (
    <>
      <PageHeader
        id="PL-2318"
        title="eu-north compute build, Q4"
        state={
          <StateLabel state="planned" box>
            Draft 7
          </StateLabel>
        }
        actions={
          <>
            <Button icon="undo" keyHint="U">
              Undo
            </Button>
            <Button variant="primary">Send B for approval</Button>
          </>
        }
      >
        360 racks of C5 asked for by December. Scenario <b>B</b> places <b>312</b>, moves exhaustion to <b>Feb 2027</b>{" "}
        and costs 46.9 M.
      </PageHeader>
      <Notice tone="attention" icon="stale" actions={<Button size="small">Replan, about 4 s</Button>}>
        <b>The base moved 38 minutes ago, by 14 changes.</b> 3 of 61 actions in B no longer hold: rows 1-10 and 1-11
        lost 2 positions.
      </Notice>
      <ScenarioColumns
        label="PL-2318 and its scenarios"
        chosenId="b"
        onChoose={() => undefined}
        columns={[
          { id: "base", name: "Base", detail: "As it was planned" },
          { id: "a", name: "Scenario A", detail: "Largest first" },
          { id: "b", name: "Scenario B", detail: "A fifth more" },
          { id: "c", name: "Scenario C", detail: "Lose a zone" },
        ]}
        groups={[
          {
            id: "knobs",
            label: "Knobs",
            rows: [
              {
                id: "growth",
                label: "Growth",
                cells: ["As asked", knob("As asked"), knob("+20 % racks", true), knob("As asked")],
              },
              {
                id: "order",
                label: "Order",
                cells: ["Urgent first", knob("Largest first", true), knob("Urgent first"), knob("Urgent first")],
              },
            ],
          },
          {
            id: "outcome",
            label: "Outcome",
            rows: [
              {
                id: "racks",
                label: "Racks placed",
                cells: [
                  "254 of 360",
                  <>
                    266 of 360<Delta kind="more">+12</Delta>
                  </>,
                  <>
                    312 of 432<Delta kind="more">+58</Delta>
                  </>,
                  <ColumnState key="c" state="running">
                    Placing racks, 3 of 12
                  </ColumnState>,
                ],
              },
              {
                id: "stranded",
                label: "Stranded power",
                cells: ["2.1 MW", <Minus key="a">−0.4 MW</Minus>, <Minus key="b">−0.9 MW</Minus>, null],
              },
              { id: "binds", label: "What binds", cells: ["Failover, 1C", "Failover, 1C", <Other key="b" />, null] },
            ],
          },
        ]}
      />
      <Columns template="minmax(0,1fr) 348px">
        <div>
          <Section
            id="df"
            title="Diff of B against base"
            note={diffSummary({ add: 41, move: 14, retire: 6 })}
            actions={<a href="?">Full diff</a>}
          >
            <PlanDiff
              selectedId="0"
              onSelect={() => undefined}
              rows={rows.map(([kind, what, where, kw, cost, date], index) => ({
                id: String(index),
                kind,
                what,
                where,
                deltaPowerW: kw * 1000,
                cost: <Num of={cost} unit="M" />,
                date,
              }))}
            />
          </Section>
          <Section id="wy" title="Why 312 and not 360" note="racks taken by each limit, worst first">
            <WhyWaterfall
              unit="Racks"
              asked={360}
              placed={312}
              nextToBind="space, row 3-1-09"
              onTry={() => undefined}
              steps={[
                {
                  id: "1",
                  limit: "Failover, UPS NRD2-1C",
                  takes: 22,
                  slack: "0.0 kW",
                  relief: "+180 kW on 1C",
                  reliefGain: "+14 racks",
                },
                {
                  id: "2",
                  limit: "Power, PDU 2D-3",
                  takes: 14,
                  slack: "0.9 kW",
                  relief: "Move 4 × M3",
                  reliefGain: "+9 racks",
                },
                {
                  id: "3",
                  limit: "Dock, 48 racks a week",
                  takes: 8,
                  slack: "0",
                  relief: "One more week",
                  reliefGain: "+8 racks",
                },
                {
                  id: "4",
                  limit: "Cooling, zone 3-CZ2",
                  takes: 4,
                  slack: "6.1 kW",
                  relief: "2 blanking kits",
                  reliefGain: "+4 racks",
                },
              ]}
            />
          </Section>
          <Section id="sc" title="Why row 1-22 and not 2-03" note="points of the policy, the deciding term first">
            <ScoreTerms
              hereName="Row 1-22"
              runnerUpName="Row 2-03"
              terms={[
                {
                  id: "1",
                  term: "Stranded power avoided",
                  here: 42.1,
                  runnerUp: 30.4,
                  why: "0.3 MW less stranded by failover",
                },
                { id: "2", term: "Together in one row", here: 20, runnerUp: 20 },
                { id: "3", term: "Balance of the devices", here: 11.5, runnerUp: 15.2, why: "1D carries more than 1A" },
              ]}
            />
          </Section>
        </div>
        <SidePanel
          title="Row 1-17"
          label="Selected row"
          onClose={() => undefined}
          blocks={
            <PanelBlock>
              <Certificate
                id="cert"
                fits={false}
                title="RQ-4471 does not fit here"
                asked="12 × C5 for search-index, 15.5 kW each, half per feed."
                onTry={() => undefined}
                limits={[
                  { id: "p", limit: "Positions", asked: 12, left: 13, unit: "", whole: 20 },
                  { id: "1", limit: "PDU 1D-4, if 1C fails", asked: 186, left: 179.8, unit: "kW" },
                  { id: "2", limit: "UPS 1D, if 1C fails", asked: 186, left: 188.3, unit: "kW" },
                  { id: "3", limit: "Cooling zone 1-CZ5", asked: 186, left: 204, unit: "kW" },
                  { id: "4", limit: "PDU 1C-4, normal", asked: 93, left: 131.4, unit: "kW" },
                  { id: "5", limit: "Weight, row", asked: 14.4, left: 21, unit: "t" },
                ]}
                relaxations={[
                  { id: "a", text: "6.2 kW more failover on PDU 1D-4" },
                  { id: "b", text: "11 racks here, 1 in row 1-22" },
                  { id: "c", text: "Move rack 1-17-04, 6.6 kW, to row 1-22" },
                ]}
              />
            </PanelBlock>
          }
        />
      </Columns>
    </>
  );
}

const knob = (words: string, changed = false) => (
  <Knob changed={changed} label={words} onPress={() => undefined}>
    {words}
  </Knob>
);
const Minus = ({ children }: { children: string }) => (
  <>
    1.2 MW<Delta kind="less">{children}</Delta>
  </>
);
const Other = () => (
  <>
    Power, 2D-3<Delta kind="other">other</Delta>
  </>
);

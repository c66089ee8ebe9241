import { FloorThumb, FloorThumbPair } from "../../src/floor/FloorThumb";
import { ImpactTable } from "../../src/plan/ImpactTable";
import { PolicyList, type PolicyResult, policySummary } from "../../src/plan/PolicyList";
import { Button, IconButton } from "../../src/primitives/Button";
import { Columns, PageHeader, Section, SummaryStrip } from "../../src/primitives/PageHeader";
import { DecisionBar, HashBox, SignerList } from "../../src/primitives/Signing";
import { StateLabel } from "../../src/primitives/StateLabel";
import { Num } from "../../src/primitives/Text";
import { floorScene } from "./floorData";

const policies: PolicyResult[] = [
  { id: "1", rule: "Two of three owners sign", result: "pass", detail: "1 of 2 so far" },
  { id: "2", rule: "No single failure over 98 %", result: "pass", detail: "96 %" },
  { id: "3", rule: "Freeze 18 – 20 Dec", result: "look", detail: "wave 5 ends 2 days before" },
  { id: "4", rule: "Residency: nordic only", result: "pass", detail: "312 of 312" },
];

export function ReviewPage() {
  const rows = floorScene().rooms[0]?.rows.slice(0, 14) ?? [];
  const before = rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => (cell.state === "planned" ? { ...cell, state: "free" as const } : cell)),
  }));
  return (
    <>
      <PageHeader
        id="PL-2318"
        title="eu-north compute build, Q4"
        state={
          <StateLabel state="waiting" icon="clock" box>
            Your signature, 2 h 40 min left
          </StateLabel>
        }
        actions={
          <>
            <span className="hr-s12 hr-mut">2 of 4 in your inbox</span>
            <IconButton icon="chevronUp" label="Previous" />
            <IconButton icon="chevronDown" label="Next" />
          </>
        }
      >
        Adds <b>312 racks</b> and <b>+4.8 MW</b> in NRD-2 and NRD-3 between 14 Sep and 16 Dec. Exhaustion moves from Oct
        2026 to <b>Feb 2027</b>. Asked by Ines, 11 May.
      </PageHeader>
      <SummaryStrip
        items={[
          { label: "Actions", value: "41 add, 14 move, 6 retire" },
          { label: "Cost", value: <Num of="46.9" unit="M, budget 48.0" /> },
          { label: "Worst single failure", value: <Num of="96" unit="%, was 88" />, tone: "attention" },
          { label: "Stranded power", value: <Num of="1.2" unit="MW, was 2.1" /> },
          { label: "Can be undone until", value: <Num of="28 Sep" unit="then per wave" /> },
        ]}
      />
      <Columns template="minmax(0,1fr) 372px">
        <div>
          <Section
            id="i1"
            title="Impact on eu-north"
            note="at completion"
            actions={<a href="?">Full diff, 61 actions</a>}
          >
            <ImpactTable
              label="Impact on eu-north"
              rows={[
                { id: "p", resource: "Power", unit: "MW", before: 51.6, after: 56.4, limit: 59.6, limitBefore: 54.8 },
                { id: "f", resource: "Failover power", unit: "MW", before: 51.3, after: 56.1, limit: 57.6 },
                { id: "s", resource: "Space", unit: "positions", before: 5012, after: 5324, limit: 5760 },
                { id: "c", resource: "Cooling", unit: "MW", before: 50.8, after: 55.4, limit: 60 },
                { id: "w", resource: "Weight", unit: "t", before: 6417, after: 6791, limit: 8640 },
                { id: "n", resource: "Ports", unit: "thousand", digits: 1, before: 101.6, after: 102.2, limit: 138 },
              ]}
            />
          </Section>
          <Section id="f1" title="Floor, NRD-2 room 1" note="rows 1 – 14, measured power">
            <FloorThumbPair>
              <FloorThumb title="Before" note="197 racks" rows={before} label="Room 1 of NRD-2 before: 197 racks" />
              <FloorThumb
                title={
                  <>
                    After <StateLabel state="planned" />
                  </>
                }
                note={<span className="hr-plan">+ 36 racks</span>}
                rows={rows}
                label="Room 1 of NRD-2 after: 36 racks more"
              />
            </FloorThumbPair>
          </Section>
          <Section id="b1" title="If it goes wrong">
            <div className="hr-txt">
              <b>Blast radius.</b> One wave at a time: at most 84 racks, one room, no zone twice in a week.
              <br />
              <b>Rollback.</b> Each wave stops at a gate. Unpowered racks return to staging in 2 days.
            </div>
          </Section>
        </div>
        <div>
          <Section
            id="d1"
            title="Your decision"
            actions={
              <Button size="small" variant="quiet" keyHint="H">
                Snooze
              </Button>
            }
          >
            <DecisionBar
              onApprove={() => undefined}
              onRequestChanges={() => undefined}
              onDecline={() => undefined}
              onSnooze={() => undefined}
            />
            <p className="hr-txt">
              Approving sends nothing yet: one more owner signs, then the first wave waits for its gate.
            </p>
          </Section>
          <Section id="s1" title="Who signs" note="2 of 3 needed, 1 so far">
            <SignerList
              signers={[
                { id: "1", name: "Marek", office: "finance", state: "signed", detail: "signed 11 May, 16:20" },
                {
                  id: "2",
                  name: "You",
                  office: "capacity planning",
                  state: "waiting",
                  detail: "due 12:22, in 2 h 40 min",
                  me: true,
                },
                { id: "3", name: "Aino", office: "facilities power", state: "told", detail: "told 09:05, not opened" },
                { id: "4", name: "Ines", office: "author", state: "excluded", detail: "made the plan" },
              ]}
            />
          </Section>
          <Section id="h1" title="What you sign" note="draft 7, fixed 11 May, 15:48">
            <HashBox hash="7f3a91c2e0d45b861a7e44f0c9b302d87f3a91c2e0d45b861a7e44f0c9b302d8">
              Any change to the plan makes a new hash and takes every signature back. Approval expires 26 May.
            </HashBox>
          </Section>
          <Section id="p1" title="Policies" note={policySummary(policies)}>
            <PolicyList policies={policies} />
          </Section>
        </div>
      </Columns>
    </>
  );
}

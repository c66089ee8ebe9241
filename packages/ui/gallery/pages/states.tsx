import type { ReactNode } from "react";
import { formatPower } from "../../src/format/numbers";
import { Button } from "../../src/primitives/Button";
import { Clock } from "../../src/primitives/Clock";
import { type Column, DataTable } from "../../src/primitives/DataTable";
import { EmptyByFilter, EmptyState, NotAskedYet } from "../../src/primitives/EmptyState";
import { ErrorState } from "../../src/primitives/ErrorState";
import { LimitBar, LimitShare } from "../../src/primitives/LimitBar";
import { Message } from "../../src/primitives/Message";
import { NoPermission } from "../../src/primitives/NoPermission";
import { PageHeader, SectionHeader } from "../../src/primitives/PageHeader";
import { Progress } from "../../src/primitives/Progress";
import { FilterChip } from "../../src/primitives/Segmented";
import { Partial, StaleNote } from "../../src/primitives/StaleNote";
import { StateLabel } from "../../src/primitives/StateLabel";
import { type StateName, stateInfo } from "../../src/primitives/states";
import { DiffWord, Id, Num } from "../../src/primitives/Text";

interface Row {
  rack: string;
  type: string;
  powerW: number | null;
}
const rows: Row[] = [
  { rack: "1-17-01", type: "C5", powerW: 8100 },
  { rack: "1-17-02", type: "C5", powerW: 7400 },
  { rack: "1-17-03", type: "M3", powerW: 6200 },
  { rack: "1-17-04", type: "C5", powerW: 6600 },
];
const columns: Column<Row>[] = [
  { id: "rack", header: "Rack", cell: (row) => <Id>{row.rack}</Id>, noWrap: true },
  { id: "type", header: "Type", cell: (row) => row.type },
  {
    id: "power",
    header: "Power",
    align: "end",
    cell: (row) => (row.powerW === null ? <StateLabel state="unknown" /> : <Num of={formatPower(row.powerW)} />),
  },
  {
    id: "limit",
    header: "Against the limit",
    width: "30%",
    cell: (row) => <LimitBar label="Power" used={row.powerW} limit={8800} format={(w) => formatPower(w).text} />,
  },
];
const table = { label: "Racks", columns, rowKey: (row: Row) => row.rack, density: "compact" as const };

function Cell({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section style={{ borderBottom: "1px solid var(--hair)", minWidth: 0 }}>
      <SectionHeader id={title} title={title} note={note} />
      {children}
    </section>
  );
}

export function StatesPage() {
  return (
    <>
      <PageHeader title="States and parts">
        One table in every state it can be in. Size and head stay where they are; only the body changes.
      </PageHeader>
      <div style={{ display: "grid", gridTemplateColumns: "repeat(auto-fit,minmax(290px,1fr))" }}>
        <Cell title="Full" note="4 racks, as of 09:42">
          <DataTable {...table} rows={rows} currentKey="1-17-02" hotkeys onCurrent={() => undefined} />
        </Cell>
        <Cell title="Loading" note="skeleton of the final size">
          <DataTable {...table} rows={[]} loadingRows={4} />
        </Cell>
        <Cell title="Not asked yet" note="nothing runs until you do">
          <NotAskedYet title="Choose a row to list its racks" actions={<Button size="small">Open 1-17</Button>}>
            Up to 20 racks a row. The last row you looked at was 1-17.
          </NotAskedYet>
        </Cell>
        <Cell title="Empty by filter" note="0 of 612 racks">
          <DataTable
            {...table}
            rows={[]}
            body={
              <EmptyByFilter
                title="No rack matches type A2 and free over 4 kW"
                onClear={() => undefined}
                actions={<Button size="small">Use over 2 kW</Button>}
              >
                612 racks without the filter; 3 with free over 2 kW.
              </EmptyByFilter>
            }
          />
        </Cell>
        <Cell title="Empty, not set up" note="no racks recorded">
          <EmptyState
            title="NRD-4 has no racks yet"
            actions={
              <>
                <Button size="small" variant="primary">
                  Import
                </Button>
                <Button size="small">Template</Button>
              </>
            }
          >
            Bring them from a file or from your record system, or start from a template of 36 rows.
          </EmptyState>
        </Cell>
        <Cell title="Stale" note="age is part of the value">
          <DataTable
            {...table}
            rows={rows.slice(0, 3)}
            banner={<StaleNote onRefresh={() => undefined}>3 h 10 min old: meter 1D-4 is silent</StaleNote>}
          />
        </Cell>
        <Cell title="Partial" note="3 of 4 sources answered">
          <DataTable
            {...table}
            rows={[...rows.slice(0, 2), { rack: "1-17-03", type: "M3", powerW: null }]}
            foot={<Partial>Total is at least 15.5 kW: 1 rack left out</Partial>}
          />
        </Cell>
        <Cell title="Error" note="trace 7c1e-40b2">
          <ErrorState
            title="The racks of row 1-17 could not be read"
            cause="The record store did not answer within 10 s. Nothing was changed."
            traceId="7c1e-40b2"
            onRetry={() => undefined}
          />
        </Cell>
        <Cell title="No permission" note="you see that it exists">
          <NoPermission
            title="Racks of NRD-3 are for its operators"
            grantedBy="Aino, facilities power"
            actions={<Button size="small">Ask Aino</Button>}
          >
            You hold planner for eu-north.
          </NoPermission>
        </Cell>
        <Cell title="Working" note="can be left and found again">
          <Progress
            title="Importing racks"
            done={912}
            total={1440}
            now="Now room 2, row 10"
            timeLeft="about 40 s left"
            note="3 rows set aside to look at."
            onCancel={() => undefined}
            onBackground={() => undefined}
          />
        </Cell>
        <Cell title="Disabled, with its reason" note="never silent">
          <Message
            icon="blocked"
            title="Abort is off for this run"
            actions={
              <>
                <Button size="small" off="Wave 3 is energised">
                  Abort…
                </Button>
                <Button size="small">Go to gate 3</Button>
              </>
            }
          >
            Wave 3 is energised. Abort opens again when gate 3 is decided.
          </Message>
        </Cell>
      </div>
      <div style={{ display: "grid", gridTemplateColumns: "repeat(auto-fit,minmax(300px,1fr))" }}>
        <Cell title="States" note="icon, word, pattern, colour; fine things carry no colour">
          <div
            style={{
              display: "grid",
              gridTemplateColumns: "repeat(3,minmax(0,max-content))",
              gap: "2px 18px",
              padding: "0 var(--gutter) 12px",
            }}
          >
            {(Object.keys(stateInfo) as StateName[]).map((state) => (
              <span key={state}>
                <StateLabel state={state} box={state === "planned" || state === "unknown"} />
              </span>
            ))}
          </div>
        </Cell>
        <Cell title="Bars" note="the gap before the tick is the headroom">
          <div
            style={{
              display: "grid",
              gridTemplateColumns: "110px 1fr 62px",
              gap: "6px 12px",
              padding: "2px var(--gutter)",
              alignItems: "center",
            }}
          >
            <span>used, reserved</span>
            <LimitBar used={62} held={14} limit={100} />
            <LimitShare share={0.76} />
            <span>with plan</span>
            <LimitBar used={62} held={8} planned={18} limit={100} />
            <LimitShare share={0.88} />
            <span>after failure</span>
            <LimitBar used={72} gain={24} limit={100} />
            <LimitShare share={0.96} />
            <span className="hr-crit">over</span>
            <LimitBar used={112} limit={100} />
            <LimitShare share={1.12} />
            <span>not known</span>
            <LimitBar used={null} limit={100} />
            <LimitShare share={null} />
            <span>no limit set</span>
            <LimitBar used={48} limit={null} scaleMax={100} />
            <span className="hr-pct">
              <Num of="4.1" unit="MW" />
            </span>
            <span>failed</span>
            <LimitBar used={0} limit={100} failed />
            <LimitShare share={0} />
          </div>
        </Cell>
        <Cell title="Controls">
          <div className="hr-bt" style={{ padding: "2px var(--gutter)" }}>
            <Button variant="primary" keyHint="1">
              Approve
            </Button>
            <Button>Edit</Button>
            <Button variant="danger">Decline</Button>
            <Button off="Nothing has failed for good">Retry failed</Button>
            <Button off="Nothing has failed for good" offBeside>
              Retry failed
            </Button>
          </div>
          <div className="hr-bt" style={{ padding: "8px var(--gutter)" }}>
            <DiffWord kind="add" />
            <DiffWord kind="move" />
            <DiffWord kind="retire" />
            <DiffWord kind="same" />
            <FilterChip onRemove={() => undefined}>type: C5</FilterChip>
            <Clock share={0.2}>2 h 40 min</Clock>
            <Clock share={0.6}>3 d 6 h</Clock>
            <Clock share={1}>9 d 2 h</Clock>
          </div>
        </Cell>
      </div>
    </>
  );
}

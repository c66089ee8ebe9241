"use client";
import type { ScenarioBoard, ScenarioOptions } from "@headroom/contracts/scenario";
import { formatCount, formatNumber } from "@headroom/ui/format/numbers";
import { Knob, ScenarioColumns, type ScenarioRow } from "@headroom/ui/plan/ScenarioColumns";
import { Button } from "@headroom/ui/primitives/Button";
import { PageHeader } from "@headroom/ui/primitives/PageHeader";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Muted } from "@headroom/ui/primitives/Text";
import { parseAsString } from "nuqs";
import { useState } from "react";
import { Ago } from "../frame/time";
import { ColumnActions } from "./ColumnActions";
import { CompareSection } from "./CompareSection";
import "./builder.css";
import { useQueryStates } from "../frame/address";
import { type BoardColumn, columnsOf, stateOf } from "./columns";
import { columnsCsv } from "./columnsCsv";
import { type Editing, EditorDialog } from "./EditorDialog";
import { FirstScenario } from "./FirstScenario";
import { KeepButton } from "./KeepButton";
import { knobRows, knobWords } from "./knobs";
import { namesOf } from "./names";
import { outcomeRows } from "./outcome";
import { StaleBand } from "./StaleBand";
import { useScenarioChange } from "./useBoard";
import { useBuilderKeys } from "./useBuilderKeys";
import { WhySection } from "./WhySection";

interface BuilderViewProps {
  board: ScenarioBoard;
  /** Absent: still loading; names show when it is there. */
  options: ScenarioOptions | undefined;
}

/** Columns, then what the chosen one does otherwise, and why. Which column is chosen and what it is held against is in the address. */
export function BuilderView({ board, options }: BuilderViewProps) {
  const { plan, edit } = board;
  const change = useScenarioChange(plan.id);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [at, setAt] = useQueryStates({
    column: parseAsString.withDefault(""),
    against: parseAsString.withDefault("base"),
  });
  const columns = columnsOf(board);
  const chosen = columns.find((c) => c.id === at.column) ?? columns[1] ?? columns[0]!;
  const against =
    columns.find((c) => c.id === at.against && c.id !== chosen.id) ?? columns.find((c) => c.id !== chosen.id);
  const choose = (id: string) => void setAt({ column: id });
  const names = namesOf(options, board.requests);
  const full = board.scenarios.length >= 4 ? "A plan has at most four scenarios: remove one" : null;
  const addOff = edit.ok ? full : edit.why;
  const add = () => setEditing({ scenario: null, knob: null });
  const turn = (column: BoardColumn, knob: string) =>
    edit.ok && column.scenario ? () => setEditing({ scenario: column.scenario, knob }) : undefined;
  useBuilderKeys({ columns, chosen, choose, add: addOff ? null : add, edit: edit.ok, setEditing, change, setAt });

  const knobs: ScenarioRow[] = knobRows.map((row) => ({
    id: row.id,
    label: row.label,
    cells: columns.map((column) => {
      if (!column.scenario) return <Muted strong>{row.base(plan)}</Muted>;
      const words = knobWords(row, column.scenario.changes, names);
      const shown = words ?? row.base(plan);
      return (
        <Knob
          key={column.id}
          changed={words !== null}
          label={`${row.label} of ${column.name}: ${shown}`}
          onPress={turn(column, row.id)}
        >
          {shown}
        </Knob>
      );
    }),
  }));
  const outcome = outcomeRows(columns.map((column) => ({ summary: column.summary, state: stateOf(column) })));
  return (
    <>
      <PageHeader
        id={`PL-${plan.id}`}
        title={`${plan.title}: scenarios`}
        state={<StateLabel state={plan.state} box />}
        actions={
          <>
            <Button href={`/plans/${plan.id}`}>The plan</Button>
            <Button keyHint="N" off={addOff} onPress={add}>
              Add scenario
            </Button>
            {chosen.scenario ? (
              <KeepButton board={board} scenario={chosen.scenario} names={names} keep={change.keep} />
            ) : null}
          </>
        }
      >
        <Sentence board={board} chosen={chosen} />
      </PageHeader>
      <StaleBand board={board} change={change} />
      {columns.length > 1 ? (
        <div className="sc-switch">
          <Segmented
            label="Column"
            options={columns.map((c) => ({ value: c.id, label: c.id === "base" ? "Base" : c.id }))}
            value={chosen.id}
            onChange={choose}
          />
        </div>
      ) : null}
      <ScenarioColumns
        label={`PL-${plan.id} and its scenarios: knobs and outcome`}
        chosenId={chosen.id}
        onChoose={choose}
        columns={columns.map((column) => ({
          id: column.id,
          name: column.name,
          detail: <Detail column={column} plan={plan} />,
        }))}
        groups={[
          { id: "knobs", label: "Knobs", rows: knobs },
          { id: "outcome", label: "Outcome", rows: outcome },
        ]}
        aside={
          board.scenarios.length === 0 ? (
            <FirstScenario board={board} options={options} create={change.create} off={addOff} onAdd={add} />
          ) : undefined
        }
      />
      {chosen.scenario ? (
        <ColumnActions
          scenario={chosen.scenario}
          edit={edit}
          change={change}
          onEdit={() => setEditing({ scenario: chosen.scenario, knob: null })}
          onCsv={() => columnsCsv(board, columns, names)}
        />
      ) : null}
      {against && chosen.scenario ? (
        <div className="sc-lower">
          <CompareSection
            board={board}
            columns={columns}
            from={against}
            to={chosen}
            onFrom={(id) => void setAt({ against: id })}
          />
          <WhySection column={chosen} />
        </div>
      ) : null}
      <EditorDialog
        key={editing ? `${editing.scenario?.id ?? "new"} ${editing.scenario?.version ?? 0} ${editing.knob}` : "closed"}
        editing={editing}
        board={board}
        options={options}
        names={names}
        change={change}
        onClose={() => setEditing(null)}
        onSaved={choose}
      />
    </>
  );
}

function Detail({ column, plan }: { column: BoardColumn; plan: ScenarioBoard["plan"] }) {
  const { scenario } = column;
  if (!scenario) return <>The draft as it was planned, seed {plan.seed}</>;
  return (
    <>
      {scenario.name}
      {scenario.state === "done" && scenario.solvedAt ? (
        <span className="hr-p3">
          , solved <Ago at={scenario.solvedAt} />
          {scenario.tookMs !== null ? ` in ${formatNumber(scenario.tookMs / 1000, 1)} s` : ""}
        </span>
      ) : null}
    </>
  );
}

function Sentence({ board, chosen }: { board: ScenarioBoard; chosen: BoardColumn }) {
  const base = board.base.summary;
  if (!base) return <>The draft has no outcome to compare with yet.</>;
  const asked = (
    <>
      {formatCount(board.requests.length, "request")}, {formatCount(base.racksAsked, "rack")} asked; the base places{" "}
      <b>{formatNumber(base.racksPlaced)}</b>.
    </>
  );
  const { scenario, summary } = chosen;
  if (!scenario) return asked;
  if (!summary)
    return (
      <>
        {asked} Scenario <b>{scenario.letter}</b> has no outcome yet.
      </>
    );
  const change = summary.racksPlaced - base.racksPlaced;
  const words =
    change === 0 ? "as many as the base" : `${formatNumber(Math.abs(change))} ${change > 0 ? "more" : "fewer"}`;
  return (
    <>
      {asked} Scenario <b>{scenario.letter}</b> places <b>{formatNumber(summary.racksPlaced)}</b> of{" "}
      {formatNumber(summary.racksAsked)}, {words}.
    </>
  );
}

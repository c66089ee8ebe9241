"use client";
import type { KeyboardEvent, ReactNode } from "react";
import { Icon } from "../primitives/Icon";
import { StateLabel } from "../primitives/StateLabel";
import { Hidden } from "../primitives/Text";

export interface ScenarioColumn {
  id: string;
  /** "Base", "Scenario A". */
  name: string;
  /** Under the name: what it is, or where it is. */
  detail?: ReactNode;
}

export interface ScenarioRow {
  id: string;
  label: ReactNode;
  /** In the order of the columns. */
  cells: readonly ReactNode[];
}

export interface ScenarioColumnsProps {
  /** What is compared, said as the table's name. */
  label: string;
  columns: readonly ScenarioColumn[];
  groups: readonly { id: string; label: string; rows: readonly ScenarioRow[] }[];
  chosenId: string;
  /** Absent: nothing is to be chosen, the last column is simply the one in question. */
  onChoose?: (id: string) => void;
  /** Beside the columns: where the first scenario would stand. */
  aside?: ReactNode;
}

/**
 * A plan and its scenarios side by side: base first, the chosen column tinted and topped in accent. It is a table, so it is its own twin. On a
 * phone the base and the chosen column are left, and the page brings a switcher.
 */
export function ScenarioColumns({ label, columns, groups, chosenId, onChoose, aside }: ScenarioColumnsProps) {
  const flags = (id: string, i: number) => ({
    "data-on": (id === chosenId && i > 0) || undefined,
    "data-away": (id !== chosenId && i > 0) || undefined,
  });
  const table = (
    <table className="hr-sc" data-columns={columns.length}>
      <caption className="hr-vh">{label}</caption>
      <thead>
        <tr>
          <th scope="col">
            <Hidden>Measure</Hidden>
          </th>
          {columns.map((column, i) => (
            <th key={column.id} scope="col" {...flags(column.id, i)}>
              {onChoose ? (
                <button
                  type="button"
                  aria-pressed={column.id === chosenId}
                  onClick={() => onChoose(column.id)}
                  onKeyDown={(event) => stepColumn(event, columns, i, onChoose)}
                >
                  {column.name}
                  {column.id === chosenId && i > 0 ? (
                    <span className="hr-sc-on">
                      <Icon name="within" size={12} />
                      Chosen
                    </span>
                  ) : null}
                </button>
              ) : (
                <b className="hr-sc-nm">{column.name}</b>
              )}
              {column.detail ? <div className="hr-sc-ds">{column.detail}</div> : null}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.id}>
          <tr className="hr-sc-grp">
            <th scope="rowgroup">{group.label}</th>
            {columns.map((column, i) => (
              <td key={column.id} {...flags(column.id, i)} />
            ))}
          </tr>
          {group.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.label}</th>
              {columns.map((column, i) => (
                <td key={column.id} {...flags(column.id, i)}>
                  {row.cells[i]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
  if (!aside) return table;
  return (
    <div className="hr-sc-with">
      {table}
      <div className="hr-sc-aside">{aside}</div>
    </div>
  );
}

/** Left and right on a head go to the next column, as they do on the page. */
function stepColumn(
  event: KeyboardEvent<HTMLButtonElement>,
  columns: readonly ScenarioColumn[],
  at: number,
  onChoose: (id: string) => void,
): void {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  const next = columns[at + step];
  if (step === 0 || !next) return;
  event.preventDefault();
  onChoose(next.id);
  const head = event.currentTarget.closest("tr")?.children[at + step + 1];
  head?.querySelector("button")?.focus();
}

/** A knob of a scenario: its setting, to be turned. Bold where it differs from the base. */
export function Knob({
  children,
  changed,
  label,
  onPress,
}: {
  children: ReactNode;
  changed: boolean;
  /** Said instead: "Growth of scenario A: 20 % more". */
  label: string;
  /** Absent: it cannot be turned now. */
  onPress?: () => void;
}) {
  if (!onPress)
    return (
      <span className="hr-sc-kn" data-changed={changed || undefined}>
        {children}
      </span>
    );
  return (
    <button type="button" className="hr-sc-kn" data-changed={changed || undefined} aria-label={label} onClick={onPress}>
      <span>{children}</span>
      <Icon name="chevronDown" size={12} />
    </button>
  );
}

/** The difference to the base beside a value: "+3", "−0.4", "~ other"; nothing where it is the same. Sign first, colour second. */
export function Delta({ children, kind }: { children: ReactNode; kind: "more" | "less" | "other" }) {
  return (
    <span className="hr-sc-dl" data-kind={kind}>
      {kind === "other" ? "~ " : null}
      {children}
    </span>
  );
}

/** A column that has no outcome (yet): its state in the place of the first figure. */
export function ColumnState({
  state,
  children,
}: {
  state: "queued" | "running" | "failed" | "cancelled";
  children?: ReactNode;
}) {
  return (
    <span className="hr-sc-st">
      <StateLabel state={state}>{children}</StateLabel>
    </span>
  );
}

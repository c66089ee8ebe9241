import type { ColumnDecision, ScenarioBoard, ScenarioDto } from "@headroom/contracts/scenario";
import { ColumnState } from "@headroom/ui/plan/ScenarioColumns";
import type { ReactNode } from "react";
import type { Figures } from "./outcome";

/** A column of the board: the base or a scenario. */
export interface BoardColumn {
  /** "base", "A" .. "D". */
  readonly id: string;
  /** "Base", "Scenario A". */
  readonly name: string;
  readonly scenario: ScenarioDto | null;
  readonly summary: Figures;
  readonly decisions: readonly ColumnDecision[];
}

export const columnsOf = (board: ScenarioBoard): BoardColumn[] => [
  { id: "base", name: "Base", scenario: null, summary: board.base.summary, decisions: board.base.decisions },
  ...board.scenarios.map((scenario) => ({
    id: scenario.letter,
    name: `Scenario ${scenario.letter}`,
    scenario,
    summary: scenario.summary,
    decisions: scenario.decisions,
  })),
];

const phases: Record<string, string> = {
  queued: "Waiting for a worker",
  loading: "Reading the floors",
  planning: "Placing racks",
  explaining: "Writing down why",
  saving: "Saving",
};

/** What stands where the first figure would be. */
export function stateOf({ scenario }: BoardColumn): ReactNode {
  if (!scenario || scenario.state === "done") return null;
  const { state, progress } = scenario;
  if (state !== "running" || !progress) return <ColumnState state={state}>{stateWords[state]}</ColumnState>;
  const share = progress.total > 0 ? `, ${progress.done} of ${progress.total}` : "";
  return <ColumnState state="running">{`${phases[progress.phase] ?? "Working"}${share}`}</ColumnState>;
}

const stateWords = {
  queued: "Waiting for a worker",
  running: "Being solved",
  failed: "Failed",
  cancelled: "Cancelled",
} as const;

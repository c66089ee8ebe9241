"use client";
import type { ColumnSummary, ScenarioBoard } from "@headroom/contracts/scenario";
import { limitName } from "../explanation/words";
import { downloadCsv } from "../frame/downloadCsv";
import type { BoardColumn } from "./columns";
import { knobRows, knobWords } from "./knobs";
import type { Names } from "./names";

const figures: readonly (readonly [string, (s: ColumnSummary) => string | number | null])[] = [
  ["Requests placed", (s) => s.requestsPlaced],
  ["Requests", (s) => s.requests],
  ["Racks placed", (s) => s.racksPlaced],
  ["Racks asked", (s) => s.racksAsked],
  ["Power added (W)", (s) => s.powerW],
  ["Positions taken", (s) => s.positions],
  ["Cost", (s) => s.cost],
  ["Datacenters used", (s) => s.datacenters.join(" ")],
  ["Worst single failure, load (W)", (s) => s.worstFailureAfter?.loadW ?? null],
  ["Worst single failure, limit (W)", (s) => s.worstFailureAfter?.limitW ?? null],
  ["Worst single failure, device", (s) => s.worstFailureAfter?.device ?? null],
  ["Stranded power before (W)", (s) => s.before.power.stranded],
  ["Stranded power after (W)", (s) => s.after.power.stranded],
  ["Stranded positions before", (s) => s.before.space.stranded],
  ["Stranded positions after", (s) => s.after.space.stranded],
  ["What binds", (s) => (s.binds ? limitName(s.binds as Parameters<typeof limitName>[0]) : null)],
  ["Racks that it keeps out", (s) => s.binds?.racks ?? 0],
  ["Next limit", (s) => (s.next ? limitName(s.next.check) : null)],
  ["Runs out (months)", (s) => s.exhaustionMonthsAfter],
  ["Racks on one feed", (s) => s.oneFeedRacks],
  ["Racks without power", (s) => s.darkRacks],
  ["Racks without cooling", (s) => s.uncooledRacks],
];

/** The columns as a file: a line for each knob and each figure. */
export function columnsCsv(board: ScenarioBoard, columns: readonly BoardColumn[], names: Names): void {
  const rows = [
    ...knobRows.map((row) => [
      row.label,
      ...columns.map((c) => (c.scenario && knobWords(row, c.scenario.changes, names)) ?? row.base(board.plan)),
    ]),
    ...figures.map(([label, value]) => [label, ...columns.map((c) => (c.summary ? value(c.summary) : null))]),
  ];
  downloadCsv(`PL-${board.plan.id}-scenarios.csv`, ["Measure", ...columns.map((c) => c.name)], rows);
}

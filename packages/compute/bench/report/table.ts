import type { Contest } from "./collect";
import type { Row } from "./rows";

// biome-ignore format: a row of a table
const HEAD = [
  "method", "seeds", "reward", "racks", "first rejected", "stranded % at first", "at end", "ms a batch p50", "p95",
  "% of bound", "% of gap", "ours - it", "won-lost-tied", "p",
];

const cellsOf = (row: Row): string[] => {
  const { against } = row;
  return [
    row.method,
    String(row.seeds),
    row.reward.toFixed(0),
    row.racks.toFixed(0),
    row.firstRejected.toFixed(1),
    row.strandedAtFirst.toFixed(2),
    row.strandedAtEnd.toFixed(2),
    row.p50Ms.toFixed(0),
    row.p95Ms.toFixed(0),
    row.ofBound.toFixed(1),
    row.closed?.toFixed(0) ?? "",
    against ? against.reward.mean.toFixed(0) : "",
    against ? `${against.reward.wins}-${against.reward.losses}-${against.reward.ties}` : "",
    against ? against.reward.p.toPrecision(2) : "",
  ];
};

/** A contest as a Markdown table. */
export function tableOf({ group, policy, bounds }: Contest, rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const title = `${group}, ${policy}, seeds ${Math.min(...bounds.keys())} to ${Math.max(...bounds.keys())}`;
  return [
    title,
    "",
    line(HEAD),
    line(HEAD.map((_, i) => (i ? "---:" : "---"))),
    ...rows.map((r) => line(cellsOf(r))),
  ].join("\n");
}

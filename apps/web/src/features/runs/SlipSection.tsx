"use client";
import type { RunDetail, SpentDto } from "@headroom/contracts/run";
import { formatDateTime, formatDuration } from "@headroom/ui/format/dates";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { Muted } from "@headroom/ui/primitives/Text";
import { useNow } from "../frame/time";
import { partWords, slipSentence } from "./slip";

/** A minute is the least that is told; what is smaller is in the last line, so that the lines add up. */
const LEAST_MS = 60_000;
const SHOWN = 8;

/** Why it ends later, or sooner, than it was first expected to: parts that add up to it. */
export function SlipSection({ run }: { run: RunDetail }) {
  const now = useNow();
  const { slip } = run;
  if (!slip || Math.abs(slip.byMs) < LEAST_MS) return null;
  const shown = slip.parts.filter(({ ms }) => Math.abs(ms) >= LEAST_MS).slice(0, SHOWN);
  const rest = slip.byMs - shown.reduce((sum, { ms }) => sum + ms, 0);
  const rows: SpentDto[] =
    Math.abs(rest) >= LEAST_MS ? [...shown, { kind: "spread", stage: "rest", who: null, ms: rest }] : shown;
  return (
    <Section
      id="slip"
      title={slip.byMs > 0 ? "Why it is later" : "Why it is sooner"}
      note={`than expected ${formatDateTime(slip.since, now)}`}
    >
      <p className="pad">{slipSentence(run)}</p>
      <DataTable
        label="What makes it later or sooner; the lines add up"
        density="compact"
        columns={columns(run)}
        rows={rows}
        rowKey={({ kind, stage }) => `${kind}/${stage}`}
        foot={
          <p className="pad hr-s12">
            Together <b>{signed(slip.byMs)}</b>: from {formatDateTime(slip.from, now)} to {formatDateTime(slip.to, now)}
            .
          </p>
        }
      />
    </Section>
  );
}

const signed = (ms: number): string => `${ms > 0 ? "+" : "−"}${formatDuration(Math.abs(ms))}`;

const columns = (run: RunDetail): readonly Column<SpentDto>[] => [
  {
    id: "what",
    header: "What",
    wrap: true,
    cell: (part) => (part.stage === "rest" && part.kind === "spread" ? "smaller things" : partWords(run, part)),
  },
  { id: "who", header: "With", noWrap: true, priority: 2, cell: (part) => part.who ?? <Muted>nobody</Muted> },
  {
    id: "ms",
    header: "Longer by",
    align: "end",
    noWrap: true,
    cell: ({ ms }) => <span className={ms > 0 ? "hr-att" : undefined}>{signed(ms)}</span>,
  },
];

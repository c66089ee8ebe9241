"use client";
import { formatCount } from "@headroom/ui/format/numbers";
import { Link } from "@headroom/ui/primitives/Link";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id } from "@headroom/ui/primitives/Text";
import { RunProgress } from "@headroom/ui/run/RunProgress";
import { needsWords, runId } from "@headroom/ui/run/words";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { useMay } from "../frame/useMay";
import { isInTrouble } from "./trouble";
import "./run.css";

const SHOWN = 5;

/** On the overview: runs in trouble, and those that wait at a gate. Nothing where all goes by itself. */
export function RunsTroubled() {
  const trpc = useTRPC();
  const may = useMay();
  const runs = useQuery(
    trpc.run.list.queryOptions(
      { states: ["running", "paused", "halted", "aborting"], limit: 500 },
      { refetchInterval: 30_000, enabled: may("run.read") },
    ),
  );
  const rows = (runs.data?.rows ?? [])
    .filter((row) => isInTrouble(row) || row.counts.gatesAsked > 0)
    .sort((a, b) => Number(isInTrouble(b)) - Number(isInTrouble(a)) || a.id - b.id);
  if (rows.length === 0) return null;
  return (
    <Section
      id="runs"
      title="Runs in trouble"
      note={formatCount(rows.length, "run")}
      actions={<Link href="/operations">Operations</Link>}
    >
      <ul className="pad plain-list">
        {rows.slice(0, SHOWN).map((row) => {
          const needs = needsWords(row);
          return (
            <li key={row.id}>
              <Link href={`/runs/${row.id}`}>
                <Id>{runId(row.id)}</Id> {row.title}
              </Link>
              <span className="hr-row run-troubled">
                <RunProgress counts={row.counts} />
                <StateLabel state={row.state === "running" ? "waiting" : row.state}>{needs?.words ?? ""}</StateLabel>
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

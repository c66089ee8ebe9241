"use client";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { AllDone } from "@headroom/ui/primitives/EmptyState";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Link } from "@headroom/ui/primitives/Link";
import { Columns, PageHeader, Section } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsStringLiteral } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryState } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { useMay } from "../frame/useMay";
import { isInTrouble } from "../runs/trouble";
import { lateDays } from "../runs/words";
import { AlertsSection } from "./AlertsSection";
import { HandoverSection } from "./HandoverSection";
import { RunsInTrouble } from "./RunsInTrouble";
import { TasksSection } from "./TasksSection";
import { WorkersSection } from "./WorkersSection";

const PauseAllDialog = dynamic(() => import("./PauseAllDialog").then((module) => module.PauseAllDialog), {
  ssr: false,
});

const EVERY_MS = 5_000;

/** For whoever is on duty: what is in trouble, what will be late, what waits for people, and the switch for everything. */
export function OperationsPage() {
  const trpc = useTRPC();
  const may = useMay();
  /** In the address, so that the palette leads to it. */
  const [asks, setAsks] = useQueryState("switch", parseAsStringLiteral(["yes"]));
  const runs = useQuery(
    trpc.run.list.queryOptions(
      { states: ["queued", "running", "paused", "halted", "aborting"], limit: 500 },
      { refetchInterval: EVERY_MS },
    ),
  );
  const late = useQuery(trpc.task.list.queryOptions({ late: true }, { refetchInterval: EVERY_MS }));
  const mine = useQuery(trpc.task.list.queryOptions({ mine: true }, { refetchInterval: EVERY_MS }));
  const operations = useQuery(trpc.operations.get.queryOptions(undefined, { refetchInterval: EVERY_MS }));
  const paused = operations.data?.paused ?? null;
  const rows = runs.data?.rows ?? null;
  const trouble = rows?.filter(isInTrouble) ?? null;
  const willBeLate =
    rows?.filter((row) => !isInTrouble(row) && ((lateDays(row) ?? 0) > 0 || row.counts.late > 0)) ?? null;
  const off = may("run.control") ? null : "It is for planners, operators and admins";
  useHotkeys([
    { keys: "t", label: "in trouble", run: () => focusTable("trouble") },
    { keys: "m", label: "my tasks", run: () => focusTable("mine") },
  ]);
  return (
    <>
      <ShellScope crumbs={[{ label: "Operations", href: "/operations" }]} />
      <PageHeader
        title="Operations"
        say
        actions={
          paused ? (
            <Button variant="primary" off={off} onPress={() => void setAsks("yes")}>
              Resume all runs…
            </Button>
          ) : (
            <Button variant="danger" icon="paused" off={off} onPress={() => void setAsks("yes")}>
              Pause all runs…
            </Button>
          )
        }
      >
        {rows === null ? (
          "What is in trouble now, what will be late, and what waits for people."
        ) : (
          <Sentence
            trouble={trouble?.length ?? 0}
            late={late.data?.total ?? 0}
            runs={rows.length}
            mine={mine.data?.total ?? 0}
          />
        )}
      </PageHeader>
      <Columns template="minmax(0,1fr) minmax(380px,34%)">
        <div>
          <Section
            id="trouble"
            title="In trouble now"
            note="halted, failed for good, or trying again"
            actions={<Link href="/runs">All runs</Link>}
          >
            {runs.error && !runs.data ? (
              <QueryFailure error={runs.error} what="The runs" onRetry={() => void runs.refetch()} />
            ) : (
              <RunsInTrouble
                label="Runs in trouble now"
                rows={trouble}
                empty={
                  <AllDone title="No run is in trouble">What halts or fails for good stands here at once.</AllDone>
                }
              />
            )}
          </Section>
          <Section
            id="late"
            title="Will be late"
            note="expected after the day they are due, or with tasks over their time"
          >
            <RunsInTrouble
              label="Runs that will be late"
              rows={willBeLate}
              empty={<AllDone title="Everything is expected in time" />}
            />
          </Section>
          <TasksSection
            id="stuck"
            title="Stuck tasks"
            note="over their time, most urgent first"
            query={late}
            empty="No task is over its time"
          />
          <TasksSection id="mine" title="My tasks" note="most urgent first" query={mine} empty="No task is yours" />
        </div>
        <div>
          <HandoverSection />
          {may("alert.read") ? <AlertsSection /> : null}
          <WorkersSection />
        </div>
      </Columns>
      {asks && off === null && operations.data ? (
        <PauseAllDialog paused={paused} running={rows?.length ?? 0} onClose={() => void setAsks(null)} />
      ) : null}
    </>
  );
}

function focusTable(section: string): void {
  document.querySelector<HTMLElement>(`[aria-labelledby="${section}"] :is(a[href], button)`)?.focus();
}

function Sentence({ trouble, late, runs, mine }: { trouble: number; late: number; runs: number; mine: number }) {
  return (
    <>
      {trouble === 0 ? (
        "Nothing is in trouble"
      ) : (
        <b>{`${formatCount(trouble, "run")} ${trouble === 1 ? "is" : "are"} in trouble`}</b>
      )}
      {late > 0
        ? `, ${formatCount(late, "task")} ${late === 1 ? "is" : "are"} over ${late === 1 ? "its" : "their"} time`
        : ""}
      . {formatCount(runs, "run")} in work
      {mine > 0 ? `, ${formatCount(mine, "task")} of yours` : ""}.
    </>
  );
}

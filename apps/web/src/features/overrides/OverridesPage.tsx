"use client";
import type { OverrideDto, OverrideReport } from "@headroom/contracts/override";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { Link } from "@headroom/ui/primitives/Link";
import { Columns, PageHeader, Section } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { downloadCsv } from "../frame/downloadCsv";
import { QueryFailure } from "../frame/QueryFailure";
import { Day } from "../frame/time";
import { overridesCsv } from "./overridesCsv";
import { RulesSection } from "./RulesSection";
import { TallyTable } from "./TallyTable";
import { placeName, signedPoints } from "./words";

/** Where people placed racks otherwise than the planner, why, and what it cost; and the rules that came of it. */
export function OverridesPage() {
  const trpc = useTRPC();
  const report = useQuery(trpc.override.report.queryOptions());
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Plans", href: "/plans" },
          { label: "Overrides", href: "/plans/overrides" },
        ]}
      />
      {report.error ? (
        <QueryFailure error={report.error} what="The overrides" onRetry={() => void report.refetch()} />
      ) : report.data ? (
        <OverridesView report={report.data} />
      ) : (
        <SkeletonBlock heightPx={480} label="Loading the overrides" />
      )}
    </>
  );
}

function OverridesView({ report }: { report: OverrideReport }) {
  const { overrides } = report;
  const cost = overrides.reduce((sum, one) => sum + one.cost, 0);
  const csv = () => {
    const file = overridesCsv(overrides);
    downloadCsv("overrides.csv", file.header, file.rows);
  };
  return (
    <>
      <PageHeader
        title="Overrides"
        actions={
          overrides.length > 0 ? (
            <Button icon="download" onPress={csv}>
              CSV
            </Button>
          ) : undefined
        }
      >
        {overrides.length === 0 ? (
          "Nobody has moved a placement yet: every one stands where the planner put it."
        ) : (
          <>
            {formatCount(overrides.length, "placement")} moved by people, <b>{signedPoints(cost)} points</b> in all;
            more is dearer than where the planner had them.
          </>
        )}
      </PageHeader>
      <Columns template="minmax(0,1fr) 420px">
        <Section id="list" title="Moved placements" note={overrides.length > 0 ? "newest first" : undefined}>
          <DataTable<OverrideDto>
            label="Moved placements"
            columns={columns}
            rows={overrides}
            rowKey={(one) => String(one.id)}
            density="normal"
            body={
              overrides.length === 0 ? (
                <EmptyState
                  title="No overrides"
                  actions={
                    <Button size="small" href="/plans?show=open">
                      See the drafts
                    </Button>
                  }
                >
                  In a draft, a placement is moved from its reasons, or on the floor by dragging it or with M.
                </EmptyState>
              ) : undefined
            }
          />
        </Section>
        <div>
          <RulesSection offers={report.offers} rules={report.rules} />
          <TallyTable id="reasons" title="By reason" head="Reason" rows={report.byReason} />
          <TallyTable id="rows" title="By row left" head="Row" rows={report.byRow} />
        </div>
      </Columns>
    </>
  );
}

const states = {
  kept: <StateLabel state="within">In force</StateLabel>,
  replaced: <Muted>moved again</Muted>,
  released: <Muted>given back</Muted>,
  dropped: <StateLabel state="near">No longer held</StateLabel>,
} as const;

const columns: readonly Column<OverrideDto>[] = [
  {
    id: "what",
    header: "What",
    cell: (one) => (
      <>
        <Link href={`/plans/${one.planId}?why=${one.requestId}`}>
          <Id>RQ-{one.requestId}</Id>
        </Link>{" "}
        {formatCount(one.racks, "rack")} of {one.rackType}
        <span className="hr-t-sub">{one.note || one.plan}</span>
      </>
    ),
  },
  {
    id: "rows",
    header: "From, to",
    noWrap: true,
    priority: 2,
    cell: (one) => (
      <>
        {one.to.datacenter} {one.from ? placeName(one.from, one.to.datacenter) : <Muted>no place</Muted>}
        {" \u2192 "}
        {placeName(one.to, one.to.datacenter)}
      </>
    ),
  },
  { id: "reason", header: "Reason", wrap: true, cell: (one) => one.reason },
  {
    id: "cost",
    header: "Points",
    align: "end",
    noWrap: true,
    cell: (one) => (
      <>
        {signedPoints(one.cost)}
        {one.racksLost > 0 ? (
          <span className="hr-t-sub">{formatCount(one.racksLost, "rack")} lost their place</span>
        ) : null}
      </>
    ),
  },
  { id: "state", header: "State", priority: 2, noWrap: true, cell: (one) => states[one.state] },
  {
    id: "by",
    header: "By",
    priority: 3,
    noWrap: true,
    cell: (one) => (
      <>
        {one.author.name}{" "}
        <Muted>
          <Day at={one.createdAt} />
        </Muted>
      </>
    ),
  },
];

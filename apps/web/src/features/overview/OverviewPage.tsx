"use client";
import type { Overview } from "@headroom/contracts/overview";
import { formatDate, formatDay, formatInstant, formatTime } from "@headroom/ui/format/dates";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { AllDone } from "@headroom/ui/primitives/EmptyState";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Link } from "@headroom/ui/primitives/Link";
import { Columns, PageHeader, Section } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { Id, Muted } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { useRouter } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { TimeLeft, useNow } from "../frame/time";
import { useMay } from "../frame/useMay";
import { runsOutWords } from "../regions/regionRows";
import { RunsTroubled } from "../runs/RunsTroubled";
import { auditVerb, entityHref, entityLabel } from "../words/audit";
import { NeedsTable } from "./NeedsTable";
import { RegionsByMonths } from "./RegionsByMonths";
import { WaitingTable } from "./WaitingTable";

/** What needs this person today, and how the fleet stands. */
export function OverviewPage() {
  const trpc = useTRPC();
  const router = useRouter();
  const may = useMay();
  const now = useNow();
  const overview = useQuery(trpc.overview.get.queryOptions(undefined, { refetchInterval: 30_000 }));
  const data = overview.data;
  useHotkeys(
    may("request.create") ? [{ keys: "c", label: "new request", run: () => router.push("/requests/new") }] : [],
  );
  return (
    <>
      <ShellScope crumbs={[{ label: "All regions", href: "/regions" }]} />
      <PageHeader
        title={formatDay(now, now)}
        actions={
          may("request.create") ? (
            <Button variant="primary" keyHint="C" href="/requests/new">
              New request
            </Button>
          ) : null
        }
      >
        {data ? <Sentence overview={data} /> : "What needs you today, and how the fleet stands."}
      </PageHeader>
      {overview.error && !data ? (
        <QueryFailure error={overview.error} what="The overview" onRetry={() => void overview.refetch()} />
      ) : (
        <Columns template="minmax(0,1fr) 452px">
          <div>
            <Section
              id="needs"
              title="Needs you"
              note={
                data && data.needsYou.length > 0
                  ? `${formatCount(data.needsYou.length, "thing")}, by time left`
                  : undefined
              }
              actions={<Link href="/inbox">Inbox</Link>}
            >
              <NeedsTable needs={data?.needsYou ?? null} />
            </Section>
            <Section
              id="regions"
              title="Regions by months to exhaustion"
              note="the resource that binds first, by the plain trend of twelve months"
              actions={<Link href="/regions">Map and list</Link>}
            >
              <RegionsByMonths regions={data?.regions ?? null} />
            </Section>
          </div>
          <div>
            {data && data.plansRunning.length > 0 ? <Running plans={data.plansRunning} /> : null}
            <RunsTroubled />
            <Section
              id="waiting"
              title="Requests waiting"
              note={data ? `${data.requestsWaiting.length} open, time left to answer` : undefined}
              actions={<Link href="/requests">All requests</Link>}
            >
              <WaitingTable requests={data?.requestsWaiting ?? null} />
            </Section>
            {may("audit.read") ? <Changed changes={data?.changed ?? []} /> : null}
          </div>
        </Columns>
      )}
    </>
  );
}

function Sentence({ overview }: { overview: Overview }) {
  const [first] = overview.needsYou;
  const soon = overview.regions
    .filter((region) => region.exhaustion.status === "known")
    .sort((a, b) => (a.exhaustion.months ?? 0) - (b.exhaustion.months ?? 0))[0];
  return (
    <>
      {overview.needsYou.length === 0
        ? "Nothing waits for you"
        : `${formatCount(overview.needsYou.length, "thing")} ${overview.needsYou.length === 1 ? "is" : "are"} yours`}
      {first?.dueAt ? (
        <>
          , the first:{" "}
          <b>
            <TimeLeft due={first.dueAt} />
          </b>
        </>
      ) : null}
      .{" "}
      {soon ? (
        <>
          <b>{soon.code}</b> runs out first: {runsOutWords(soon.exhaustion)}
          {soon.exhaustion.resource ? `, ${soon.exhaustion.resource}` : ""}.
        </>
      ) : null}
    </>
  );
}

function Running({ plans }: { plans: Overview["plansRunning"] }) {
  return (
    <Section id="running" title="Being planned" note={formatCount(plans.length, "plan")}>
      <ul className="pad plain-list">
        {plans.map((plan) => (
          <li key={plan.id}>
            <Link href={`/plans/${plan.id}`}>
              <Id>PL-{plan.id}</Id> {plan.title}
            </Link>{" "}
            <Muted>{plan.total > 0 ? `${plan.done} of ${plan.total}` : plan.state}</Muted>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Changed({ changes }: { changes: Overview["changed"] }) {
  const now = useNow();
  const today = formatDate(now, now);
  return (
    <Section id="changed" title="Changed lately" actions={<Link href="/audit">Audit</Link>}>
      {changes.length === 0 ? (
        <AllDone title="Nothing has changed yet" />
      ) : (
        <ul className="changed-list">
          {changes.map((change) => {
            const href = entityHref(change.entityKind, change.entityId);
            const label = entityLabel(change.entityKind, change.entityId);
            return (
              <li key={`${change.at}-${change.action}-${change.entityId}`}>
                <time dateTime={change.at} title={formatInstant(change.at)} className="hr-mut">
                  {formatDate(change.at, now) === today ? formatTime(change.at) : formatDate(change.at, now)}
                </time>
                <span>
                  {href ? <Link href={href}>{label}</Link> : label} {auditVerb(change.action)}, {change.actor}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}

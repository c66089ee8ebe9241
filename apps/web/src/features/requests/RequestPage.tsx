"use client";
import type { RequestDetail } from "@headroom/contracts/request";
import { can } from "@headroom/core/access/permissions";
import { nextRequestState } from "@headroom/core/lifecycle/request";
import { formatInstant } from "@headroom/ui/format/dates";
import { formatPower } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Link } from "@headroom/ui/primitives/Link";
import { Columns, KeyValue, PageHeader, Section } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { stateByName } from "@headroom/ui/primitives/states";
import { Id, Muted, Num } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { CertificateView } from "../explanation/CertificateView";
import { WhyPanel } from "../explanation/WhyPanel";
import { useRouter } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { Day, TimeLeft } from "../frame/time";
import { liveOf } from "../plans/PlanRequests";
import { auditAction } from "../words/audit";
import { rulesWords, ruleTitles } from "../words/keys";
import { askedWords, placeWords, priorityWords } from "../words/requests";
import { CancelRequestDialog } from "./CancelRequestDialog";
import { PlanDialog } from "./PlanDialog";
import { useReopen } from "./useReopen";

/** One request: what it asks, what became of it and why. */
export function RequestPage({ id }: { id: number }) {
  const trpc = useTRPC();
  const request = useQuery(trpc.request.get.queryOptions({ id }));
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Requests", href: "/requests" },
          { label: `RQ-${id}`, href: `/requests/${id}` },
        ]}
      />
      {request.error ? (
        <QueryFailure error={request.error} what={`Request RQ-${id}`} onRetry={() => void request.refetch()} />
      ) : request.data ? (
        <RequestView request={request.data} />
      ) : (
        <SkeletonBlock heightPx={480} label={`Loading RQ-${id}`} />
      )}
    </>
  );
}

function RequestView({ request }: { request: RequestDetail }) {
  const router = useRouter();
  const actions = useRequestActions(request);
  const [dialog, setDialog] = useState<"plan" | "cancel" | null>(null);
  const reopen = useReopen(request);
  useHotkeys([
    ...(actions.edit ? [{ keys: "e", label: "edit", run: () => router.push(`/requests/${request.id}/edit`) }] : []),
    ...(actions.plan ? [{ keys: "p", label: "plan", run: () => setDialog("plan") }] : []),
  ]);
  return (
    <>
      <PageHeader
        id={`RQ-${request.id}`}
        title={request.title}
        state={<StateLabel state={request.state} box />}
        actions={
          <>
            {actions.cancel ? <Button onPress={() => setDialog("cancel")}>Cancel request</Button> : null}
            {actions.reopen ? (
              <Button off={reopen.isPending ? "Opening" : null} onPress={() => reopen.mutate()}>
                Open again
              </Button>
            ) : null}
            {actions.edit ? (
              <Button keyHint="E" href={`/requests/${request.id}/edit`}>
                Edit
              </Button>
            ) : null}
            {actions.plan ? (
              <Button variant="primary" keyHint="P" onPress={() => setDialog("plan")}>
                Plan it
              </Button>
            ) : null}
          </>
        }
      >
        {request.service} asks for <b>{askedWords(request)}</b> in {placeWords(request)} by{" "}
        <Day at={request.neededBy} />, <Num of={formatPower(request.powerW)} />.
        {request.stateReason ? ` ${stateByName(request.state).word}: ${request.stateReason}` : ""}
      </PageHeader>
      <Columns template="minmax(0,1fr) 388px">
        <div>
          <PlansSection request={request} />
          <NowSection request={request} />
          <HistorySection request={request} />
        </div>
        <Section id="asked" title="What is asked">
          <div className="pad">
            <KeyValue
              items={[
                { label: "Service", value: request.service },
                { label: "Amount", value: askedWords(request) },
                { label: "Power", value: <Num of={formatPower(request.powerW)} /> },
                { label: "Where", value: placeWords(request) },
                { label: "Must hold", value: request.requiredTags.join(", ") || <Muted>nothing special</Muted> },
                {
                  label: "Lots",
                  value: request.splitRule === "all_or_nothing" ? "all of them or none" : "as many as fit",
                },
                ...rulesWords(request.rules).map(({ kind, text }) => ({ label: ruleTitles[kind], value: text })),
                { label: "Needed by", value: <Day at={request.neededBy} /> },
                { label: "Priority", value: priorityWords[request.priority] ?? String(request.priority) },
                { label: "Answer", value: <Answer request={request} /> },
                { label: "Asked by", value: request.requester.name },
              ]}
            />
            {request.note ? <p className="note-text">{request.note}</p> : null}
          </div>
        </Section>
      </Columns>
      <PlanDialog open={dialog === "plan"} requests={[request]} onClose={() => setDialog(null)} />
      <CancelRequestDialog open={dialog === "cancel"} request={request} onClose={() => setDialog(null)} />
    </>
  );
}

/** While no plan has it: the rows of now, and what would help where none takes it. */
function NowSection({ request }: { request: RequestDetail }) {
  if (request.plans.length > 0 || (request.state !== "open" && request.state !== "draft")) return null;
  return (
    <Section id="now" title="Where it would go now" note="best first; nothing is held">
      <WhyPanel requestId={request.id} />
    </Section>
  );
}

function PlansSection({ request }: { request: RequestDetail }) {
  return (
    <Section id="plans" title="Plans" note={request.plans.length > 0 ? "newest first" : undefined}>
      {request.plans.length === 0 ? (
        <EmptyState title="No plan has it yet">
          A planner answers it with a plan; until then this is how it stands to the floor of now.
        </EmptyState>
      ) : (
        request.plans.map((plan) => (
          <article key={plan.id} className="stack-item">
            <p className="pad">
              <Link href={`/plans/${plan.id}`}>
                <Id>PL-{plan.id}</Id> {plan.title}
              </Link>{" "}
              <Muted>
                {stateByName(plan.state).word.toLowerCase()}, {plan.racksPlaced} of {request.racks} racks placed
              </Muted>
            </p>
            {plan.certificate ? (
              <CertificateView certificate={plan.certificate} live={liveOf(plan, request.id)} />
            ) : null}
          </article>
        ))
      )}
    </Section>
  );
}

function HistorySection({ request }: { request: RequestDetail }) {
  return (
    <Section id="history" title="History">
      <ol className="pad plain-list">
        {request.history.map((event) => (
          <li key={`${event.at}-${event.action}`}>
            <Muted>{formatInstant(event.at)}</Muted> {auditAction(event.action)} by {event.actor}
            {event.reason ? `: ${event.reason}` : ""}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Answer({ request }: { request: RequestDetail }) {
  if (request.state === "open" || request.state === "planned") return <TimeLeft due={request.answerBy} />;
  return (
    <>
      given, was due <Day at={request.answerBy} />
    </>
  );
}

/** What this person may do with it now; the server decides again. */
function useRequestActions(request: RequestDetail) {
  const trpc = useTRPC();
  const me = useQuery(trpc.session.me.queryOptions());
  const role = me.data?.person.role;
  if (!role) return { edit: false, plan: false, cancel: false, reopen: false };
  const mine = me.data?.person.id === request.requester.id || can(role, "plan.create");
  const allows = (action: Parameters<typeof nextRequestState>[1]) => nextRequestState(request.state, action) !== null;
  return {
    edit: mine && can(role, "request.edit") && allows("edit"),
    plan: can(role, "plan.create") && allows("plan"),
    cancel: mine && can(role, "request.cancel") && allows("cancel"),
    reopen: mine && can(role, "request.edit") && allows("reopen"),
  };
}

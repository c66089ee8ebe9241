"use client";
import type { PlanDetail } from "@headroom/contracts/plan";
import { WhyWaterfall } from "@headroom/ui/charts/WhyWaterfall";
import { formatInstant, formatTimeLeft } from "@headroom/ui/format/dates";
import { formatList } from "@headroom/ui/format/lists";
import { formatCount, formatNumber, formatPower } from "@headroom/ui/format/numbers";
import { PlanDiff } from "@headroom/ui/plan/PlanDiff";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { ErrorState } from "@headroom/ui/primitives/ErrorState";
import { Link } from "@headroom/ui/primitives/Link";
import { Columns, PageHeader, Section, SummaryStrip } from "@headroom/ui/primitives/PageHeader";
import { HashBox } from "@headroom/ui/primitives/Signing";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Num } from "@headroom/ui/primitives/Text";
import { parseAsInteger } from "nuqs";
import { useQueryStates } from "../frame/address";
import { useNow } from "../frame/time";
import { PlanRunsSection } from "../runs/PlanRunsSection";
import { ApprovalHistory } from "./ApprovalHistory";
import { costWords, diffRows } from "./diffRows";
import { exhaustionWords } from "./exhaustion";
import { ImpactSections } from "./ImpactSections";
import { DisplacedSection } from "./ImpactWords";
import { MendsSection } from "./MendsSection";
import { PlanActions } from "./PlanActions";
import { PlanProgressBlock } from "./PlanProgressBlock";
import { livingStates, PlanRequests } from "./PlanRequests";
import { StaleNotice } from "./StaleNotice";
import { stoppedBy, waterfallSteps } from "./waterfall";
import { worstTone, worstWords } from "./worst";

type Progress = PlanDetail["progress"];

export function PlanView({ plan, progress }: { plan: PlanDetail; progress: Progress }) {
  const { summary } = plan;
  const steps = waterfallSteps(plan.requestList);
  const [, setWhy] = useQueryStates({ why: parseAsInteger, try: parseAsInteger });
  const tryStep = (stepId: string) => {
    const id = stoppedBy(plan.requestList, stepId)?.id ?? null;
    void setWhy({ why: id, try: id }).then(() =>
      document.getElementById(`why-${id}`)?.scrollIntoView({ block: "nearest" }),
    );
  };
  const working = plan.state === "queued" || plan.state === "running";
  return (
    <>
      <PageHeader
        id={`PL-${plan.id}`}
        title={plan.title}
        state={<StateLabel state={plan.state} box />}
        actions={<PlanActions plan={plan} />}
      >
        <Sentence plan={plan} />
      </PageHeader>
      <StaleNotice plan={plan} />
      {working ? <PlanProgressBlock plan={plan} progress={progress} /> : null}
      {plan.state === "failed" ? (
        <ErrorState
          title="The plan could not be made"
          cause={plan.failure?.message ?? "The worker gave no cause. Nothing was changed."}
          traceId={plan.failure?.traceId}
        />
      ) : null}
      {summary ? (
        <>
          <SummaryStrip
            items={
              plan.repairs
                ? movedItems(summary)
                : [
                    { label: "Requests placed", value: `${summary.requestsPlaced} of ${summary.requests}` },
                    {
                      label: "Racks placed",
                      value: `${formatNumber(summary.racksPlaced)} of ${formatNumber(summary.racksAsked)}`,
                    },
                    { label: "Power", value: <Num of={formatPower(summary.powerW, { signed: true })} /> },
                    { label: "Cost", value: costWords(summary.cost) },
                    {
                      label: "Worst single failure",
                      value: worstWords(summary.worstFailureBefore, summary.worstFailureAfter),
                      tone: worstTone(summary.worstFailureAfter),
                    },
                  ]
            }
          />
          <Columns template="minmax(0,1fr) 452px">
            <div>
              <Section
                id="diff"
                title="What it does"
                note={formatCount(plan.actions.length, "action")}
                actions={plan.repairs ? null : <Link href={`/plans/${plan.id}/scenarios`}>Scenarios</Link>}
              >
                <PlanDiff
                  label="Actions of the plan"
                  rows={diffRows(plan.actions, plan.id)}
                  body={
                    plan.actions.length === 0 ? (
                      plan.repairs ? (
                        <EmptyState title="It moves nothing">
                          Nothing is broken any more that moving racks mends.
                        </EmptyState>
                      ) : (
                        <EmptyState title="It places nothing">
                          Each request below says which limit stops it, and what would help.
                        </EmptyState>
                      )
                    ) : undefined
                  }
                />
              </Section>
              {steps.length > 0 ? (
                <Section
                  id="waterfall"
                  title={`Why ${formatNumber(summary.racksPlaced)} and not ${formatNumber(summary.racksAsked)}`}
                  note="racks taken by each limit, most first"
                >
                  <WhyWaterfall
                    unit="racks"
                    asked={summary.racksAsked}
                    steps={steps}
                    placed={summary.racksPlaced}
                    onTry={livingStates.includes(plan.state) ? tryStep : undefined}
                  />
                </Section>
              ) : null}
              <ImpactSections impacts={summary.impacts} title={(code) => `Before and after in ${code}`} />
              <DisplacedSection summary={summary} />
            </div>
            <div>
              {plan.repairs ? <MendsSection plan={plan} /> : <PlanRequests plan={plan} />}
              {plan.hash ? (
                <Section
                  id="hash"
                  title="What is signed"
                  note={`${plan.policy}, seed ${plan.seed}, ${formatNumber(plan.steps)} steps`}
                >
                  <HashBox hash={plan.hash}>
                    Any change to the plan makes a new hash and takes every signature back.
                  </HashBox>
                </Section>
              ) : null}
              {plan.state === "committed" ? <PlanRunsSection planId={plan.id} /> : null}
              <ApprovalHistory plan={plan} />
            </div>
          </Columns>
        </>
      ) : null}
    </>
  );
}

/** Of a plan that moves racks: nothing is placed, drawn or paid for that was not before. */
const movedItems = (summary: NonNullable<PlanDetail["summary"]>) => [
  { label: "Racks moved", value: formatNumber(summary.racksMoved ?? 0) },
  {
    label: "Worst single failure",
    value: worstWords(summary.worstFailureBefore, summary.worstFailureAfter),
    tone: worstTone(summary.worstFailureAfter),
  },
];

function Sentence({ plan }: { plan: PlanDetail }) {
  const now = useNow();
  const { summary } = plan;
  if (plan.repairs)
    return (
      <>
        {summary ? (
          <>
            Moves <b>{formatCount(summary.racksMoved ?? 0, "rack")}</b> in{" "}
            <Link href={`/limits/${encodeURIComponent(plan.repairs)}`}>{plan.repairs}</Link> to mend what is broken
            there
          </>
        ) : (
          `Mends what is broken in ${plan.repairs}`
        )}
        . By {plan.author.name}, {formatInstant(plan.createdAt)}
        {plan.state === "submitted" && plan.holdExpiresAt
          ? `; the places they go to are held, ${formatTimeLeft(plan.holdExpiresAt, now)}`
          : ""}
        .
      </>
    );
  if (!summary)
    return (
      <>
        {formatCount(plan.requests, "request")} planned together, by {plan.author.name}.
      </>
    );
  const where = formatList(plan.datacenters);
  return (
    <>
      Places <b>{formatNumber(summary.racksPlaced)}</b> of {formatCount(summary.racksAsked, "rack")}
      {where ? ` in ${where}` : ""}, <Num of={formatPower(summary.powerW, { signed: true })} />. By {plan.author.name},{" "}
      {formatInstant(plan.createdAt)}
      {plan.state === "submitted" && plan.holdExpiresAt
        ? `; its positions are held, ${formatTimeLeft(plan.holdExpiresAt, now)}`
        : ""}
      .{exhaustionWords(summary)}
    </>
  );
}

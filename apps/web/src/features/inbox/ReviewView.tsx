"use client";
import type { Review } from "@headroom/contracts/approval";
import { formatInstant, formatTimeLeft } from "@headroom/ui/format/dates";
import { formatList } from "@headroom/ui/format/lists";
import { formatCount, formatNumber, formatPower } from "@headroom/ui/format/numbers";
import { PlanDiff } from "@headroom/ui/plan/PlanDiff";
import { PolicyList, policySummary } from "@headroom/ui/plan/PolicyList";
import { IconButton } from "@headroom/ui/primitives/Button";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Link } from "@headroom/ui/primitives/Link";
import { Columns, PageHeader, Section, SummaryStrip } from "@headroom/ui/primitives/PageHeader";
import { HashBox, type Signer, SignerList } from "@headroom/ui/primitives/Signing";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Muted, Num } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { useRouter } from "../frame/address";
import { useNow } from "../frame/time";
import { costWords as pointsWords } from "../overrides/words";
import { costWords, diffRows } from "../plans/diffRows";
import { exhaustionWords } from "../plans/exhaustion";
import { ImpactSections } from "../plans/ImpactSections";
import { DisplacedSection } from "../plans/ImpactWords";
import { MendsSection } from "../plans/MendsSection";
import { StaleNotice } from "../plans/StaleNotice";
import { worstTone, worstWords } from "../plans/worst";
import { racksOf } from "../words/requests";
import { Decision } from "./Decision";
import { IfItGoesWrong } from "./IfItGoesWrong";
import { ReviewFloor } from "./ReviewFloor";

export function ReviewView({ review }: { review: Review }) {
  const router = useRouter();
  const now = useNow();
  const trpc = useTRPC();
  const me = useQuery(trpc.session.me.queryOptions());
  const { summary, inboxPosition } = review;
  const pending = review.approvals.find((one) => one.id === review.approvalId);
  const go = (id: number | null | undefined) => {
    if (id) router.push(`/inbox/${id}`);
  };
  useHotkeys([
    { keys: "j", label: "next in inbox", caps: "J K", run: () => go(inboxPosition?.next) },
    { keys: "k", label: "previous in inbox", strip: false, run: () => go(inboxPosition?.previous) },
    { keys: "Escape", label: "back to inbox", caps: "Esc", run: () => router.push("/inbox") },
  ]);
  return (
    <>
      <PageHeader
        id={`PL-${review.id}`}
        title={review.title}
        state={
          pending ? (
            <StateLabel state="waiting" box>
              {`Waits for a signature, ${formatTimeLeft(pending.dueAt, now)}`}
            </StateLabel>
          ) : (
            <StateLabel state={review.state} box />
          )
        }
        actions={
          inboxPosition ? (
            <>
              <Muted>
                {inboxPosition.index + 1} of {inboxPosition.of} in your inbox
              </Muted>
              <IconButton
                icon="chevronUp"
                label="Previous in inbox"
                disabled={!inboxPosition.previous}
                onClick={() => go(inboxPosition.previous)}
              />
              <IconButton
                icon="chevronDown"
                label="Next in inbox"
                disabled={!inboxPosition.next}
                onClick={() => go(inboxPosition.next)}
              />
            </>
          ) : null
        }
      >
        {summary && review.repairs ? (
          <>
            Moves <b>{formatCount(summary.racksMoved ?? 0, "rack")}</b> in {review.repairs} to mend what is broken
            there. Asked by {review.author.name}
            {pending ? `, ${formatInstant(pending.requestedAt)}` : ""}.
          </>
        ) : summary ? (
          <>
            Adds <b>{formatCount(summary.racksPlaced, "rack")}</b> and{" "}
            <b>
              <Num of={formatPower(summary.powerW, { signed: true })} />
            </b>{" "}
            in {formatList(review.datacenters)}. Asked by {review.author.name}
            {pending ? `, ${formatInstant(pending.requestedAt)}` : ""}.{exhaustionWords(summary)}
          </>
        ) : (
          "It has no result to look at."
        )}
      </PageHeader>
      <StaleNotice plan={review} />
      {summary ? (
        <>
          <SummaryStrip
            items={[
              {
                label: "Actions",
                value: formatCount(
                  review.actions.length,
                  review.repairs ? "move" : "add",
                  review.repairs ? "moves" : "add",
                ),
              },
              { label: "Cost", value: costWords(summary.cost) },
              {
                label: "Worst single failure",
                value: worstWords(summary.worstFailureBefore, summary.worstFailureAfter),
                tone: worstTone(summary.worstFailureAfter),
              },
              {
                label: "Stranded power",
                value: `${formatPower(summary.after.power.stranded).text}, was ${formatPower(summary.before.power.stranded).text}`,
              },
              {
                label: "Hold ends",
                value: review.holdExpiresAt ? formatInstant(review.holdExpiresAt) : "no hold",
              },
            ]}
          />
          <Columns template="minmax(0,1fr) 388px" className="review-cols">
            <div>
              <ImpactSections impacts={summary.impacts} title={(code) => `Impact on ${code}`} />
              <ReviewFloor planId={review.id} moves={review.repairs !== null} datacenters={placesOf(summary.impacts)} />
              <IfItGoesWrong review={review} />
              <Section id="diff" title="Every action" note={formatCount(review.actions.length, "action")}>
                <PlanDiff rows={diffRows(review.actions, review.id)} label="Every action of the plan" />
              </Section>
              <DisplacedSection summary={summary} />
              {review.repairs ? <MendsSection plan={review} /> : <ForWhom review={review} />}
            </div>
            <div className="review-side">
              <Decision review={review} />
              <Section id="signers" title="Who signs">
                <SignerList
                  signers={review.signers.map((signer, index) =>
                    signerOf(signer, index, me.data?.person, pending && formatTimeLeft(pending.dueAt, now)),
                  )}
                />
              </Section>
              {review.hash ? (
                <Section id="hash" title="What you sign" note={`version ${review.version}`}>
                  <HashBox hash={review.hash}>
                    Any change to the plan makes a new hash and takes every signature back.
                  </HashBox>
                </Section>
              ) : null}
              <Section id="policies" title="Policies" note={policySummary(review.policies.map(policyOf))}>
                <PolicyList policies={review.policies.map(policyOf)} />
              </Section>
            </div>
          </Columns>
        </>
      ) : null}
    </>
  );
}

function ForWhom({ review }: { review: Review }) {
  return (
    <Section id="requests" title="For whom">
      <ul className="pad plain-list">
        {review.requestList.map((entry) => (
          <li key={entry.id}>
            <Link href={`/requests/${entry.id}`}>RQ-{entry.id}</Link> {entry.service},{" "}
            {racksOf(entry.racks, entry.rackType)}: {formatNumber(entry.racksPlaced)} placed{" "}
            <Muted>asked by {entry.requester.name}</Muted>
            {entry.certificate?.override?.dropped === null ? (
              <span className="hr-t-sub">
                In row {entry.certificate.override.row} by {entry.certificate.override.by}, not by the planner:{" "}
                {entry.certificate.override.reason.toLowerCase()}, {pointsWords(entry.certificate.override.cost)}
                {entry.certificate.override.note ? `; \u201c${entry.certificate.override.note}\u201d` : ""}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Most racks first: that floor is shown first. */
const placesOf = (impacts: NonNullable<Review["summary"]>["impacts"]) =>
  [...impacts].sort((a, b) => b.racks - a.racks).map((impact) => impact.datacenter);

const policyOf = (policy: Review["policies"][number]) => ({
  id: policy.code,
  rule: policy.text,
  result: policy.result,
  detail: policy.value,
});

/** A place that is open to a role is the reader's while the reader has that role. */
function signerOf(
  signer: Review["signers"][number],
  index: number,
  me: { id: string; role: string } | undefined,
  left: string | undefined,
): Signer {
  const isMe = signer.person === null ? signer.role === me?.role : signer.person.id === me?.id;
  return {
    id: signer.person?.id ?? `${signer.role}-${index}`,
    name: isMe ? "You" : (signer.person?.name ?? `Any ${signer.role}`),
    office: signer.person ? signer.role : isMe ? `or any other ${signer.role}` : undefined,
    state: signer.state,
    detail: signer.at ? `${signer.state}, ${formatInstant(signer.at)}` : (left ?? "not yet"),
    me: isMe,
  };
}

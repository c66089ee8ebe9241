"use client";
import type { Review } from "@headroom/contracts/approval";
import { Button } from "@headroom/ui/primitives/Button";
import { Notice } from "@headroom/ui/primitives/Notice";
import { SectionHeader } from "@headroom/ui/primitives/PageHeader";
import { DecisionBar } from "@headroom/ui/primitives/Signing";
import { useToast } from "@headroom/ui/primitives/Toast";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { useRouter } from "../frame/address";
import { ReasonDialog } from "../frame/ReasonDialog";
import { failureWords } from "../words/errors";
import { useSnooze } from "./useSnooze";

type Answer = "request_changes" | "decline";

const done = {
  committed: "approved and committed",
  changes_requested: "sent back for changes",
  declined: "declined",
} as const;

/** The three answers. What is signed is the hash on this screen; the server compares it. */
export function Decision({ review }: { review: Review }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const [asking, setAsking] = useState<Answer | null>(null);
  const next = () => router.push(review.inboxPosition?.next ? `/inbox/${review.inboxPosition.next}` : "/inbox");
  const snooze = useSnooze(next);
  const decide = useMutation(
    trpc.approval.decide.mutationOptions({
      onSuccess: async (result) => {
        setAsking(null);
        await queries.invalidateQueries();
        if (result.outcome === "stale") return;
        toast({ text: `PL-${review.id} ${done[result.outcome]}` });
        next();
      },
    }),
  );
  const off = offReason(review);
  const answer = (verdict: "approve" | Answer, reason = "") => {
    if (review.approvalId === null || review.hash === null) return;
    decide.mutate({ approvalId: review.approvalId, hash: review.hash, verdict, reason });
  };
  const putAside = () =>
    snooze.mutate({ planId: review.id, until: new Date(Date.now() + 24 * 3600 * 1000).toISOString() });
  const failure = decide.error ? failureWords(publicErrorOf(decide.error), "Your decision") : null;
  return (
    <div className="decision">
      <SectionHeader
        id="decision"
        title="Your decision"
        actions={
          off === null ? (
            <Button variant="quiet" size="small" keyHint="H" onPress={putAside}>
              Snooze
            </Button>
          ) : null
        }
      />
      {failure && asking === null ? (
        <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice>
      ) : null}
      {decide.data?.outcome === "stale" ? (
        <Notice tone="attention" role="alert">
          Nothing was committed: the plan no longer holds. Its author has been told.
        </Notice>
      ) : null}
      <DecisionBar
        onApprove={() => answer("approve")}
        onRequestChanges={() => setAsking("request_changes")}
        onDecline={() => setAsking("decline")}
        onSnooze={off === null ? putAside : undefined}
        off={off}
        approveOff={review.policies.some((policy) => policy.result === "fail") ? "A policy fails" : null}
        busy={decide.isPending}
      />
      {off ? (
        <p className="pad hr-phone">{off}.</p>
      ) : (
        <p className="pad hr-mut hr-s12">Approving commits its positions at once; they are checked again first.</p>
      )}
      <ReasonDialog
        open={asking !== null}
        title={asking === "decline" ? `Decline PL-${review.id}?` : `Ask for changes to PL-${review.id}?`}
        confirmWord={asking === "decline" ? "Decline" : "Ask for changes"}
        danger={asking === "decline"}
        busy={decide.isPending}
        error={asking ? decide.error : null}
        onClose={() => setAsking(null)}
        onConfirm={(reason) => asking && answer(asking, reason)}
      >
        {asking === "decline"
          ? "Its positions are given back and its requests are declined. The planner and the requesters read your reason."
          : "Its positions are given back and the planner changes it. The planner reads your reason."}
      </ReasonDialog>
    </div>
  );
}

const closedWords: Partial<Record<Review["state"], string>> = {
  stale: "It no longer holds, so nobody signs it",
  committed: "It is approved and committed",
  declined: "It was declined",
  draft: "It went back to its author",
  cancelled: "It was cancelled",
  expired: "Its hold ran out before anybody signed",
};

/** Why this person cannot decide now, null where they can. */
function offReason(review: Review): string | null {
  if (review.approvalId === null) return closedWords[review.state] ?? "Nothing waits for a signature";
  const approve = review.allowed.approve ?? review.allowed.decide;
  if (approve && !approve.ok) return approve.why ?? "Not yours to sign";
  return null;
}

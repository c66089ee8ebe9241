"use client";
import type { MailTopic } from "@headroom/core/messaging/topics";
import { mailTopics } from "@headroom/core/messaging/topics";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { Checkbox } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";

const words: Readonly<Record<MailTopic, { label: string; help: string }>> = {
  approvals: { label: "What waits for me to decide", help: "Plans to sign, gates of runs" },
  plans: { label: "What became of my plans", help: "Approved, declined, stale, failed; reservations that end" },
  tasks: { label: "My tasks", help: "Given to me, due soon, late" },
  runs: { label: "Runs that need somebody", help: "Halted, failed, late, done" },
  alerts: { label: "Alerts", help: "As they are told in the app; routes of alerts say more exactly which" },
};

/** What this person wishes to hear by mail, beside the app. */
export function MailDialog({ email, onClose }: { email: string; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const kept = useQuery(trpc.notification.topics.queryOptions());
  const [chosen, setChosen] = useState<readonly MailTopic[] | null>(null);
  const save = useMutation(
    trpc.notification.setTopics.mutationOptions({
      onSuccess: (after) => {
        queries.setQueryData(trpc.notification.topics.queryKey(), after);
        onClose();
      },
    }),
  );
  const topics = chosen ?? kept.data?.topics ?? [];
  const failed = save.error ?? kept.error;
  const failure = failed ? failureWords(publicErrorOf(failed), "The choice") : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Mail me, too"
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            off={save.isPending ? "Saving" : kept.data ? null : "One moment"}
            onPress={() => save.mutate({ topics: [...topics] })}
          >
            Save
          </Button>
        </>
      }
    >
      {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
      <p>{`To ${email}, a minute after it happened, unless you have read it here by then.`}</p>
      <fieldset className="duties">
        <legend className="hr-vh">What is mailed</legend>
        {mailTopics.map((topic) => (
          <Checkbox
            key={topic}
            label={words[topic].label}
            help={words[topic].help}
            checked={topics.includes(topic)}
            onChange={(event) =>
              setChosen(event.target.checked ? [...topics, topic] : topics.filter((other) => other !== topic))
            }
          />
        ))}
      </fieldset>
    </Dialog>
  );
}

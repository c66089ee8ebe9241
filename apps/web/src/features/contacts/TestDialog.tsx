"use client";
import type { ContactRow } from "@headroom/contracts/contact";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { deliveryFault } from "../runs/words";
import { failureWords } from "../words/errors";
import { channelWords } from "./contactColumns";
import { useContactChange } from "./useContactChange";

const AGAIN_MS = 1_000;

/** Sends a message that says that messages arrive, and waits for what becomes of it. */
export function TestDialog({ contact, onClose }: { contact: ContactRow; onClose: () => void }) {
  const trpc = useTRPC();
  const { test } = useContactChange();
  const key = test.data?.key ?? "";
  const stands = useQuery(
    trpc.contact.testStands.queryOptions(
      { key },
      {
        enabled: key !== "",
        staleTime: 0,
        refetchInterval: ({ state }) => (state.data && state.data.state !== "queued" ? false : AGAIN_MS),
      },
    ),
  );
  const failure = test.error ? failureWords(publicErrorOf(test.error), "The message") : null;
  const isWaiting = test.isPending || (key !== "" && (stands.data?.state ?? "queued") === "queued");
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Send ${contact.name} a test message?`}
      actions={
        <>
          <Button onPress={onClose}>Close</Button>
          <Button variant="primary" off={isWaiting ? "Sending" : null} onPress={() => test.mutate({ id: contact.id })}>
            {key === "" ? "Send it" : "Send another"}
          </Button>
        </>
      }
    >
      <p>{`${channelWords[contact.channel]} to ${contact.address}. It says that nothing is to be done.`}</p>
      {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
      {stands.data?.state === "sent" ? (
        <Notice icon="within">{`Taken by ${stands.data.sentTo ?? "the server"}.`}</Notice>
      ) : stands.data?.fault ? (
        <Notice tone={stands.data.state === "failed" ? "critical" : "attention"}>
          {stands.data.state === "failed"
            ? `Given up: ${deliveryFault(stands.data.fault)}.`
            : `Not taken yet: ${deliveryFault(stands.data.fault)}. It is tried again by itself.`}
        </Notice>
      ) : isWaiting ? (
        <Notice>On its way…</Notice>
      ) : null}
    </Dialog>
  );
}

"use client";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { deliveryFault } from "../runs/words";
import { failureWords } from "../words/errors";

const AGAIN_MS = 1_000;

interface TestDialogProps {
  /** Who gets it. */
  name: string;
  /** How and where, as "Mail to ben@example.org". */
  how: string;
  test: {
    readonly data: { readonly key: string } | undefined;
    readonly error: unknown;
    readonly isPending: boolean;
  };
  onSend: () => void;
  onClose: () => void;
}

/** Sends a message that says that messages arrive, and waits for what becomes of it. */
export function TestDialog({ name, how, test, onSend, onClose }: TestDialogProps) {
  const trpc = useTRPC();
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
      title={`Send ${name} a test message?`}
      actions={
        <>
          <Button onPress={onClose}>Close</Button>
          <Button variant="primary" off={isWaiting ? "Sending" : null} onPress={onSend}>
            {key === "" ? "Send it" : "Send another"}
          </Button>
        </>
      }
    >
      <p>{`${how}. It says that nothing is to be done.`}</p>
      {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
      {stands.data?.state === "sent" ? (
        <Notice icon="within">{`Taken by ${stands.data.sentTo ?? "the server"}.`}</Notice>
      ) : stands.data?.fault ? (
        <Notice tone={stands.data.state === "failed" ? "critical" : "attention"}>
          {stands.data.state === "failed"
            ? `Given up: ${deliveryFault(stands.data.fault)}.`
            : `Not taken yet: ${deliveryFault(stands.data.fault)}. It is tried again by itself.`}
        </Notice>
      ) : stands.data?.state === "dropped" ? (
        <Notice tone="attention">It was not sent: whoever gets it has no account or address any more.</Notice>
      ) : isWaiting ? (
        <Notice>On its way…</Notice>
      ) : null}
    </Dialog>
  );
}

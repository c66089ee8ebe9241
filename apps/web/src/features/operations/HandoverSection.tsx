"use client";
import { formatDateTime } from "@headroom/ui/format/dates";
import { Button } from "@headroom/ui/primitives/Button";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { TextArea } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { useToast } from "@headroom/ui/primitives/Toast";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { parseAsStringLiteral } from "nuqs";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { useQueryState } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { useNow } from "../frame/time";
import { useMay } from "../frame/useMay";
import { failureWords } from "../words/errors";

/** What the shift before left, and the note to the next one. Older notes stay. */
export function HandoverSection() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const now = useNow();
  const may = useMay()("operations.note");
  const [text, setText] = useState("");
  const [writes, setWrites] = useState(false);
  const [older, setOlder] = useQueryState("notes", parseAsStringLiteral(["all"]));
  const notes = useQuery(trpc.handover.list.queryOptions({ limit: 20 }, { refetchInterval: 30_000 }));
  const write = useMutation(
    trpc.handover.write.mutationOptions({
      onSuccess: () => {
        setText("");
        setWrites(false);
        toast({ text: "The note to the next shift is kept" });
      },
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.handover.pathKey() }),
    }),
  );
  const [latest, ...others] = notes.data?.notes ?? [];
  const failure = write.error ? failureWords(publicErrorOf(write.error), "Keeping it") : null;
  return (
    <Section
      id="handover"
      title="Note to the next shift"
      note={latest ? `${latest.author}, ${formatDateTime(latest.writtenAt, now)}` : undefined}
      actions={
        may && !writes ? (
          <Button size="small" icon="edit" onPress={() => setWrites(true)}>
            Write
          </Button>
        ) : null
      }
    >
      {notes.error && !notes.data ? (
        <QueryFailure error={notes.error} what="The note" onRetry={() => void notes.refetch()} />
      ) : notes.data === undefined ? (
        <SkeletonBlock heightPx={80} label="Loading the note" />
      ) : (
        <>
          {latest ? (
            <p className="pad ops-note">{latest.text}</p>
          ) : (
            <EmptyState title="No note was left">What the next shift has to know stands here.</EmptyState>
          )}
          {writes ? (
            <form
              className="pad form-stack"
              onSubmit={(event) => {
                event.preventDefault();
                if (text.trim() !== "") write.mutate({ text: text.trim(), after: latest?.id ?? null });
              }}
            >
              {failure ? (
                <Notice tone="critical" role="alert">
                  {publicErrorOf(write.error).code === "CONFLICT"
                    ? "Somebody left a note since you read this one: it stands above now. Yours is still here."
                    : `${failure.title}. ${failure.cause}`}
                </Notice>
              ) : null}
              <TextArea
                label="Note"
                rows={5}
                maxLength={4000}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
              <div className="hr-bt">
                <Button
                  type="submit"
                  size="small"
                  off={write.isPending ? "One moment" : text.trim() === "" ? "Nothing is written yet" : null}
                >
                  Leave it
                </Button>
                <Button size="small" variant="quiet" onPress={() => setWrites(false)}>
                  Not now
                </Button>
              </div>
            </form>
          ) : null}
          {others.length > 0 ? (
            <div className="pad">
              <Button size="small" variant="quiet" onPress={() => void setOlder(older ? null : "all")}>
                {older ? "Hide older notes" : `${others.length} older`}
              </Button>
              {older ? (
                <ul className="ops-notes">
                  {others.map((note) => (
                    <li key={note.id}>
                      <span className="hr-mut hr-s11">{`${note.author}, ${formatDateTime(note.writtenAt, now)}`}</span>
                      <p className="ops-note">{note.text}</p>
                    </li>
                  ))}
                </ul>
              ) : null}
            </div>
          ) : null}
        </>
      )}
    </Section>
  );
}

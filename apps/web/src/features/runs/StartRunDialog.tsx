"use client";
import type { RunCreateInput } from "@headroom/contracts/run";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { TextField } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { Id } from "@headroom/ui/primitives/Text";
import { useId, useState } from "react";
import { publicErrorOf } from "../../trpc/public-error";
import { useRouter } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { failureWords } from "../words/errors";
import { RunKnobFields } from "./RunKnobFields";
import { Obstacles, PreviewOne } from "./RunPreview";
import { useRunProposal } from "./useRunProposal";

interface StartRunDialogProps {
  source: RunCreateInput["source"];
  title: string;
  onClose: () => void;
}

/** What a run would do, all that could be lost with it at once, and how it is to go; then it begins. */
export function StartRunDialog({ source, title, onClose }: StartRunDialogProps) {
  const router = useRouter();
  const form = useId();
  const { knobs, set, input, evacuationErrors, preview, create } = useRunProposal(source);
  const [typed, setTyped] = useState("");
  const runs = preview.data?.runs ?? [];
  const obstacles = preview.data?.obstacles ?? [];
  const racks = runs.reduce((sum, run) => sum + run.total.racks, 0);
  const isDestructive = source.from === "racks" && source.kind === "decommission";
  const word = runs[0]?.datacenter ?? "";
  const off = offOf();
  const failure = create.error ? failureWords(publicErrorOf(create.error), "Starting it") : null;
  const submit = () => {
    if (off !== null) return;
    create.mutate(input, {
      onSuccess: ({ runs: made }) => {
        onClose();
        router.push(made.length === 1 && made[0] ? `/runs/${made[0].id}` : "/runs");
      },
    });
  };
  return (
    <Dialog
      open
      alert
      size="wide"
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onPress={onClose}>Not yet</Button>
          <Button variant={isDestructive ? "danger" : "primary"} type="submit" form={form} off={off} offBeside>
            {isDestructive ? `Take out ${formatCount(racks, "rack")}` : "Begin"}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="form-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
        {preview.error ? (
          <QueryFailure error={preview.error} what="What it would do" onRetry={() => void preview.refetch()} />
        ) : preview.data === undefined ? (
          <SkeletonBlock heightPx={260} label="Working out what it would do" />
        ) : (
          <>
            {runs.length > 1 ? (
              <p>{`${formatCount(runs.length, "run")}, one for each site and kind of work.`}</p>
            ) : null}
            {runs.map((run) => (
              <PreviewOne key={`${run.datacenter}/${run.kind}`} run={run} />
            ))}
            <Obstacles obstacles={obstacles} isFatal={source.from === "racks"} />
          </>
        )}
        <RunKnobFields
          knobs={knobs}
          set={set}
          drains={runs.some(({ kind }) => kind !== "provision")}
          own={source.from === "plan" ? source.planId : null}
          errors={evacuationErrors}
        />
        {isDestructive && word !== "" ? (
          <TextField
            label={
              <>
                Type <Id>{word}</Id> to go on
              </>
            }
            value={typed}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
          />
        ) : null}
      </form>
    </Dialog>
  );

  function offOf(): string | null {
    if (create.isPending) return "Starting";
    if (preview.error || preview.data === undefined) return "Nothing is known about it yet";
    if (runs.length === 0) return "Nothing is left to carry out";
    if (source.from === "racks" && obstacles.length > 0) return "Some of the racks cannot be taken, see above";
    if (runs.some((run) => run.faults.length > 0)) return "A wave could never pass its gate, see above";
    if (evacuationErrors !== null) return Object.values(evacuationErrors)[0] ?? null;
    if (isDestructive && typed.trim() !== word) return `Type ${word} first`;
    return null;
  }
}

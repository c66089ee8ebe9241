"use client";
import type { OverrideReason } from "@headroom/contracts/override";
import { Button } from "@headroom/ui/primitives/Button";
import { TextField } from "@headroom/ui/primitives/Field";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { Muted } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { useRules } from "./useRules";

const least = 3;

/** The reasons that a planner chooses from when a placement is moved. Those in use are switched off, never removed. */
export function ReasonsSection({ editable }: { editable: boolean }) {
  const trpc = useTRPC();
  const reasons = useQuery(trpc.override.reasons.queryOptions());
  return (
    <Section id="reasons" title="Reasons for moving a placement" note="what planners choose from">
      {reasons.error ? (
        <QueryFailure error={reasons.error} what="The reasons" onRetry={() => void reasons.refetch()} />
      ) : reasons.data ? (
        <>
          <ul className="pad rule-list">
            {reasons.data.map((reason) => (
              <li key={reason.id}>
                <Reason reason={reason} editable={editable} />
              </li>
            ))}
          </ul>
          {editable ? <NewReason /> : null}
        </>
      ) : (
        <SkeletonBlock heightPx={180} label="Loading the reasons" />
      )}
    </Section>
  );
}

function Reason({ reason, editable }: { reason: OverrideReason; editable: boolean }) {
  const { saveReason } = useRules();
  const [label, setLabel] = useState<string | null>(null);
  const save = (change: Partial<OverrideReason>) =>
    saveReason.mutate({ ...reason, ...change }, { onSuccess: () => setLabel(null) });
  if (label !== null) {
    return (
      <form
        className="reason-edit"
        onSubmit={(event) => {
          event.preventDefault();
          if (label.trim().length >= least) save({ label });
        }}
      >
        <TextField
          label={`Reason, instead of ${reason.label}`}
          hideLabel
          value={label}
          maxLength={80}
          onChange={(event) => setLabel(event.target.value)}
        />
        <Button size="small" type="submit" off={label.trim().length < least ? "A few words" : null}>
          Save
        </Button>
        <Button size="small" variant="quiet" onPress={() => setLabel(null)}>
          Leave it
        </Button>
      </form>
    );
  }
  return (
    <>
      <span>{reason.active ? reason.label : <Muted>{reason.label}, off</Muted>}</span>
      {editable ? (
        <span className="rule-acts">
          <Button size="small" ariaLabel={`Reword ${reason.label}`} onPress={() => setLabel(reason.label)}>
            Reword
          </Button>
          <Button
            size="small"
            ariaLabel={`Switch ${reason.active ? "off" : "on"} ${reason.label}`}
            onPress={() => save({ active: !reason.active })}
          >
            {reason.active ? "Switch off" : "Switch on"}
          </Button>
        </span>
      ) : null}
    </>
  );
}

function NewReason() {
  const { saveReason } = useRules();
  const [label, setLabel] = useState("");
  const off = label.trim().length < least ? "Type a few words first" : saveReason.isPending ? "Being added" : null;
  return (
    <form
      className="pad reason-edit"
      onSubmit={(event) => {
        event.preventDefault();
        if (!off) saveReason.mutate({ label, active: true }, { onSuccess: () => setLabel("") });
      }}
    >
      <TextField label="New reason" value={label} maxLength={80} onChange={(event) => setLabel(event.target.value)} />
      <Button type="submit" off={off}>
        Add
      </Button>
    </form>
  );
}

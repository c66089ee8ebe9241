"use client";
import { Select, TextField } from "@headroom/ui/primitives/Field";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { keyWords } from "@headroom/ui/run/words";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import type { EvacuationDraft, EvacuationErrors } from "./evacuation";

interface EvacuationFieldsProps {
  /** Of the form: fields take theirs from it. */
  id: string;
  draft: EvacuationDraft;
  errors: EvacuationErrors;
  /** Plan that the run itself carries out: it cannot wait for that. */
  own: number | null;
  onChange: (change: Partial<EvacuationDraft>) => void;
}

const kinds = [
  { value: "none", label: "None" },
  { value: "plan", label: "A plan here" },
  { value: "elsewhere", label: "Kept elsewhere" },
] as const;

/** Where the load goes: a plan of ours that racks wait for, or the name of one that is kept elsewhere. */
export function EvacuationFields({ id, draft, errors, own, onChange }: EvacuationFieldsProps) {
  const trpc = useTRPC();
  const plans = useQuery(
    trpc.plan.list.queryOptions(
      { states: ["draft", "submitted", "committed", "stale"], limit: 200 },
      { enabled: draft.kind === "plan" },
    ),
  );
  return (
    <>
      <div>
        <Segmented label="Evacuation plan" options={kinds} value={draft.kind} onChange={(kind) => onChange({ kind })} />
      </div>
      {draft.kind === "plan" ? (
        <Select
          id={`${id}-planId`}
          label="Plan"
          help="No rack counts as drained before all of its racks serve"
          error={errors.planId}
          placeholder={plans.isPending ? "Loading" : "Choose a plan"}
          value={draft.planId}
          onChange={(event) => onChange({ planId: event.target.value })}
          options={(plans.data?.rows ?? [])
            .filter((plan) => plan.id !== own)
            .map((plan) => ({ value: String(plan.id), label: `PL-${plan.id} ${plan.title}, ${keyWords(plan.state)}` }))}
        />
      ) : null}
      {draft.kind === "elsewhere" ? (
        <>
          <TextField
            id={`${id}-title`}
            label="What it is called"
            maxLength={160}
            value={draft.title}
            error={errors.title}
            onChange={(event) => onChange({ title: event.target.value })}
          />
          <TextField
            id={`${id}-url`}
            label="Address"
            help="Opens from the task, the work order and its mail"
            optional
            maxLength={500}
            value={draft.url}
            error={errors.url}
            onChange={(event) => onChange({ url: event.target.value })}
          />
        </>
      ) : null}
    </>
  );
}

"use client";
import type { ClockRow } from "@headroom/contracts/run-clock";
import type { RunKind } from "@headroom/core/rollout/usual";
import { formatDateTime, formatDuration } from "@headroom/ui/format/dates";
import { Select, TextField } from "@headroom/ui/primitives/Field";
import { useToast } from "@headroom/ui/primitives/Toast";
import { kindWords } from "@headroom/ui/run/words";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { FormDialog } from "../frame/FormDialog";
import { useNow } from "../frame/time";
import { useFormErrors } from "../frame/useFormErrors";
import { useMay } from "../frame/useMay";
import { failureWords } from "../words/errors";

const HOUR_MS = 3_600_000;
const MOST_HOURS = 400 * 24;

interface ClockDialogProps {
  kind: RunKind;
  row: ClockRow;
  onClose: () => void;
}

/** Hours, or nothing for what is learnt; a share; somebody outside. */
export function ClockDialog({ kind, row, onClose }: ClockDialogProps) {
  const id = useId();
  const now = useNow();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const may = useMay();
  const { rule } = row;
  const [hours, setHours] = useState(rule?.dueMs ? String(rule.dueMs / HOUR_MS) : "");
  const [share, setShare] = useState(String(Math.round((rule?.warnShare ?? 0.8) * 100)));
  const [contactId, setContactId] = useState(rule?.contact ? String(rule.contact.id) : "");
  const contacts = useQuery(trpc.contact.list.queryOptions(undefined, { enabled: may("contact.read") }));
  const save = useMutation(
    trpc.clock.save.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.clock.pathKey() });
        toast({ text: `${row.title}: the new time counts for tasks that begin from now on` });
        onClose();
      },
    }),
  );
  const isHours = hours.trim() === "" || (Number(hours) >= 0.1 && Number(hours) <= MOST_HOURS);
  const isShare = Number(share) >= 5 && Number(share) <= 95;
  const { shown, send } = useFormErrors(id, {
    hours: isHours ? undefined : `Type hours, ${MOST_HOURS} at most`,
    share: isShare ? undefined : "Type 5 to 95",
  });
  const failure = save.error ? failureWords(publicErrorOf(save.error), "The time") : null;
  const submit = send(() => {
    save.mutate({
      ...{ kind, stage: row.stage, warnShare: Number(share) / 100, baseVersion: rule?.version ?? 0 },
      dueMs: hours.trim() === "" ? null : Math.round(Number(hours) * HOUR_MS),
      contactId: contactId === "" ? null : Number(contactId),
    });
  });
  return (
    <FormDialog
      id={id}
      title={`${row.title}, ${kindWords[kind].toLowerCase()}`}
      save="Save"
      isBusy={save.isPending}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        {row.learnt
          ? `It took ${formatDuration(row.learnt.p50Ms)} in the middle, ${formatDuration(row.learnt.p90Ms)} in nine of ten. `
          : "It was not done often enough to learn from. "}
        Tasks that are open keep their time.
      </p>
      <div className="field-pair">
        <TextField
          id={`${id}-hours`}
          label="People have"
          unit="h"
          inputMode="decimal"
          optional
          help={row.stage === "" ? "From its beginning; empty: no end" : "Empty: what nine in ten took"}
          value={hours}
          error={shown.hours}
          onChange={(event) => setHours(event.target.value)}
        />
        <TextField
          id={`${id}-share`}
          label="Reminded after"
          unit="%"
          inputMode="numeric"
          help="Of that time; sooner where it is in doubt"
          value={share}
          error={shown.share}
          onChange={(event) => setShare(event.target.value)}
        />
      </div>
      <Select
        label="Told besides"
        help="By mail or webhook, before it is missed and when it is. Who has it, who made the run and operators hear of it here."
        value={contactId}
        onChange={(event) => setContactId(event.target.value)}
        options={[
          { value: "", label: "Nobody outside" },
          ...(contacts.data?.rows ?? []).map((one) => ({ value: String(one.id), label: one.name })),
        ]}
      />
      {rule?.savedBy ? (
        <p className="hr-s12 hr-mut">{`Last set by ${rule.savedBy.name}, ${formatDateTime(rule.savedAt, now)}`}</p>
      ) : null}
    </FormDialog>
  );
}

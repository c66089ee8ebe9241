"use client";
import type { AlertRuleDto, RulePreview } from "@headroom/contracts/alert";
import { formatCount } from "@headroom/ui/format/numbers";
import { Select, TextField } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { severityWords, testText } from "../alerts/words";
import { FormDialog } from "../frame/FormDialog";
import { useFormErrors } from "../frame/useFormErrors";
import { failureWords } from "../words/errors";
import { RuleFields } from "./RuleFields";
import { draftOf, idOf, type RuleDraft, type Test, testOf } from "./ruleDraft";
import { useRuleChange } from "./useRuleChange";

interface RuleDialogProps {
  /** The one to change; null: a new one. */
  rule: AlertRuleDto | null;
  rules: readonly AlertRuleDto[];
  onClose: () => void;
}

/** What a rule looks for and how bad that is, with what it would have found lately. */
export function RuleDialog({ rule, rules, onClose }: RuleDialogProps) {
  const id = useId();
  const [draft, setDraft] = useState<RuleDraft>(() => draftOf(rule));
  const { save } = useRuleChange();
  const set = (change: Partial<RuleDraft>) => setDraft((before) => ({ ...before, ...change }));
  const test = testOf(draft);
  const { shown, tried, send } = useFormErrors(id, {
    title: draft.title.trim().length < 3 ? "Say what it means in a few words" : null,
  });
  const failure = save.error ? failureWords(publicErrorOf(save.error), "The rule") : null;
  const submit = send(() => {
    if (test === null) return;
    const { title, severity } = draft;
    const name = rule?.id ?? idOf(title, new Set(rules.map((one) => one.id)));
    save.mutate({ id: name, title, severity, test, enabled: rule?.enabled ?? true }, { onSuccess: onClose });
  });
  return (
    <FormDialog
      id={id}
      title={rule ? `Change “${rule.title}”` : "New rule"}
      save={rule ? "Save changes" : "Save"}
      isBusy={save.isPending}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        id={`${id}-title`}
        label="Title"
        help="What is wrong when it fires"
        value={draft.title}
        maxLength={200}
        error={shown.title}
        onChange={(event) => set({ title: event.target.value })}
      />
      <Select
        label="Severity"
        options={(["critical", "warning", "notice"] as const).map((value) => ({
          value,
          label: severityWords[value],
        }))}
        value={draft.severity}
        onChange={(event) => set({ severity: event.target.value as RuleDraft["severity"] })}
      />
      <RuleFields draft={draft} onChange={set} />
      {test === null ? (
        <Notice tone={tried ? "critical" : "plain"}>A number is missing.</Notice>
      ) : (
        <Preview test={test} />
      )}
    </FormDialog>
  );
}

/** What it says in a sentence, and how often it would have fired. */
function Preview({ test }: { test: Test }) {
  const trpc = useTRPC();
  // asked when typing rests
  const asked = useDeferredValue(test);
  const preview = useQuery(
    trpc.alert.previewRule.queryOptions({ test: asked }, { placeholderData: (before) => before }),
  );
  return (
    <Notice>
      <span aria-live="polite">
        {`Fires ${test.kind === "clock" ? "where" : "for"} ${testText(test)}. `}
        <b>
          {preview.error
            ? "What it would have found cannot be read now."
            : preview.data
              ? previewText(preview.data, asked)
              : "Looking at the last 7 days…"}
        </b>
      </span>
    </Notice>
  );
}

/** What a rule finds: of a clock what it runs for. */
const nounOf = (test: Test): string =>
  test.kind === "clock"
    ? {
        worker_silent: "worker",
        source_failing: "source",
        task_overdue: "task",
        gate_waiting: "gate",
        run_late: "run",
      }[test.clock]
    : { rack: "rack", server: "server", device: "device" }[test.of];

function previewText(preview: RulePreview, test: Test): string {
  if (preview.kind === "untold")
    return {
      not_kept: `Of a ${nounOf(test)} only how it is now is kept, so nobody can say how often it would have fired.`,
      no_telemetry: "Nothing was measured in the last 7 days, so nobody can say how often it would have fired.",
      too_much: "The fleet is too large to look through its last 7 days here.",
    }[preview.why];
  const { days, times, things, atLeast } = preview;
  if (times === 0) return `It would not have fired in the last ${days} days${atLeast ? ", short silences aside" : ""}.`;
  return `It would have fired ${atLeast ? "at least " : ""}${formatCount(times, "time")} in the last ${days} days, for ${formatCount(things, nounOf(test))}.`;
}

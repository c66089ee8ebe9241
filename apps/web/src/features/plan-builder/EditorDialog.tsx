"use client";
import { batchOrders } from "@headroom/contracts/names";
import type { ScenarioBoard, ScenarioDto, ScenarioOptions } from "@headroom/contracts/scenario";
import { Button, IconButton } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { Select, TextField } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { NumberField } from "@headroom/ui/primitives/NumberField";
import { useEffect, useId, useState } from "react";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";
import { AddChange } from "./AddChange";
import { changesOf, type Draft, draftOf, noPending, pendingChange, withChange } from "./editor";
import { changeWords, orderWords, policyWords, summaryWords } from "./knobs";
import type { Names } from "./names";
import type { useScenarioChange } from "./useBoard";

/** What is edited: a scenario, or a new one; and the knob that was pressed. */
export interface Editing {
  readonly scenario: ScenarioDto | null;
  readonly knob: string | null;
}

interface EditorDialogProps {
  editing: Editing | null;
  board: ScenarioBoard;
  options: ScenarioOptions | undefined;
  names: Names;
  change: ReturnType<typeof useScenarioChange>;
  onClose: () => void;
  /** The letter to look at. */
  onSaved: (letter: string) => void;
}

const SHORT = 60;

/** The knobs of a scenario as a form. What is saved is solved. */
export function EditorDialog({ editing, board, options, names, change, onClose, onSaved }: EditorDialogProps) {
  const id = useId();
  const scenario = editing?.scenario ?? null;
  const [draft, setDraft] = useState<Draft>(() => draftOf(scenario));
  const [pending, setPending] = useState(noPending);
  const set = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const saving = scenario ? change.update : change.create;
  const failure = saving.error ? failureWords(publicErrorOf(saving.error), "Saving it") : null;
  const last = pendingChange(pending);
  const full: Draft = last ? { ...draft, others: withChange(draft.others, last) } : draft;
  const named = draft.name.trim() || short(summaryWords(changesOf(full), names));

  const knob = editing?.knob;
  useEffect(() => {
    // the dialog takes the focus first; the knob that was pressed is where the hand was
    if (knob) requestAnimationFrame(() => document.getElementById(`${id}-${fieldOf(knob)}`)?.focus());
  }, [knob, id]);

  const saved = (letter: string) => {
    onClose();
    onSaved(letter);
  };
  const save = () => {
    const changes = changesOf(full);
    if (scenario)
      change.update.mutate(
        { id: scenario.id, version: scenario.version, name: named, changes },
        { onSuccess: () => saved(scenario.letter) },
      );
    else
      change.create.mutate(
        { planId: board.plan.id, name: named, changes },
        { onSuccess: () => saved(nextLetter(board)) },
      );
  };

  return (
    <Dialog
      open={editing !== null}
      onClose={onClose}
      title={scenario ? `Scenario ${scenario.letter}` : "New scenario"}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>Leave it</Button>
          <Button variant="primary" type="submit" form={id} off={saving.isPending ? "One moment" : null}>
            {scenario ? "Solve it so" : "Solve it"}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="form-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
        <TextField
          label="Name"
          optional
          maxLength={SHORT}
          placeholder={named}
          value={draft.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <div className="sc-fields">
          <NumberField
            id={`${id}-growth`}
            label="Growth"
            help="Of every request's racks"
            unit="%"
            min={-90}
            max={900}
            value={draft.growth}
            onChange={(growth) => set({ growth })}
          />
          <Select
            id={`${id}-order`}
            label="Order"
            help="In which requests are served"
            value={draft.order ?? ""}
            placeholder={`As the base: ${orderWords.urgent.toLowerCase()}`}
            onChange={(event) => set({ order: batchOrders.find((one) => one === event.target.value) ?? null })}
            options={batchOrders.map((value) => ({ value, label: orderWords[value] }))}
          />
          <Select
            id={`${id}-policy`}
            label="Policy"
            help="Selective keeps room for likelier requests"
            value={draft.policy ?? ""}
            placeholder={`As the base: ${policyWords[board.plan.policy].toLowerCase()}`}
            onChange={(event) => set({ policy: policyOf(event.target.value) })}
            options={(["place-all", "selective"] as const).map((value) => ({ value, label: policyWords[value] }))}
          />
        </div>
        {draft.others.length > 0 ? (
          <ul className="sc-changes" aria-label="Other changes">
            {draft.others.map((one) => (
              <li key={JSON.stringify(one)}>
                <span>{changeWords(one, names)}</span>
                <IconButton
                  icon="close"
                  label={`Take back: ${changeWords(one, names)}`}
                  onClick={() => set({ others: draft.others.filter((other) => other !== one) })}
                />
              </li>
            ))}
          </ul>
        ) : null}
        <AddChange
          id={`${id}-add`}
          board={board}
          options={options}
          pending={pending}
          onPending={setPending}
          onAdd={(added) => {
            set({ others: withChange(draft.others, added) });
            setPending(noPending);
          }}
        />
      </form>
    </Dialog>
  );
}

const fieldOf = (knob: string): string => (["growth", "order", "policy"].includes(knob) ? knob : "add");

const policyOf = (value: string): Draft["policy"] => (value === "place-all" || value === "selective" ? value : null);

const short = (words: string): string => (words.length <= SHORT ? words : `${words.slice(0, SHORT - 1)}…`);

const nextLetter = (board: ScenarioBoard): string =>
  ["A", "B", "C", "D"].find((letter) => !board.scenarios.some((s) => s.letter === letter)) ?? "A";

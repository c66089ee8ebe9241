"use client";
import { Button } from "@headroom/ui/primitives/Button";
import { Checkbox } from "@headroom/ui/primitives/Field";
import { Id } from "@headroom/ui/primitives/Text";
import type { StepAt } from "@headroom/ui/run/stages";
import { keyWords } from "@headroom/ui/run/words";
import { givenKey, pastedDown } from "./together";
import type { TaskDraft } from "./useTaskDraft";

interface TogetherRacksProps {
  all: readonly StepAt[];
  asked: readonly string[];
  draft: TaskDraft;
  onChange: (change: Partial<TaskDraft>) => void;
}

/** Of which racks it is said, and what each of them was given; a column that is pasted goes down the racks. */
export function TogetherRacks({ all, asked, draft, onChange }: TogetherRacksProps) {
  const isIn = ({ step }: StepAt) => !draft.without.includes(step.id);
  const chosen = all.filter(isIn);
  const give = (given: Readonly<Record<string, string>>) => onChange({ given: { ...draft.given, ...given } });
  const isAll = chosen.length === all.length;
  return (
    <fieldset className="run-checks">
      <legend className="hr-row">
        <span className="hr-s12">{`Racks, ${chosen.length} of ${all.length}`}</span>
        <Button
          size="small"
          variant="quiet"
          onPress={() => onChange({ without: isAll ? all.map(({ step }) => step.id) : [] })}
        >
          {isAll ? "None" : "All"}
        </Button>
      </legend>
      <ul className="run-together" data-asked={asked.length > 0 || undefined}>
        {all.map((at) => (
          <li key={at.step.id}>
            <Checkbox
              label={
                <>
                  <Id>{at.subject.rack}</Id> <span className="hr-mut">{whereAndWho(at)}</span>
                </>
              }
              checked={isIn(at)}
              onChange={(event) =>
                onChange({
                  without: event.target.checked
                    ? draft.without.filter((id) => id !== at.step.id)
                    : [...draft.without, at.step.id],
                })
              }
            />
            {asked.map((kind) => (
              <input
                key={kind}
                className="hr-field"
                aria-label={`${keyWords(kind)} of ${at.subject.rack}`}
                placeholder={keyWords(kind)}
                maxLength={2000}
                disabled={!isIn(at)}
                value={draft.given[givenKey(at.step.id, kind)] ?? ""}
                onChange={(event) => give({ [givenKey(at.step.id, kind)]: event.target.value })}
                onPaste={(event) => {
                  const down = pastedDown(event.clipboardData.getData("text"), {
                    ...{ from: at.step.id, kind },
                    racks: chosen.map(({ step }) => step.id),
                  });
                  if (!down) return;
                  event.preventDefault();
                  give(down);
                }}
              />
            ))}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

const whereAndWho = ({ subject, step }: StepAt): string =>
  [subject.position, step.assignee?.name].filter(Boolean).join(", ");

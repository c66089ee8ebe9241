"use client";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { stateByName } from "@headroom/ui/primitives/states";
import { useState } from "react";
import { useNow } from "../frame/time";
import type { PlanChoice } from "./useWhen";
import { AHEAD_DAYS, dayAhead, daysUntil, MOST_DAYS, type When } from "./whenQuery";

interface WhenPickerProps {
  when: When;
  onWhen: (when: When) => void;
  plans: readonly PlanChoice[];
  /** Where P does something else on the screen. */
  planKey?: string;
}

/** The same screen now, on a day to come by what is dated, or with a plan carried out. N, 9 and P; P again: the next plan. */
export function WhenPicker({ when, onWhen, plans, planKey = "p" }: WhenPickerProps) {
  const show = (plan: number | null, days: number | null = null) => onWhen({ plan, days });
  const next = () => plans[(plans.findIndex((plan) => plan.id === when.plan) + 1) % plans.length]?.id ?? null;
  const cap = planKey.toUpperCase();
  useHotkeys([
    {
      keys: "n",
      label: plans.length > 0 ? "now, +90 d, plan" : "now, +90 d",
      caps: plans.length > 0 ? `N 9 ${cap}` : "N 9",
      run: () => show(null),
    },
    { keys: "9", label: "in 90 days", strip: false, run: () => show(null, AHEAD_DAYS) },
    ...(plans.length > 0
      ? [{ keys: planKey, label: "with the next plan", strip: false, run: () => show(next()) }]
      : []),
  ]);
  const shown = plans.find((plan) => plan.id === when.plan) ?? plans[0];
  const word = (state: string) => (state === "" ? "" : `, ${stateByName(state).word.toLowerCase()}`);
  return (
    <>
      <Segmented
        label="When"
        options={[
          { value: "now", label: "Now", keyHint: "N" },
          { value: "ahead", label: `+${when.days ?? AHEAD_DAYS} d`, keyHint: "9" },
          ...(shown ? [{ value: "plan" as const, label: `With PL-${shown.id}`, keyHint: cap }] : []),
        ]}
        value={when.plan !== null ? "plan" : when.days !== null ? "ahead" : "now"}
        onChange={(value) =>
          value === "plan" && shown ? show(shown.id) : show(null, value === "ahead" ? AHEAD_DAYS : null)
        }
      />
      {when.days !== null && when.plan === null ? (
        <DayInput days={when.days} onDays={(days) => show(null, days)} />
      ) : null}
      {plans.length > 1 && when.plan !== null ? (
        <SelectBox
          aria-label="Plan shown"
          value={String(when.plan)}
          onChange={(event) => show(Number(event.target.value))}
          options={plans.map((plan) => ({ value: String(plan.id), label: `PL-${plan.id}${word(plan.state)}` }))}
        />
      ) : null}
    </>
  );
}

/** Any day to come. What is typed stays as it is until it names one. */
function DayInput({ days, onDays }: { days: number; onDays: (days: number) => void }) {
  const now = useNow();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      className="hr-field hr-day"
      type="date"
      aria-label="Day shown"
      min={dayAhead(now, 1)}
      max={dayAhead(now, MOST_DAYS)}
      value={typed ?? dayAhead(now, days)}
      onChange={(event) => {
        setTyped(event.target.value);
        const chosen = daysUntil(now, event.target.value);
        if (chosen !== null) onDays(chosen);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

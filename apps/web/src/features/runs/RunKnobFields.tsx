"use client";
import { DateField } from "@headroom/ui/primitives/Field";
import { NumberField } from "@headroom/ui/primitives/NumberField";
import { useId } from "react";
import { EvacuationFields } from "./EvacuationFields";
import type { EvacuationErrors } from "./evacuation";
import type { RunKnobs } from "./useRunProposal";

interface RunKnobFieldsProps {
  knobs: RunKnobs;
  set: (change: Partial<RunKnobs>) => void;
  /** Racks are drained, so their load goes somewhere. */
  drains: boolean;
  /** The plan that is carried out. */
  own: number | null;
  /** What is wrong with the evacuation plan. */
  errors: EvacuationErrors | null;
}

const racks = { unit: "racks", min: 1, max: 100_000 };
const limit = { ...racks, help: "Empty: no limit" };

const numbers = [
  { knob: "canary", label: "First wave (canary)", unit: "racks", min: 0, max: 1000 },
  { knob: "pilot", label: "Second wave (pilot)", unit: "%", min: 0, max: 100 },
  { knob: "most", label: "Other waves, at most", ...racks, max: 10_000 },
  { knob: "racks", label: "In work at a time", ...limit },
  { knob: "racksOfFaultDomain", label: "Of a fault domain", ...limit },
  { knob: "racksOfDay", label: "Begun within a day", ...limit },
  { knob: "failuresOfWave", label: "May fail in a wave", ...racks, help: "More, and the run halts", min: 0 },
] as const;

/** How a run is to go: waves, limits, dates. The preview follows each of them. */
export function RunKnobFields({ knobs, set, drains, own, errors }: RunKnobFieldsProps) {
  const id = useId();
  return (
    <>
      <details className="run-knobs">
        <summary>Waves, limits and dates</summary>
        <div className="run-knob-grid">
          {numbers.map(({ knob, ...field }) => (
            <NumberField key={knob} {...field} value={knobs[knob]} onChange={(value) => set({ [knob]: value })} />
          ))}
          <DateField
            label="Begins on"
            help="Empty: at once"
            value={knobs.startsOn}
            onChange={(event) => set({ startsOn: event.target.value })}
          />
          <DateField
            label="Due on"
            help="Empty: no date"
            value={knobs.dueOn}
            onChange={(event) => set({ dueOn: event.target.value })}
          />
        </div>
      </details>
      {drains ? (
        <details className="run-knobs">
          <summary>Evacuation plan</summary>
          <div className="form-stack run-knob-stack">
            <EvacuationFields
              id={id}
              draft={knobs.evacuation}
              errors={errors ?? {}}
              own={own}
              onChange={(part) => set({ evacuation: { ...knobs.evacuation, ...part } })}
            />
          </div>
        </details>
      ) : null}
    </>
  );
}

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

/** How a run is to go: waves, limits, dates. The preview follows each of them. */
export function RunKnobFields({ knobs, set, drains, own, errors }: RunKnobFieldsProps) {
  const id = useId();
  return (
    <>
      <details className="run-knobs">
        <summary>Waves, limits and dates</summary>
        <div className="run-knob-grid">
          <NumberField
            label="First wave (canary)"
            unit="racks"
            min={0}
            max={1000}
            value={knobs.canary}
            onChange={(canary) => set({ canary })}
          />
          <NumberField
            label="Second wave (pilot)"
            unit="%"
            min={0}
            max={100}
            value={knobs.pilot}
            onChange={(pilot) => set({ pilot })}
          />
          <NumberField
            label="Other waves, at most"
            unit="racks"
            min={1}
            max={10_000}
            value={knobs.most}
            onChange={(most) => set({ most })}
          />
          <NumberField
            label="In work at a time"
            help="Empty: no limit"
            unit="racks"
            min={1}
            max={100_000}
            value={knobs.racks}
            onChange={(racks) => set({ racks })}
          />
          <NumberField
            label="Of a fault domain"
            help="Empty: no limit"
            unit="racks"
            min={1}
            max={100_000}
            value={knobs.racksOfFaultDomain}
            onChange={(racksOfFaultDomain) => set({ racksOfFaultDomain })}
          />
          <NumberField
            label="Begun within a day"
            help="Empty: no limit"
            unit="racks"
            min={1}
            max={100_000}
            value={knobs.racksOfDay}
            onChange={(racksOfDay) => set({ racksOfDay })}
          />
          <NumberField
            label="May fail in a wave"
            help="More, and the run halts"
            unit="racks"
            min={0}
            max={100_000}
            value={knobs.failuresOfWave}
            onChange={(failuresOfWave) => set({ failuresOfWave })}
          />
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

"use client";
import type { OverrideEffect } from "@headroom/contracts/override";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { NumberField } from "@headroom/ui/primitives/NumberField";
import { Muted } from "@headroom/ui/primitives/Text";

interface SplitFieldsProps {
  effect: OverrideEffect;
  /** As typed; null: the best split. */
  racks: Readonly<Record<string, number>> | null;
  onRacks: (racks: Readonly<Record<string, number>> | null) => void;
}

/** How the racks stand in the groups of the row, where it has several. */
export function SplitFields({ effect, racks, onRacks }: SplitFieldsProps) {
  if (effect.groups.length < 2) return null;
  const shown = racks ?? Object.fromEntries(effect.groups.map((group) => [group.id, group.racks]));
  const sum = Object.values(shown).reduce((total, count) => total + count, 0);
  return (
    <fieldset className="over-split">
      <legend>
        Split over its groups{" "}
        <Muted>
          {sum === effect.racks
            ? `${formatCount(sum, "rack")} in all`
            : `${sum} of ${formatCount(effect.racks, "rack")}`}
        </Muted>
      </legend>
      {effect.groups.map((group) => (
        <NumberField
          key={group.id}
          label={group.name}
          help={`${group.free} free`}
          value={shown[group.id] ?? 0}
          min={0}
          max={effect.racks}
          onChange={(value) => onRacks({ ...shown, [group.id]: value ?? 0 })}
        />
      ))}
      {racks ? (
        <Button size="small" onPress={() => onRacks(null)}>
          Best split
        </Button>
      ) : null}
    </fieldset>
  );
}

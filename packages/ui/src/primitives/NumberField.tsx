"use client";
import { FieldError } from "react-aria-components/FieldError";
import { Label } from "react-aria-components/Label";
import { NumberField as AriaNumberField, Button, Group, Input } from "react-aria-components/NumberField";
import { Text } from "react-aria-components/Text";
import type { FieldProps } from "./Field";
import { Icon } from "./Icon";

export interface NumberFieldProps extends FieldProps {
  id?: string;
  /** null: empty. */
  value: number | null;
  onChange: (value: number | null) => void;
  onBlur?: () => void;
  min?: number;
  max?: number;
  step?: number;
  /** Printed after the number: "racks", "kW". */
  unit?: string;
  /** Digits after the point at most. */
  digits?: number;
  name?: string;
}

/** A number with its unit; arrows step it, thousands are separated as it is left. */
export function NumberField({
  label,
  help,
  error,
  optional,
  hideLabel,
  value,
  onChange,
  unit,
  digits = 0,
  min,
  max,
  ...rest
}: NumberFieldProps) {
  return (
    <AriaNumberField
      className="hr-f"
      {...rest}
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      minValue={min}
      maxValue={max}
      formatOptions={{ maximumFractionDigits: digits }}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <Label className={hideLabel ? "hr-vh" : undefined}>
        {label}
        {optional ? <span className="hr-f-opt"> (optional)</span> : null}
      </Label>
      {help ? (
        <Text slot="description" className="hr-f-help">
          {help}
        </Text>
      ) : null}
      <Group className="hr-field">
        <Input className="hr-field-in" />
        {unit ? <span className="hr-field-unit">{unit}</span> : null}
        <Button slot="decrement" className="hr-field-b">
          <Icon name="minus" size={12} />
        </Button>
        <Button slot="increment" className="hr-field-b">
          <Icon name="plus" size={12} />
        </Button>
      </Group>
      <FieldError className="hr-f-err">
        <Icon name="over" size={12} />
        {error}
      </FieldError>
    </AriaNumberField>
  );
}

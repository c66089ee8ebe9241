"use client";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";
import { Kbd } from "./Text";

export interface SegmentedOption<T extends string> {
  value: T;
  label: string;
  icon?: IconName;
  keyHint?: string;
}

export interface SegmentedProps<T extends string> {
  /** What is chosen here ("Metric"); said, and shown in front when `labelled`. */
  label: string;
  labelled?: boolean;
  options: readonly SegmentedOption<T>[];
  value: T;
  onChange: (value: T) => void;
}

/** A row of joined toggles, exactly one pressed. */
export function Segmented<T extends string>({ label, labelled, options, value, onChange }: SegmentedProps<T>) {
  const group = (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and its layout
    <div className="hr-seg" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.icon ? <Icon name={option.icon} /> : null}
          {option.label}
          {option.keyHint ? <Kbd>{option.keyHint}</Kbd> : null}
        </button>
      ))}
    </div>
  );
  return labelled ? <Labelled label={label}>{group}</Labelled> : group;
}

/** A small label in front of a control in the tool row. */
export function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span className="hr-labelled">
      <span className="hr-lab" aria-hidden="true">
        {label}
      </span>
      {children}
    </span>
  );
}

export interface ViewToggleProps<T extends string> {
  options: readonly SegmentedOption<T>[];
  value: T;
  onChange: (value: T) => void;
  label?: string;
}

/** Floor or table, map or list: the same rows shown another way. */
export function ViewToggle<T extends string>({ label = "Show as", ...rest }: ViewToggleProps<T>) {
  return <Segmented label={label} {...rest} />;
}

/** A filter in force, with the button that removes it. */
export function FilterChip({ children, onRemove }: { children: string; onRemove: () => void }) {
  return (
    <span className="hr-chip">
      {children}
      <button type="button" aria-label={`Remove filter ${children}`} onClick={onRemove}>
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}

"use client";
import { type ComponentPropsWithRef, type ReactNode, useEffect, useId, useRef } from "react";
import { cx } from "./cx";
import { Icon } from "./Icon";

export interface FieldProps {
  label: ReactNode;
  /** Under the label: what to enter, and in which unit. */
  help?: ReactNode;
  error?: string | null;
  /** Marks the few that may stay empty; the others are required. */
  optional?: boolean;
  /** The label only for assistive technology. */
  hideLabel?: boolean;
}

/** The ids that tie a control to its label, help and error. */
export function fieldIds(id: string, { help, error }: Pick<FieldProps, "help" | "error">) {
  const helpId = help ? `${id}-help` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  return { helpId, errorId, describedBy: cx(helpId, errorId) };
}

/** Label, help, control, error. For a control of your own; the fields below bring theirs. */
export function Field({
  id,
  label,
  help,
  error,
  optional,
  hideLabel,
  children,
}: FieldProps & { id: string; children: ReactNode }) {
  const { helpId, errorId } = fieldIds(id, { help, error });
  return (
    <div className="hr-f" data-invalid={error ? true : undefined}>
      <label htmlFor={id} className={hideLabel ? "hr-vh" : undefined}>
        {label}
        {optional ? <span className="hr-f-opt"> (optional)</span> : null}
      </label>
      {help ? (
        <span id={helpId} className="hr-f-help">
          {help}
        </span>
      ) : null}
      {children}
      {error ? (
        <span id={errorId} className="hr-f-err">
          <Icon name="over" size={12} />
          {error}
        </span>
      ) : null}
    </div>
  );
}

function useField(given: string | undefined, props: Pick<FieldProps, "help" | "error">) {
  const own = useId();
  const id = given ?? own;
  return { id, describedBy: fieldIds(id, props).describedBy };
}

export interface TextFieldProps extends FieldProps, Omit<ComponentPropsWithRef<"input">, "className"> {
  /** Printed inside, after the text: "kW". */
  unit?: string;
}

/** One line of text. Also for react-hook-form: `<TextField label="…" {...register("title")} error={…} />`. */
export function TextField({ label, help, error, optional, hideLabel, unit, id: given, ...input }: TextFieldProps) {
  const { id, describedBy } = useField(given, { help, error });
  const control = { ...input, id, "aria-describedby": describedBy, "aria-invalid": error ? true : undefined } as const;
  return (
    <Field {...{ id, label, help, error, optional, hideLabel }}>
      {unit ? (
        <span className="hr-field">
          <input {...control} className="hr-field-in" />
          <span className="hr-field-unit">{unit}</span>
        </span>
      ) : (
        <input {...control} className="hr-field" />
      )}
    </Field>
  );
}

/** A date (value "2026-10-02"): the browser's own picker, which phones and screen readers know. */
export function DateField(props: Omit<TextFieldProps, "type">) {
  return <TextField {...props} type="date" />;
}

/** Several lines of text. */
export function TextArea({
  label,
  help,
  error,
  optional,
  hideLabel,
  id: given,
  ...area
}: FieldProps & Omit<ComponentPropsWithRef<"textarea">, "className">) {
  const { id, describedBy } = useField(given, { help, error });
  return (
    <Field {...{ id, label, help, error, optional, hideLabel }}>
      <textarea
        {...area}
        id={id}
        aria-describedby={describedBy}
        aria-invalid={error ? true : undefined}
        className="hr-field"
      />
    </Field>
  );
}

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

export interface SelectProps extends FieldProps, Omit<ComponentPropsWithRef<"select">, "className" | "children"> {
  options: readonly SelectOption[];
  /** The first, empty choice: "Choose a region". */
  placeholder?: string;
}

/** One of a few: the browser's own list. For many, ComboBox. */
export function Select({
  label,
  help,
  error,
  optional,
  hideLabel,
  id: given,
  options,
  placeholder,
  ...select
}: SelectProps) {
  const { id, describedBy } = useField(given, { help, error });
  return (
    <Field {...{ id, label, help, error, optional, hideLabel }}>
      <SelectBox
        {...select}
        id={id}
        aria-describedby={describedBy}
        aria-invalid={error ? true : undefined}
        {...{ options, placeholder }}
      />
    </Field>
  );
}

/** The bare list without a field around it, for the tool row. Give it an aria-label. */
export function SelectBox({
  options,
  placeholder,
  ...select
}: Omit<ComponentPropsWithRef<"select">, "className" | "children"> & Pick<SelectProps, "options" | "placeholder">) {
  return (
    <span className="hr-selectw">
      <select {...select} className="hr-field hr-select">
        {placeholder !== undefined ? <option value="">{placeholder}</option> : null}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="chevronDown" size={12} />
    </span>
  );
}

/** A tick with its words; the words are part of the target. */
export function Checkbox({
  label,
  help,
  ...input
}: { label: ReactNode; help?: ReactNode } & Omit<ComponentPropsWithRef<"input">, "type" | "className">) {
  return (
    <label className="hr-check">
      <input type="checkbox" {...input} />
      <span>
        {label}
        {help ? <span className="hr-menu-d">{help}</span> : null}
      </span>
    </label>
  );
}

export interface ErrorSummaryProps {
  /** In the order of the form. `id` is the control's id. */
  errors: readonly { id: string; message: string }[];
  title?: string;
}

/** All errors of a form at its head, each a link to its field; takes the focus when it appears. */
export function ErrorSummary({ errors, title }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const any = errors.length > 0;
  useEffect(() => {
    if (any) box.current?.focus();
  }, [any]);
  if (!any) return null;
  return (
    <div ref={box} className="hr-errs" role="alert" tabIndex={-1}>
      <h2>
        <Icon name="over" />
        {title ?? (errors.length === 1 ? "One thing to put right" : `${errors.length} things to put right`)}
      </h2>
      <ul>
        {errors.map((error) => (
          <li key={error.id}>
            <a
              href={`#${error.id}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(error.id)?.focus();
              }}
            >
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

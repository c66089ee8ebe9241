"use client";
import {
  ComboBox as AriaComboBox,
  Button,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from "react-aria-components/ComboBox";
import { FieldError } from "react-aria-components/FieldError";
import type { FieldProps } from "./Field";
import { Icon } from "./Icon";

export interface ComboOption {
  value: string;
  label: string;
  /** Small print: the region's name, what a rack type holds. */
  detail?: string;
}

export interface ComboBoxProps extends FieldProps {
  id?: string;
  options: readonly ComboOption[];
  value: string | null;
  onChange: (value: string | null) => void;
  onBlur?: () => void;
  placeholder?: string;
  /** Said when nothing matches what is typed. */
  none?: string;
}

/** One of many, found by typing. */
export function ComboBox({
  label,
  help,
  error,
  optional,
  hideLabel,
  options,
  value,
  onChange,
  placeholder,
  none,
  ...rest
}: ComboBoxProps) {
  return (
    <AriaComboBox
      className="hr-f"
      {...rest}
      defaultItems={options}
      selectedKey={value}
      onSelectionChange={(key) => onChange(key === null ? null : String(key))}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      menuTrigger="focus"
      allowsEmptyCollection
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
      <span className="hr-field">
        {/* The text is selected on focus, so that typing searches anew. */}
        <Input className="hr-field-in" placeholder={placeholder} onFocus={(event) => event.currentTarget.select()} />
        <Button className="hr-field-b">
          <Icon name="chevronDown" size={12} />
        </Button>
      </span>
      <FieldError className="hr-f-err">
        <Icon name="over" size={12} />
        {error}
      </FieldError>
      <Popover className="hr-pop" offset={4}>
        <ListBox<ComboOption>
          className="hr-menu"
          renderEmptyState={() => <div className="hr-menu-none">{none ?? "Nothing matches"}</div>}
        >
          {(option) => (
            <ListBoxItem id={option.value} className="hr-menu-i" textValue={option.label}>
              <span>
                {option.label}
                {option.detail ? <span className="hr-menu-d">{option.detail}</span> : null}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}

"use client";
import { Icon } from "@headroom/ui/primitives/Icon";
import { useEffect, useId, useState } from "react";

interface SearchBoxProps {
  label: string;
  value: string;
  /** Called when typing pauses, and at once on Enter. */
  onChange: (value: string) => void;
}

const pauseMs = 250;

/** The search of a page; `/` puts the cursor here. */
export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  const id = useId();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <search>
      <form
        className="hr-field searchbox"
        onSubmit={(event) => {
          event.preventDefault();
          onChange(text.trim());
        }}
      >
        <Icon name="search" />
        <label className="hr-vh" htmlFor={id}>
          {label}
        </label>
        <input
          id={id}
          className="hr-field-in"
          type="search"
          data-page-search
          placeholder={label}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
    </search>
  );
}

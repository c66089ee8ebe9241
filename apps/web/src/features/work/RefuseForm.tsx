"use client";
import { Button } from "@headroom/ui/primitives/Button";
import { TextArea } from "@headroom/ui/primitives/Field";
import { useEffect, useId, useRef, useState } from "react";

interface RefuseFormProps {
  /** What is said, as "It cannot be done". */
  title: string;
  /** What is asked, as "Why it cannot be done". */
  label: string;
  off: string | null;
  onCancel: () => void;
  onRefuse: (reason: string) => void;
}

/** Why it is not done: asked for in words, as somebody will have to understand it. */
export function RefuseForm({ title, label, off, onCancel, onRefuse }: RefuseFormProps) {
  const id = useId();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isShort = reason.trim().length < 3;
  return (
    <form
      className="work-form"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isShort) field.current?.focus();
        else if (off === null) onRefuse(reason.trim());
      }}
    >
      <TextArea
        ref={field}
        id={`${id}-reason`}
        label={label}
        rows={3}
        maxLength={2000}
        value={reason}
        error={tried && isShort ? "Say why in a few words" : null}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="work-answer">
        <Button variant="danger" type="submit" off={off}>
          {title}
        </Button>
        <Button onPress={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}

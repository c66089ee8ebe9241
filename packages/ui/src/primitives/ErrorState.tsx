"use client";
import { type ReactNode, useState } from "react";
import { Button } from "./Button";
import { Message } from "./Message";
import { Id } from "./Text";

export interface ErrorStateProps {
  /** What could not be done: "The racks of row 1-17 could not be read". */
  title: ReactNode;
  /** The cause, and that nothing was changed. */
  cause: ReactNode;
  traceId?: string | null;
  onRetry?: () => void;
  actions?: ReactNode;
}

/** Failed: what, why, the trace to quote, and try again. */
export function ErrorState({ title, cause, traceId, onRetry, actions }: ErrorStateProps) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    if (traceId)
      navigator.clipboard?.writeText(traceId).then(
        () => setCopied(true),
        () => setCopied(false),
      );
  };
  return (
    <Message
      icon="over"
      tone="critical"
      role="alert"
      title={title}
      actions={
        <>
          {onRetry ? (
            <Button size="small" icon="retry" onPress={onRetry}>
              Try again
            </Button>
          ) : null}
          {traceId ? (
            <Button size="small" onPress={copy}>
              {copied ? "Copied" : "Copy trace"}
            </Button>
          ) : null}
          {actions}
        </>
      }
    >
      {cause}
      {traceId ? (
        <>
          {" "}
          Trace <Id>{traceId}</Id>.
        </>
      ) : null}
    </Message>
  );
}

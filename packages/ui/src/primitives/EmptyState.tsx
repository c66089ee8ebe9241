"use client";
import type { ReactNode } from "react";
import { Button } from "./Button";
import { Message } from "./Message";

export interface EmptyStateProps {
  /** "NRD-4 has no racks yet". */
  title: ReactNode;
  /** What to do about it. */
  children?: ReactNode;
  /** Import, template, create: small buttons. */
  actions?: ReactNode;
}

/** Nothing is set up: says what is missing and how to bring it. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <Message icon="upload" title={title} actions={actions}>
      {children}
    </Message>
  );
}

export interface EmptyByFilterProps {
  /** "No rack matches type A2 and free over 4 kW". */
  title: ReactNode;
  /** How many there are without the filter. */
  children?: ReactNode;
  onClear: () => void;
  /** Looser filters that do find something. */
  actions?: ReactNode;
}

/** Empty because of the filter: clearing it is one press away. */
export function EmptyByFilter({ title, children, onClear, actions }: EmptyByFilterProps) {
  return (
    <Message
      icon="filter"
      title={title}
      role="status"
      actions={
        <>
          <Button size="small" onPress={onClear}>
            Clear filter
          </Button>
          {actions}
        </>
      }
    >
      {children}
    </Message>
  );
}

/** Nothing was asked yet, so nothing ran. */
export function NotAskedYet({ title, children, actions }: EmptyStateProps) {
  return (
    <Message icon="search" title={title} actions={actions}>
      {children}
    </Message>
  );
}

/** Nothing left to do: a quiet, finished list ("Nothing waits for you"). */
export function AllDone({ title, children, actions }: EmptyStateProps) {
  return (
    <Message icon="within" title={title} actions={actions}>
      {children}
    </Message>
  );
}

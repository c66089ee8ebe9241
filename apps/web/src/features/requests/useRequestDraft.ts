"use client";
import type { RequestInput } from "@headroom/contracts/request";
import { useEffect, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { RequestFormValues } from "./RequestFormPage";
import { formOf } from "./requestForm";

type Form = UseFormReturn<RequestFormValues, unknown, RequestInput>;

/** Keeps what is typed in this browser until it is sent, so that a reload or a closed tab loses nothing. */
export function useRequestDraft(form: Form, id: number | null) {
  const key = `headroom.request-draft.${id ?? "new"}`;
  const [restored, setRestored] = useState(false);

  useEffect(() => {
    const kept = window.localStorage.getItem(key);
    if (kept !== null) {
      try {
        form.reset(
          { ...form.getValues(), ...(JSON.parse(kept) as Partial<RequestFormValues>) },
          { keepDefaultValues: true },
        );
        setRestored(true);
      } catch {
        window.localStorage.removeItem(key);
      }
    }
    // After restoring, so that the restored values themselves are not taken for typing.
    const watching = form.watch((values, { type, name }) => {
      // rules are set by their fields, not typed into registered ones
      if (type === "change" || name?.startsWith("rules.")) window.localStorage.setItem(key, JSON.stringify(values));
    });
    return () => watching.unsubscribe();
  }, [form, key]);

  const forget = () => window.localStorage.removeItem(key);
  return {
    restored,
    forget,
    startOver: () => {
      forget();
      setRestored(false);
      form.reset(id === null ? formOf(null) : undefined);
    },
  };
}

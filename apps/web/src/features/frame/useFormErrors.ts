import { type FormEvent, useState } from "react";

/**
 * What is wrong with a form, by field, in the order of the form; shown from the first try on. Sending it with errors leads to the first field that has
 * one: its id is the form's and its name, `ID-NAME`.
 */
export function useFormErrors<Errors extends { readonly [name in keyof Errors]?: string | null | undefined }>(
  id: string,
  errors: Errors,
) {
  const [tried, setTried] = useState(false);
  const none: Partial<Errors> = {};
  return {
    shown: tried ? errors : none,
    tried,
    /** Of the form's submit: `save` is called only where nothing is wrong. */
    send: (save: () => void) => (event: FormEvent) => {
      event.preventDefault();
      setTried(true);
      const first = Object.entries(errors).find(([, error]) => error)?.[0];
      if (first === undefined) save();
      else document.getElementById(`${id}-${first}`)?.focus();
    },
  };
}

import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { Notice } from "@headroom/ui/primitives/Notice";
import type { FormEvent, ReactNode } from "react";
import type { FailureWords } from "../words/errors";

interface FormDialogProps {
  /** Of the form; its fields take theirs from it. */
  readonly id: string;
  readonly title: string;
  /** What the button that sends it says. */
  readonly save: string;
  readonly isBusy: boolean;
  /** Why it was not taken. */
  readonly failure: FailureWords | null;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form of its own over the page: what was wrong with it stands above its fields, and nothing is sent twice. */
export function FormDialog({ id, title, save, isBusy, failure, onSubmit, onClose, children }: FormDialogProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={id} off={isBusy ? "Saving" : null}>
            {save}
          </Button>
        </>
      }
    >
      <form id={id} className="form-stack" noValidate onSubmit={onSubmit}>
        {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
        {children}
      </form>
    </Dialog>
  );
}

"use client";
import type { ContactList, ContactRow } from "@headroom/contracts/contact";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { TextField } from "@headroom/ui/primitives/Field";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { useId, useState } from "react";
import { publicErrorOf } from "../../trpc/public-error";
import { FormDialog } from "../frame/FormDialog";
import { useFormErrors } from "../frame/useFormErrors";
import { failureWords } from "../words/errors";
import { DutyFields } from "./DutyFields";
import { useContactChange } from "./useContactChange";

interface ContactDialogProps {
  /** The one to change; null: a new one. */
  contact: ContactRow | null;
  works: ContactList["works"];
  onClose: () => void;
}

type Draft = Pick<ContactRow, "name" | "organisation" | "channel" | "address" | "duties">;
type Errors = Partial<Record<"name" | "address", string>>;

const errorsOf = ({ name, channel, address }: Draft): Errors => ({
  ...(name.trim().length < 2 ? { name: "Type a name" } : {}),
  ...(channel === "email"
    ? /^\S+@\S+\.\S+$/.test(address.trim())
      ? {}
      : { address: "Type an e-mail address" }
    : /^https?:\/\/\S+$/.test(address.trim())
      ? {}
      : { address: "Type an address that begins with https://" }),
});

const channels = [
  { value: "email", label: "Mail" },
  { value: "webhook", label: "Webhook" },
] as const;

/** Somebody outside: name, how they are reached, and what they get by themselves. A webhook's secret is shown once, at the end. */
export function ContactDialog({ contact, works, onClose }: ContactDialogProps) {
  const id = useId();
  const [draft, setDraft] = useState<Draft>(
    contact ?? { name: "", organisation: "", channel: "email", address: "", duties: [] },
  );
  const { create, update } = useContactChange();
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const errors = errorsOf(draft);
  const { shown, send } = useFormErrors(id, errors);
  const failed = create.error ?? update.error;
  const failure = failed ? failureWords(publicErrorOf(failed), "The contact") : null;
  const secret = create.data?.secret ?? update.data?.secret ?? null;
  const isBusy = create.isPending || update.isPending;
  const onSuccess = (saved: { secret: string | null }) => {
    if (saved.secret === null) onClose();
  };
  const save = send(() => {
    const { name, organisation, channel, address } = draft;
    const duties = draft.duties.filter(({ work }) => work !== "");
    const input = { name, organisation, channel, address, duties };
    if (contact) update.mutate({ ...input, id: contact.id, version: contact.version }, { onSuccess });
    else create.mutate(input, { onSuccess });
  });
  if (secret !== null) return <SecretDialog name={draft.name} secret={secret} onClose={onClose} />;
  return (
    <FormDialog
      id={id}
      title={contact ? `Change ${contact.name}` : "New contact"}
      save={contact ? "Save changes" : "Save"}
      isBusy={isBusy}
      failure={failure}
      onSubmit={save}
      onClose={onClose}
    >
      <div className="field-pair">
        <TextField
          id={`${id}-name`}
          label="Name"
          value={draft.name}
          maxLength={100}
          error={shown.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <TextField
          label="Organisation"
          optional
          value={draft.organisation}
          maxLength={100}
          onChange={(event) => set({ organisation: event.target.value })}
        />
      </div>
      <Segmented
        label="Reached by"
        options={channels}
        value={draft.channel}
        onChange={(channel) => set({ channel, address: "" })}
      />
      <TextField
        id={`${id}-address`}
        label={draft.channel === "email" ? "E-mail address" : "Address"}
        type={draft.channel === "email" ? "email" : "url"}
        help={
          draft.channel === "email"
            ? undefined
            : contact
              ? "Another address gets another secret"
              : "Begins with https://. What is sent there is signed with a secret, shown once when it is saved."
        }
        value={draft.address}
        maxLength={500}
        error={shown.address}
        onChange={(event) => set({ address: event.target.value })}
      />
      <DutyFields duties={draft.duties} works={works} onChange={(duties) => set({ duties })} />
    </FormDialog>
  );
}

function SecretDialog({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={`The secret of ${name}`}
      actions={
        <Button variant="primary" onPress={onClose}>
          I have kept it
        </Button>
      }
    >
      <p>
        Every message to this webhook is signed with it (HMAC-SHA256, as Standard Webhooks say). It is shown this once
        and never again; another address gets another one.
      </p>
      <TextField label="Secret" readOnly value={secret} onFocus={(event) => event.target.select()} />
    </Dialog>
  );
}

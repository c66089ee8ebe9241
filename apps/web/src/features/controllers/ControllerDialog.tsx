"use client";
import type { ControllerRow } from "@headroom/contracts/controller";
import { LEAST_POLL_SECONDS, MOST_POLL_SECONDS } from "@headroom/core/telemetry/controller-polling";
import { Select, TextArea, TextField } from "@headroom/ui/primitives/Field";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { FormDialog } from "../frame/FormDialog";
import { useFormErrors } from "../frame/useFormErrors";
import { failureWords } from "../words/errors";
import { type Draft, draftOf, errorsOf, fieldsOf } from "./controllerDraft";
import { useControllerChange } from "./useControllerChange";
import { whereWords } from "./words";

const trusts = [
  { value: "system", label: "By the authorities of the system" },
  { value: "pin", label: "By its fingerprint (SHA-256)" },
  { value: "authority", label: "By an authority of its own" },
  { value: "plain", label: "Not at all: plain http" },
];

interface ControllerDialogProps {
  /** The one to change; null: a new one. */
  controller: ControllerRow | null;
  /** Chosen beforehand for a new one. */
  rack: string;
  onClose: () => void;
}

/** Adds a controller or changes one. A password goes in and is never shown. */
export function ControllerDialog({ controller, rack, onClose }: ControllerDialogProps) {
  const id = useId();
  const trpc = useTRPC();
  const types = useQuery(trpc.catalog.serverTypes.queryOptions());
  const [draft, setDraft] = useState<Draft>(() => draftOf(controller, rack));
  const { create, update } = useControllerChange(onClose);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const errors = errorsOf(draft, controller);
  const { shown, send } = useFormErrors(id, errors);
  const failed = create.error ?? update.error;
  const failure = failed ? failureWords(publicErrorOf(failed), "The controller") : null;
  const isBusy = create.isPending || update.isPending;
  const isMoved = controller !== null && draft.url !== controller.url;
  const save = send(() => {
    const fields = fieldsOf(draft);
    if (controller)
      update.mutate({
        ...{ id: controller.id, version: controller.version, ...fields },
        ...(draft.password === "" ? {} : { password: draft.password }),
      });
    else
      create.mutate({
        ...fields,
        password: draft.password,
        place: { kind: "unit", rack: draft.rack.trim(), unit: Number(draft.unit) },
      });
  });
  const text = (name: keyof Draft) => ({
    id: `${id}-${name}`,
    value: draft[name],
    error: shown[name],
    autoComplete: "off",
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  });
  return (
    <FormDialog
      id={id}
      title={controller ? `Change the controller of ${whereWords(controller)}` : "Add a controller"}
      save={controller ? "Save changes" : "Add it"}
      isBusy={isBusy}
      failure={failure}
      onSubmit={save}
      onClose={onClose}
    >
      {controller ? null : (
        <div className="field-pair">
          <TextField label="Rack" help="Its code" {...text("rack")} />
          <TextField label="Unit" help="The lowest one of the server" inputMode="decimal" {...text("unit")} />
        </div>
      )}
      <TextField label="Address" help="As https://10.0.0.7, without a path" {...text("url")} />
      <div className="field-pair">
        <TextField label="User" {...text("username")} />
        <TextField
          label="Password"
          type="password"
          help={
            controller === null
              ? "Sealed, and never shown again"
              : isMoved
                ? "Again: what is kept belongs to the address before"
                : "Empty: as it is"
          }
          {...text("password")}
          autoComplete="new-password"
        />
      </div>
      <Select
        id={`${id}-trust`}
        label="Its certificate is trusted"
        options={trusts}
        value={draft.trust}
        error={shown.trust}
        onChange={(event) => set({ trust: event.target.value as Draft["trust"] })}
      />
      {draft.trust === "pin" ? (
        <TextField label="Fingerprint" help="SHA-256 of the certificate, in hexadecimal" {...text("trustValue")} />
      ) : null}
      {draft.trust === "authority" ? (
        <TextArea
          label="Certificate of the authority"
          help="PEM"
          rows={4}
          id={`${id}-trustValue`}
          value={draft.trustValue}
          error={shown.trustValue}
          onChange={(event) => set({ trustValue: event.target.value })}
        />
      ) : null}
      <div className="field-pair">
        <Select
          label="Server type"
          optional
          placeholder="As the rack's type says"
          options={(types.data ?? []).map(({ code }) => ({ value: code, label: code }))}
          value={draft.serverType}
          onChange={(event) => set({ serverType: event.target.value })}
        />
        <TextField label="Serial" optional help="Of what was ordered" {...text("expectedSerial")} />
      </div>
      <div className="field-pair">
        <TextField
          label="System"
          optional
          help="Its path or UUID, where several are behind it; without, the serial tells it"
          {...text("system")}
        />
        <TextField
          label="Readings every"
          optional
          unit="s"
          inputMode="numeric"
          help={`${LEAST_POLL_SECONDS} to ${MOST_POLL_SECONDS}, 0 never; empty: as the datacenter`}
          {...text("pollSeconds")}
        />
      </div>
    </FormDialog>
  );
}

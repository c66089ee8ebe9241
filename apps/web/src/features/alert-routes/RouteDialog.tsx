"use client";
import type { AlertRuleDto } from "@headroom/contracts/alert";
import type { AlertRouteDto, AlertRouteInput } from "@headroom/contracts/alert-route";
import { Checkbox, Select, TextField } from "@headroom/ui/primitives/Field";
import { NumberField } from "@headroom/ui/primitives/NumberField";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { severityWords } from "../alerts/words";
import { FormDialog } from "../frame/FormDialog";
import { useFormErrors } from "../frame/useFormErrors";
import { failureWords } from "../words/errors";
import { useRouteChange } from "./useRouteChange";

interface RouteDialogProps {
  /** The one to change; null: a new one. */
  route: AlertRouteDto | null;
  rules: readonly AlertRuleDto[];
  onClose: () => void;
}

type Draft = Omit<AlertRouteInput, "to"> & { to: string };
const severities = ["critical", "warning", "notice"] as const;

const draftOf = (route: AlertRouteDto | null): Draft =>
  route === null
    ? {
        ...{ name: "", to: "", severities: ["critical"], rules: [], datacenter: null },
        ...{ tellsOver: true, everyMinutes: 5, enabled: true },
      }
    : { ...route, to: `${route.to.kind}:${route.to.id}` };

const receiverOf = (to: string): AlertRouteInput["to"] => {
  const [kind, ...id] = to.split(":");
  return kind === "contact" ? { kind, id: Number(id[0]) } : { kind: "person", id: id.join(":") };
};

const toggled = <T,>(all: readonly T[], one: T, on: boolean): T[] =>
  on ? [...all, one] : all.filter((other) => other !== one);

/** Which alerts, to whom, and how often. */
export function RouteDialog({ route, rules, onClose }: RouteDialogProps) {
  const trpc = useTRPC();
  const id = useId();
  const [draft, setDraft] = useState<Draft>(() => draftOf(route));
  const { create, update } = useRouteChange();
  const contacts = useQuery(trpc.contact.list.queryOptions());
  const people = useQuery(trpc.task.workers.queryOptions());
  const catalog = useQuery(trpc.catalog.list.queryOptions());
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const errors = {
    ...(draft.name.trim().length < 2 ? { name: "Type a name" } : {}),
    ...(draft.to === "" ? { to: "Choose who is told" } : {}),
  };
  const { shown, send } = useFormErrors(id, errors);
  const failed = create.error ?? update.error;
  const failure = failed ? failureWords(publicErrorOf(failed), "The route") : null;
  const isBusy = create.isPending || update.isPending;
  const receivers = [
    ...(contacts.data?.rows ?? []).map((row) => ({ value: `contact:${row.id}`, label: `${row.name} (contact)` })),
    ...(people.data?.people ?? []).map((one) => ({ value: `person:${one.id}`, label: `${one.name} (mail)` })),
  ];
  // somebody who is not listed any more stays as they are
  const isKnown = draft.to === "" || receivers.some(({ value }) => value === draft.to);
  const options =
    isKnown || !route ? receivers : [...receivers, { value: draft.to, label: `${route.receiver.name} (as before)` }];
  const save = send(() => {
    const { name, severities: which, rules: of, datacenter, tellsOver, everyMinutes, enabled } = draft;
    const input = { name, to: receiverOf(draft.to), severities: which, rules: of, datacenter };
    const whole = { ...input, tellsOver, everyMinutes, enabled };
    if (route) update.mutate({ ...whole, id: route.id, version: route.version }, { onSuccess: onClose });
    else create.mutate(whole, { onSuccess: onClose });
  });
  return (
    <FormDialog
      id={id}
      title={route ? `Change the route “${route.name}”` : "New route"}
      save={route ? "Save changes" : "Save"}
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
        <Select
          id={`${id}-to`}
          label="Who is told"
          placeholder="Choose"
          options={options}
          value={draft.to}
          error={shown.to}
          onChange={(event) => set({ to: event.target.value })}
        />
      </div>
      <fieldset className="duties">
        <legend>Of which severity</legend>
        <div className="ticks">
          {severities.map((one) => (
            <Checkbox
              key={one}
              label={severityWords[one]}
              checked={draft.severities.includes(one)}
              onChange={(event) => set({ severities: toggled(draft.severities, one, event.target.checked) })}
            />
          ))}
        </div>
        {draft.severities.length === 0 ? <p className="hr-s12 hr-mut">None is chosen: of every one.</p> : null}
      </fieldset>
      <div className="field-pair">
        <Select
          label="Datacenter"
          optional
          placeholder="All, and what is of none"
          options={(catalog.data?.datacenters ?? []).map(({ code }) => ({ value: code, label: code }))}
          value={draft.datacenter ?? ""}
          onChange={(event) => set({ datacenter: event.target.value || null })}
        />
        <NumberField
          label="One message at most in"
          unit="min"
          min={1}
          max={1440}
          value={draft.everyMinutes}
          onChange={(everyMinutes) => set({ everyMinutes: everyMinutes ?? 5 })}
        />
      </div>
      <details open={draft.rules.length > 0}>
        <summary>{draft.rules.length === 0 ? "Of every rule" : `Of ${draft.rules.length} rules`}</summary>
        <fieldset className="duties">
          <legend className="hr-vh">Of which rules</legend>
          {rules.map((rule) => (
            <Checkbox
              key={rule.id}
              label={rule.title}
              checked={draft.rules.includes(rule.id)}
              onChange={(event) => set({ rules: toggled(draft.rules, rule.id, event.target.checked) })}
            />
          ))}
        </fieldset>
      </details>
      <Checkbox
        label="Also when it is over"
        checked={draft.tellsOver}
        onChange={(event) => set({ tellsOver: event.target.checked })}
      />
      <Checkbox
        label="On"
        help="Switched off, it tells nobody and keeps what it says"
        checked={draft.enabled}
        onChange={(event) => set({ enabled: event.target.checked })}
      />
    </FormDialog>
  );
}

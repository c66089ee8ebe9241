"use client";
import type { ReservationKind, ReservationRow, ReservationTarget } from "@headroom/contracts/reservation";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { DateField, Select, TextField } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useId, useState } from "react";
import { publicErrorOf } from "../../trpc/public-error";
import { useNow } from "../frame/time";
import { useFormErrors } from "../frame/useFormErrors";
import { failureWords } from "../words/errors";
import { useReservationChange } from "./useReservationChange";
import { keptWords, kindWords, numbersOf } from "./words";

export interface Draft {
  kind: ReservationKind;
  rack: string;
  /** Units, or positions, as people write them. */
  numbers: string;
  face: "front" | "rear" | "both";
  server: string;
  datacenter: string;
  room: string;
  row: string;
  owner: string;
  ticket: string;
  reason: string;
  from: string;
  to: string;
}

interface ReservationDialogProps {
  /** The one to change; null: a new one. */
  reservation: ReservationRow | null;
  /** Chosen beforehand for a new one. */
  given: Partial<Draft>;
  onClose: () => void;
}

type Errors = Partial<Record<keyof Draft, string>>;
const needed = "Fill it in";

/** What the form names, or which of its fields do not. */
function targetOf(draft: Draft): { target: ReservationTarget | null; wrong: Errors } {
  const [rack, server] = [draft.rack.trim(), draft.server.trim()];
  const [datacenter, room, row] = [draft.datacenter.trim(), draft.room.trim(), draft.row.trim()];
  const empty = (fields: Errors): Errors =>
    Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value ? [] : [[name, needed]])));
  if (draft.kind === "device") {
    const wrong = empty({ rack, server });
    return { wrong, target: rack && server ? { kind: "device", rack, server } : null };
  }
  const numbers = numbersOf(draft.numbers, draft.kind === "units" ? 100 : 10_000);
  const unread = numbers === null ? { numbers: "As 3-5, 8" } : {};
  if (draft.kind === "units") {
    const target = rack && numbers ? { kind: "units" as const, rack, units: numbers, face: draft.face } : null;
    return { wrong: { ...empty({ rack }), ...unread }, target };
  }
  return {
    wrong: { ...empty({ datacenter, room, row }), ...unread },
    target: datacenter && room && row && numbers ? { kind: "positions", datacenter, room, row, numbers } : null,
  };
}

/** Keeps units, positions or a device for somebody; or gives a reservation another owner, ticket, reason or end. */
export function ReservationDialog({ reservation, given, onClose }: ReservationDialogProps) {
  const id = useId();
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const [draft, setDraft] = useState<Draft>({
    ...{ kind: "units", rack: "", numbers: "", face: "both", server: "", datacenter: "", room: "", row: "" },
    ...given,
    ...{ owner: reservation?.said ?? "", ticket: reservation?.ticket ?? "", reason: reservation?.reason ?? "" },
    ...{ from: reservation?.from ?? today, to: reservation?.to ?? "" },
  });
  const { create, update } = useReservationChange(onClose);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const named = targetOf(draft);
  const wrong: Errors = {
    ...(reservation ? {} : named.wrong),
    ...(draft.owner.trim() ? {} : { owner: needed }),
    ...(draft.reason.trim().length < 3 ? { reason: "Say what for in a few words" } : {}),
    ...(reservation || draft.from >= today ? {} : { from: "Today or later" }),
    ...(draft.to && draft.to <= (reservation ? today : draft.from) ? { to: "After the first day" } : {}),
  };
  const { shown, send } = useFormErrors(id, wrong);
  const failed = create.error ?? update.error;
  const failure = failed ? failureWords(publicErrorOf(failed), "The reservation") : null;
  const save = send(() => {
    const { owner, reason } = draft;
    const terms = { owner, reason, ticket: draft.ticket.trim() || null, to: draft.to || null };
    if (reservation) {
      const { kind, id: number, mark } = reservation;
      update.mutate({ kind, id: number, mark, ...terms });
    } else if (named.target) create.mutate({ target: named.target, from: draft.from, ...terms });
  });
  const text = (name: keyof Draft, label: string, more: { help?: string; optional?: boolean } = {}) => (
    <TextField
      id={`${id}-${name}`}
      label={label}
      value={draft[name]}
      error={shown[name]}
      {...more}
      onChange={(event) => set({ [name]: event.target.value })}
    />
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={reservation ? `Change ${keptWords(reservation)}` : "New reservation"}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form={id}
            off={create.isPending || update.isPending ? "Saving" : null}
          >
            {reservation ? "Save changes" : "Reserve it"}
          </Button>
        </>
      }
    >
      <form id={id} className="form-stack" noValidate onSubmit={save}>
        {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
        {reservation ? null : (
          <>
            <Select
              label="What to keep"
              options={(["units", "positions", "device"] as const).map((kind) => ({
                value: kind,
                label: { ...kindWords, units: "Units of a rack", positions: "Positions of a row", device: "A device" }[
                  kind
                ],
              }))}
              value={draft.kind}
              onChange={(event) => set({ kind: event.target.value as ReservationKind })}
            />
            {draft.kind === "positions" ? (
              <>
                {text("datacenter", "Datacenter")}
                <div className="field-pair">
                  {text("room", "Room")}
                  {text("row", "Row")}
                </div>
                {text("numbers", "Positions", { help: "As 3-5, 8" })}
              </>
            ) : (
              text("rack", "Rack")
            )}
            {draft.kind === "device" ? text("server", "Device") : null}
            {draft.kind === "units" ? (
              <div className="field-pair">
                {text("numbers", "Units", { help: "As 3-5, 8" })}
                <Select
                  label="Faces"
                  options={[
                    { value: "both", label: "Both" },
                    { value: "front", label: "Front" },
                    { value: "rear", label: "Rear" },
                  ]}
                  value={draft.face}
                  onChange={(event) => set({ face: event.target.value as Draft["face"] })}
                />
              </div>
            ) : null}
          </>
        )}
        {text("owner", "For", { help: "The e-mail address of a person with an account, or a name" })}
        {text("reason", "What for")}
        {text("ticket", "Ticket", { optional: true, help: "An address or a number" })}
        <div className="field-pair">
          <DateField
            id={`${id}-from`}
            label="From"
            value={draft.from}
            disabled={reservation !== null}
            error={shown.from}
            onChange={(event) => set({ from: event.target.value })}
          />
          <DateField
            id={`${id}-to`}
            label="Free again on"
            help="Empty: until further notice"
            value={draft.to}
            error={shown.to}
            onChange={(event) => set({ to: event.target.value })}
          />
        </div>
      </form>
    </Dialog>
  );
}

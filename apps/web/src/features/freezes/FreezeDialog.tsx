"use client";
import type { FreezeRow } from "@headroom/contracts/freeze";
import { DateField, Select, TextField } from "@headroom/ui/primitives/Field";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { FormDialog } from "../frame/FormDialog";
import { useNow } from "../frame/time";
import { useFormErrors } from "../frame/useFormErrors";
import { failureWords } from "../words/errors";
import { rowLabel } from "../words/places";
import { FreezeConflicts } from "./FreezeConflicts";
import { useFreezeChange } from "./useFreezeChange";
import { placeWords } from "./words";

interface FreezeDialogProps {
  /** The window to change; null: a new one. */
  freeze: FreezeRow | null;
  /** Chosen beforehand for a new one. */
  datacenter: string;
  onClose: () => void;
}

interface Draft {
  datacenter: string;
  roomId: string;
  rowId: string;
  startsOn: string;
  endsOn: string;
  reason: string;
}

type Errors = Partial<Record<keyof Draft, string>>;

function errorsOf(draft: Draft, today: string): Errors {
  const { datacenter, startsOn, endsOn, reason } = draft;
  return {
    ...(datacenter ? {} : { datacenter: "Choose one" }),
    ...(startsOn ? {} : { startsOn: "Choose a day" }),
    ...(!endsOn
      ? { endsOn: "Choose a day" }
      : endsOn < startsOn
        ? { endsOn: "Not before the first day" }
        : endsOn < today
          ? { endsOn: "Today or later" }
          : {}),
    ...(reason.trim().length < 3 ? { reason: "Say why in a few words" } : {}),
  };
}

/** Makes a freeze window, or changes its days and reason; what it meets is told as the days are chosen. */
export function FreezeDialog({ freeze, datacenter, onClose }: FreezeDialogProps) {
  const id = useId();
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const [draft, setDraft] = useState<Draft>({
    datacenter: freeze?.datacenter ?? datacenter,
    roomId: "",
    rowId: "",
    startsOn: freeze?.startsOn ?? today,
    endsOn: freeze?.endsOn ?? today,
    reason: freeze?.reason ?? "",
  });
  const { create, update } = useFreezeChange(onClose);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const errors = errorsOf(draft, today);
  const { shown, send } = useFormErrors(id, errors);
  const failed = create.error ?? update.error;
  const failure = failed ? failureWords(publicErrorOf(failed), "The window") : null;
  const isBusy = create.isPending || update.isPending;
  const { startsOn, endsOn, reason } = draft;
  const save = send(() => {
    if (freeze) update.mutate({ id: freeze.id, version: freeze.version, startsOn, endsOn, reason });
    else create.mutate({ ...whereOf(draft), startsOn, endsOn, reason });
  });
  return (
    <FormDialog
      id={id}
      title={freeze ? `Change the freeze of ${placeWords(freeze)}` : "New freeze window"}
      save={freeze ? "Save changes" : "Freeze it"}
      isBusy={isBusy}
      failure={failure}
      onSubmit={save}
      onClose={onClose}
    >
      <p>No racks land there on these days, both included. Plans go around it.</p>
      {freeze ? null : <PlaceFields id={id} draft={draft} error={shown.datacenter} onChange={set} />}
      <div className="field-pair">
        <DateField
          id={`${id}-startsOn`}
          label="From"
          value={startsOn}
          error={shown.startsOn}
          onChange={(event) => set({ startsOn: event.target.value })}
        />
        <DateField
          id={`${id}-endsOn`}
          label="To, included"
          value={endsOn}
          error={shown.endsOn}
          onChange={(event) => set({ endsOn: event.target.value })}
        />
      </div>
      <TextField
        id={`${id}-reason`}
        label="Reason"
        help="Shown to everybody whose racks it stops"
        maxLength={2000}
        value={reason}
        error={shown.reason}
        onChange={(event) => set({ reason: event.target.value })}
      />
      {freeze === null || freeze.room === null ? (
        <FreezeConflicts window={errors.startsOn || errors.endsOn || errors.datacenter ? null : windowOf(draft)} />
      ) : (
        <ConflictsOf freeze={freeze} days={errors.startsOn || errors.endsOn ? null : { startsOn, endsOn }} />
      )}
    </FormDialog>
  );
}

const numberOrNull = (text: string): number | null => (text === "" ? null : Number(text));
const whereOf = ({ datacenter, roomId, rowId }: Draft) => ({
  datacenter,
  roomId: numberOrNull(roomId),
  rowId: numberOrNull(rowId),
});
const windowOf = (draft: Draft) => ({ ...whereOf(draft), startsOn: draft.startsOn, endsOn: draft.endsOn });

/** A window that is there knows its room and row by their codes. */
function ConflictsOf({ freeze, days }: { freeze: FreezeRow; days: { startsOn: string; endsOn: string } | null }) {
  const trpc = useTRPC();
  const { datacenter } = freeze;
  const rooms = useQuery(trpc.freeze.places.queryOptions({ datacenter }));
  const room = rooms.data?.find((one) => one.code === freeze.room);
  const row = room?.rows.find((one) => one.code === freeze.row);
  if (!room || days === null) return null;
  return <FreezeConflicts window={{ datacenter, roomId: room.id, rowId: row?.id ?? null, ...days }} />;
}

function PlaceFields({
  id,
  draft,
  error,
  onChange,
}: {
  id: string;
  draft: Draft;
  error: string | undefined;
  onChange: (change: Partial<Draft>) => void;
}) {
  const trpc = useTRPC();
  const catalog = useQuery(trpc.catalog.list.queryOptions());
  const rooms = useQuery(
    trpc.freeze.places.queryOptions({ datacenter: draft.datacenter }, { enabled: draft.datacenter !== "" }),
  );
  const room = rooms.data?.find((one) => String(one.id) === draft.roomId);
  return (
    <>
      <Select
        id={`${id}-datacenter`}
        label="Datacenter"
        placeholder="Choose a datacenter"
        options={(catalog.data?.datacenters ?? []).map(({ code }) => ({ value: code, label: code }))}
        value={draft.datacenter}
        error={error}
        onChange={(event) => onChange({ datacenter: event.target.value, roomId: "", rowId: "" })}
      />
      <div className="field-pair">
        <Select
          label="Room"
          optional
          placeholder="All of it"
          options={(rooms.data ?? []).map((one) => ({ value: String(one.id), label: `Room ${one.code}` }))}
          value={draft.roomId}
          onChange={(event) => onChange({ roomId: event.target.value, rowId: "" })}
        />
        <Select
          label="Row"
          optional
          placeholder={room ? "Every row" : "Choose a room first"}
          disabled={!room}
          options={(room?.rows ?? []).map((row) => ({ value: String(row.id), label: rowLabel(room?.code, row.code) }))}
          value={draft.rowId}
          onChange={(event) => onChange({ rowId: event.target.value })}
        />
      </div>
    </>
  );
}

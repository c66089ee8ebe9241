"use client";
import type { OrderView } from "@headroom/contracts/work-order";
import { formatAgo } from "@headroom/ui/format/dates";
import { formatCount } from "@headroom/ui/format/numbers";
import { Checkbox, TextArea } from "@headroom/ui/primitives/Field";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { destroyedWords } from "../drives/words";
import { useNow } from "../frame/time";
import { failureWords } from "../words/errors";
import { OrderAnswer } from "./OrderAnswer";

type Drive = NonNullable<OrderView["witness"]>["drives"][number];

interface WitnessFormProps {
  drives: readonly Drive[];
  token: string;
}

/** Each drive that was destroyed, to be ticked by whoever saw it; drives that are still to be destroyed appear as they are reported. */
export function WitnessForm({ drives, token }: WitnessFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const now = useNow();
  const [ticked, setTicked] = useState<readonly number[]>([]);
  const [note, setNote] = useState("");
  const lookup = trpc.workOrder.lookup.queryOptions({ token });
  const onSuccess = (after: OrderView) => queries.setQueryData(lookup.queryKey, after);
  const onError = () => queries.invalidateQueries({ queryKey: lookup.queryKey });
  const witness = useMutation(trpc.workOrder.witness.mutationOptions({ onSuccess, onError }));
  const refuse = useMutation(trpc.workOrder.refuse.mutationOptions({ onSuccess, onError }));
  const failed = witness.error ?? refuse.error;
  const failure = failed ? failureWords(publicErrorOf(failed), "Your answer") : null;
  const isBusy = witness.isPending || refuse.isPending;
  const done = drives.filter(({ destroyed }) => destroyed !== null);
  const open = drives.filter(({ destroyed }) => destroyed === null);
  const seen = done.filter(({ id }) => ticked.includes(id));
  const left =
    done.length === 0 ? "Nothing is destroyed yet" : seen.length === 0 ? "Tick what you saw destroyed first" : null;
  return (
    <OrderAnswer
      left={left}
      isBusy={isBusy}
      failure={failure}
      answer="I saw it"
      onAnswer={() =>
        witness.mutate({ token, drives: seen.map(({ id, version }) => ({ id, version })), note: note.trim() })
      }
      refusal="I did not see it"
      reason="Why you cannot say so"
      onRefuse={(reason) => refuse.mutate({ token, reason })}
    >
      {done.length > 0 ? (
        <fieldset className="run-checks">
          <legend className="hr-s12">Drives that you saw destroyed</legend>
          {done.map((drive) => (
            <Checkbox
              key={drive.id}
              label={`${driveName(drive)}, ${destroyedBy(drive, now)}`}
              checked={ticked.includes(drive.id)}
              onChange={(event) =>
                setTicked(event.target.checked ? [...ticked, drive.id] : ticked.filter((other) => other !== drive.id))
              }
            />
          ))}
        </fieldset>
      ) : null}
      {open.length > 0 ? (
        <div>
          <p className="hr-s12">
            {`Still to be destroyed: ${formatCount(open.length, "drive")}. The link takes one answer: wait for them, or answer now and be asked again.`}
          </p>
          <ul className="work-drives">
            {open.map((drive) => (
              <li key={drive.id}>{driveName(drive)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <TextArea
        label="Note"
        optional
        rows={2}
        value={note}
        maxLength={2000}
        onChange={(event) => setNote(event.target.value)}
      />
    </OrderAnswer>
  );
}

const driveName = ({ serial, model, name, server, unit }: Drive): string =>
  `${serial ?? "Without a serial"}: ${model ?? name} of ${server}, unit ${unit}`;

const destroyedBy = ({ destroyed }: Drive, now: number): string =>
  destroyed === null
    ? ""
    : `${destroyedWords(destroyed.method)} by ${destroyed.by}${destroyed.at ? ` ${formatAgo(destroyed.at, now)}` : ""}`;

"use client";
import type { DriveRow } from "@headroom/contracts/sanitisation";
import { Button } from "@headroom/ui/primitives/Button";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { Link } from "@headroom/ui/primitives/Link";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { OrderSentence } from "../runs/OrderSentence";
import type { DriveChange } from "./useDriveChange";

interface WitnessOrderProps {
  /** Any of those of its rack that wait for a witness. */
  drive: DriveRow;
  change: DriveChange;
}

/** Somebody without an account who is to see the drives destroyed: who was asked, whether it arrived, and to ask. */
export function WitnessOrder({ drive, change }: WitnessOrderProps) {
  const trpc = useTRPC();
  const id = useId();
  const contacts = useQuery(trpc.contact.list.queryOptions());
  const [chosen, setChosen] = useState("");
  const open = drive.order && drive.order.endedAt === null ? drive.order : null;
  const to = chosen || String(open?.contactId ?? "");
  const rows = (contacts.data?.rows ?? []).filter(({ channel }) => channel === "email");
  if (contacts.data && rows.length === 0 && !open)
    return (
      <p className="hr-s12 hr-mut">
        {"Somebody without an account can witness it, too: keep their mail address in "}
        <Link href="/contacts">Contacts</Link>.
      </p>
    );
  const isBusy = change.ask.isPending || change.withdraw.isPending;
  return (
    <div className="run-order">
      {open ? <OrderSentence order={open} /> : null}
      {drive.order?.state === "refused" ? (
        <Notice tone="attention">{`${drive.order.contact} did not see it: “${drive.order.reason ?? ""}”.`}</Notice>
      ) : null}
      <div className="hr-row">
        <label className="hr-s12" htmlFor={`${id}-to`}>
          {open ? "Ask" : "Or ask somebody outside to witness it:"}
        </label>
        <SelectBox
          id={`${id}-to`}
          value={to}
          placeholder="Choose a contact"
          onChange={(event) => setChosen(event.target.value)}
          options={rows.map((row) => ({
            value: String(row.id),
            label: row.organisation ? `${row.name}, ${row.organisation}` : row.name,
          }))}
        />
        <Button
          size="small"
          off={isBusy ? "One moment" : to === "" ? "Choose a contact first" : null}
          onPress={() => change.ask.mutate({ id: drive.id, contactId: Number(to) }, { onSuccess: () => setChosen("") })}
        >
          {open && to === String(open.contactId) ? "Ask again" : "Ask to witness"}
        </Button>
        {open ? (
          <Button
            size="small"
            off={isBusy ? "One moment" : null}
            onPress={() => change.withdraw.mutate({ id: drive.id })}
          >
            Take it back
          </Button>
        ) : null}
      </div>
    </div>
  );
}

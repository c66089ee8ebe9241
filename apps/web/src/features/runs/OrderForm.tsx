"use client";
import type { StepOrderDto } from "@headroom/contracts/delivery";
import { Button } from "@headroom/ui/primitives/Button";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { Link } from "@headroom/ui/primitives/Link";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { OrderSentence } from "./OrderSentence";

interface OrderFormProps {
  /** The last one; null: nobody outside was asked. */
  order: StepOrderDto | null;
  /** Only those who can be reached by mail. */
  byMail?: boolean;
  words: {
    /** Where no contact is kept, before the way to them. */
    none: string;
    /** Before the choice, while nobody is asked and while somebody is. */
    first: string;
    open: string;
    send: string;
    again: string;
  };
  isBusy: boolean;
  /** `sent` is to be called when it has gone out. */
  onSend: (contactId: number, sent: () => void) => void;
  onWithdraw: () => void;
  /** Between what is known of the order and the choice. */
  children?: ReactNode;
}

/** Somebody without an account is asked: who it is, whether it arrived, to ask again or another, and to take it back. */
export function OrderForm({ order, byMail, words, isBusy, onSend, onWithdraw, children }: OrderFormProps) {
  const id = useId();
  const contacts = useQuery(useTRPC().contact.list.queryOptions());
  const [chosen, setChosen] = useState("");
  const open = order && order.endedAt === null ? order : null;
  const to = chosen || String(open?.contactId ?? "");
  const rows = (contacts.data?.rows ?? []).filter(({ channel }) => !byMail || channel === "email");
  if (contacts.data && rows.length === 0 && !open)
    return (
      <p className="hr-s12 hr-mut">
        {words.none} <Link href="/contacts">Contacts</Link>.
      </p>
    );
  return (
    <div className="run-order">
      {open ? <OrderSentence order={open} /> : null}
      {children}
      <div className="hr-row">
        <label className="hr-s12" htmlFor={`${id}-to`}>
          {open ? words.open : words.first}
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
          onPress={() => onSend(Number(to), () => setChosen(""))}
        >
          {open && to === String(open.contactId) ? words.again : words.send}
        </Button>
        {open ? (
          <Button size="small" off={isBusy ? "One moment" : null} onPress={onWithdraw}>
            Take it back
          </Button>
        ) : null}
      </div>
    </div>
  );
}

"use client";
import type { StepDto } from "@headroom/contracts/run";
import { Button } from "@headroom/ui/primitives/Button";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { Link } from "@headroom/ui/primitives/Link";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { OrderSentence } from "./OrderSentence";
import type { RunChange } from "./useRunChange";

interface WorkOrderProps {
  step: StepDto;
  change: RunChange;
}

/** An open task for somebody outside: who was asked, whether it arrived, and to send it again or to another. */
export function WorkOrder({ step, change }: WorkOrderProps) {
  const trpc = useTRPC();
  const id = useId();
  const contacts = useQuery(trpc.contact.list.queryOptions());
  const open = step.order && step.order.endedAt === null ? step.order : null;
  const [chosen, setChosen] = useState("");
  const to = chosen || String(open?.contactId ?? "");
  const rows = contacts.data?.rows ?? [];
  if (contacts.data && rows.length === 0 && !open)
    return (
      <p className="hr-s12 hr-mut">
        {"It can also go to somebody without an account: keep who does what in "}
        <Link href="/contacts">Contacts</Link>.
      </p>
    );
  const isBusy = change.sendOrder.isPending || change.withdrawOrder.isPending;
  const isAgain = open !== null && to === String(open.contactId);
  return (
    <div className="run-order">
      {open ? <OrderSentence order={open} /> : null}
      <div className="hr-row">
        <label className="hr-s12" htmlFor={`${id}-to`}>
          {open ? "Send it to" : "Or send it outside, to"}
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
          onPress={() =>
            change.sendOrder.mutate({ stepId: step.id, contactId: Number(to) }, { onSuccess: () => setChosen("") })
          }
        >
          {isAgain ? "Send again" : "Send"}
        </Button>
        {open ? (
          <Button
            size="small"
            off={isBusy ? "One moment" : null}
            onPress={() => change.withdrawOrder.mutate({ stepId: step.id })}
          >
            Take it back
          </Button>
        ) : null}
      </div>
    </div>
  );
}

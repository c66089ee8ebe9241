"use client";
import type { StepOrderDto } from "@headroom/contracts/delivery";
import { formatDateTime } from "@headroom/ui/format/dates";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useNow } from "../frame/time";
import { deliveryFault } from "./words";

/** How an open work order stands: whether it arrived, was taken on, and until when its link works. */
export function OrderSentence({ order }: { order: StepOrderDto }) {
  const now = useNow();
  const { delivery } = order;
  return (
    <>
      {delivery?.state === "failed" ? (
        <Notice tone="critical">{`The work order did not reach ${order.contact}: ${deliveryFault(delivery.fault ?? {})}. Send it again, or to somebody else.`}</Notice>
      ) : null}
      <p className="hr-s12">
        <b>{`Work order ${order.id} to ${order.contact}, `}</b>
        {order.acceptedAt
          ? `taken on ${formatDateTime(order.acceptedAt, now)}. `
          : delivery?.state === "sent" && delivery.endedAt
            ? `sent ${formatDateTime(delivery.endedAt, now)}, not answered yet. `
            : delivery?.state === "queued"
              ? `${delivery.fault ? `not taken yet (${deliveryFault(delivery.fault)}), tried again ${delivery.nextAt ? formatDateTime(delivery.nextAt, now) : ""}` : "on its way"}. `
              : "not delivered. "}
        <span className="hr-mut">{`Its link works until ${formatDateTime(order.expiresAt, now)}.`}</span>
      </p>
    </>
  );
}

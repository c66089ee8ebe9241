import type { DeliveryDto } from "@headroom/contracts/delivery";
import { instantOf } from "../days";
import type { DeliveryRecord } from "../ports/outbox";

const orNull = (at: number | null): string | null => (at === null ? null : instantOf(at));

/** How a message stands, as it travels. */
export const deliveryOf = ({ state, attempts, sentTo, fault, nextAt, endedAt }: DeliveryRecord): DeliveryDto => ({
  ...{ state, attempts, sentTo, fault, nextAt: orNull(nextAt), endedAt: orNull(endedAt) },
});

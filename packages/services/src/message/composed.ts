import type { DeliveryFault } from "../ports/outbox";

/** A message as it goes out: a mail has the text, a webhook the data. */
export interface Composed {
  readonly kind: "composed";
  readonly subject: string;
  readonly text: string;
  /** As `com.headroom.work_order.opened`. */
  readonly type: string;
  readonly data: object;
}
export type Composition =
  | Composed
  /** Nobody has to hear of it any more. */
  | { readonly kind: "over" }
  | { readonly kind: "fault"; readonly fault: DeliveryFault & { readonly final: boolean } };

/** A subject is one line, and not endless. */
export const lineOf = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, 200);

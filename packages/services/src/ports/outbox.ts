import type { DeliveryState } from "@headroom/core/messaging/delivery";
import type { Instant } from "@headroom/core/rollout/types";
import type { Channel } from "./contacts";

/**
 * What a message tells of: its text is made when it is sent, so that it says what is so then.
 * `work_order`: a task and the link that answers it. `alerts`: alerts that fired or ended. `invite`: an invitation's link,
 * sealed until it is sent. `notice`: a notification of the app that
 * nobody read. `note`: a subject, lines and a path of the product, as
 * they stand. `test`: that messages arrive.
 */
export const messageKinds = ["work_order", "alerts", "invite", "notice", "note", "test"] as const;
export type MessageKind = (typeof messageKinds)[number];

/** `about` of a note. `path`: as `/runs/7`; null: no link. */
export interface Note {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly path: string | null;
}

export type Receiver =
  | { readonly contactId: number }
  /** By mail, to the address of the account. */
  | { readonly userId: string }
  /** By mail. */
  | { readonly email: string };

export interface NewMessage {
  /** Its own for ever: enqueueing it twice is once, and who gets it twice can tell. Letters, digits, dots and dashes. */
  readonly key: string;
  readonly kind: MessageKind;
  readonly to: Receiver;
  readonly workOrderId?: number;
  readonly alertRouteId?: number;
  readonly about: object;
  /** Not sent before. Absent: at once. */
  readonly notBefore?: Instant;
}

export interface DeliveryFault {
  readonly kind: "refused" | "unreachable" | "timeout" | "not_set_up" | "forbidden_address" | "unreadable_secret";
  readonly cause: string;
}

/** A message that a worker has taken to send it, for as long as its lease. */
export interface TakenMessage {
  readonly id: string;
  readonly key: string;
  readonly kind: MessageKind;
  readonly about: unknown;
  readonly workOrderId: number | null;
  /** Attempts begun, with this one. */
  readonly attempts: number;
  readonly madeAt: Instant;
  /** null: the account is disabled, or the contact retired. */
  readonly to: {
    readonly channel: Channel;
    readonly address: string;
    readonly name: string;
    readonly secret: string | null;
  } | null;
}

export interface DeliveryRecord {
  readonly key: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly sentTo: string | null;
  readonly fault: DeliveryFault | null;
}

export interface OutboxRepository {
  /** Messages whose key is there already are left as they are. Ids of the new ones. */
  add(messages: readonly NewMessage[], now: Instant): Promise<string[]>;
  /** Messages that are due, the oldest first, counted as tried, and due again when the lease is over. Nobody else takes them until then. */
  take(now: Instant, leaseMs: number, limit: number): Promise<TakenMessage[]>;
  sent(id: string, to: string, now: Instant): Promise<void>;
  /** `nextAt` null: given up. Ignored where a later attempt has begun or it was sent. */
  failed(id: string, attempts: number, fault: DeliveryFault, nextAt: Instant | null, now: Instant): Promise<boolean>;
  dropped(id: string, now: Instant): Promise<void>;
  /** How a message stands; null: there is none. */
  get(key: string): Promise<DeliveryRecord | null>;
  /** Messages that ended before an instant are forgotten. */
  forget(before: Instant): Promise<number>;
}

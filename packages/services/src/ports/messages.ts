import type { Result } from "@headroom/core/foundation/result";

/** Messages to people and programs outside. Each has an id of its own: who sends it again sends the same one, and who takes it can tell. */

export interface Mail {
  /** Of the message, the same for every try. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Webhook {
  readonly id: string;
  readonly url: string;
  /** What it is signed with: `whsec_` and base64, as Standard Webhooks write it. */
  readonly secret: string;
  /** As `com.headroom.work_order.opened`. */
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly subject: string;
  readonly data: unknown;
}

/** `final`: sending it again will not help. `cause` is fit to be shown and holds no secret. */
export interface SendFault {
  readonly kind: "refused" | "unreachable" | "timeout" | "forbidden_address";
  readonly cause: string;
  readonly final: boolean;
}

export interface Mailer {
  send(mail: Mail, signal?: AbortSignal): Promise<Result<{ readonly accepted: string }, SendFault>>;
}

export interface Webhooks {
  send(webhook: Webhook, signal?: AbortSignal): Promise<Result<{ readonly status: number }, SendFault>>;
}

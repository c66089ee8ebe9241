import { createHmac } from "node:crypto";
import { err, ok } from "@headroom/core/foundation/result";
import type { SendFault, Webhook, Webhooks } from "@headroom/services/ports/messages";
import { ForbiddenAddress, post, reachOf } from "./reach";

export interface WebhookOptions {
  readonly source: string;
  /** Addresses and networks of one's own that may be asked; http is spoken with this machine alone, where it is one of them. */
  readonly networks?: readonly string[];
  readonly timeoutMs?: number;
  readonly tries?: number;
  readonly pauseMs?: number;
  readonly now?: () => number;
}

/** The key of a secret as Standard Webhooks write it. */
const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ""), "base64");

/** As Standard Webhooks sign: HMAC-SHA256 over id, moment and body. */
export const signatureOf = (secret: string, id: string, timestamp: number, body: string): string =>
  `v1,${createHmac("sha256", keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest("base64")}`;

/**
 * Webhooks with the headers of Standard Webhooks and a CloudEvents body (structured JSON). Sent again, with the same id, after silence, 408, 425, 429 and 5xx;
 * redirects are not followed, as what is signed is meant for one place.
 */
export function standardWebhooks({
  source,
  networks = [],
  timeoutMs = 10_000,
  tries = 3,
  pauseMs = 500,
  now = Date.now,
}: WebhookOptions): Webhooks {
  const reach = reachOf(networks);
  const once = async (webhook: Webhook, body: string, signal?: AbortSignal) => {
    const timestamp = Math.floor(now() / 1000);
    const late = AbortSignal.timeout(timeoutMs);
    const within = signal ? AbortSignal.any([signal, late]) : late;
    const posted = {
      ...{ body, signal: within },
      headers: {
        "content-type": "application/cloudevents+json; charset=utf-8",
        ...{ "webhook-id": webhook.id, "webhook-timestamp": String(timestamp) },
        "webhook-signature": signatureOf(webhook.secret, webhook.id, timestamp, body),
      },
    };
    return post(webhook.url, posted, reach).catch((cause) => {
      // Node says that it was aborted, and not why
      throw late.aborted ? late.reason : cause;
    });
  };
  return {
    async send(webhook, signal) {
      const { id, type, atMs, subject, data } = webhook;
      const body = JSON.stringify({
        ...{ specversion: "1.0", id, source, type, time: new Date(atMs).toISOString(), subject },
        ...{ datacontenttype: "application/json", data },
      });
      let fault: SendFault = { kind: "unreachable", cause: "not tried", final: false };
      for (let attempt = 0; attempt < tries && !signal?.aborted; attempt++) {
        if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs * 2 ** (attempt - 1)));
        try {
          const status = await once(webhook, body, signal);
          if (status >= 200 && status < 300) return ok({ status });
          const isPassing = status >= 500 || [408, 425, 429].includes(status);
          fault = { kind: "refused", cause: String(status), final: !isPassing };
        } catch (cause) {
          const { name, code, message } = cause as Error & { code?: string };
          fault =
            cause instanceof ForbiddenAddress
              ? { kind: "forbidden_address", cause: message, final: true }
              : { kind: name === "TimeoutError" ? "timeout" : "unreachable", cause: code ?? name, final: false };
        }
        if (fault.final) break;
      }
      return err(fault);
    },
  };
}

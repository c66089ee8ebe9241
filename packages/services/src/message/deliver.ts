import { deliveryRetry } from "@headroom/core/messaging/delivery";
import { pauseAfter } from "@headroom/core/rollout/retry";
import type { Ports } from "../ports";
import type { Mailer, SendFault, Webhooks } from "../ports/messages";
import type { DeliveryFault, TakenMessage } from "../ports/outbox";
import type { Repositories } from "../ports/repositories";
import { compose } from "./compose";
import type { Composed } from "./composed";
import { tellUndelivered } from "./undelivered";
import { webhookPurpose } from "./webhook-secret";

/** Whoever took a message and died is thought dead after so long: longer than any sending may take. */
const LEASE_MS = 120_000;
const AT_A_TIME = 20;

export interface Senders {
  /** null: no mail server is set up. */
  readonly mailer: Mailer | null;
  readonly webhooks: Webhooks;
  /** Origin that links begin with, as https://headroom.example.org. */
  readonly url: string;
  readonly signal?: AbortSignal;
}

export interface Delivered {
  readonly sent: number;
  readonly retried: number;
  readonly failed: number;
}

/**
 * Sends what is due, each message outside any transaction. A worker that dies while it sends leaves the message to the next one, under the same key:
 * at least once, and whoever gets it twice can tell.
 */
export async function deliverMessages(ports: Ports, senders: Senders): Promise<Delivered> {
  const taken = await ports.work.write(({ outbox }) => outbox.take(ports.clock.now(), LEASE_MS, AT_A_TIME));
  const outcomes = await Promise.all(taken.map((message) => deliver(ports, senders, message)));
  const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
  return { sent: count("sent"), retried: count("retried"), failed: count("failed") };
}

type Outcome = "sent" | "retried" | "failed" | "dropped";

async function deliver(ports: Ports, senders: Senders, message: TakenMessage): Promise<Outcome> {
  const composed = await ports.work.read((repositories) => compose(ports, repositories, message, senders.url));
  if (composed.kind === "over" || message.to === null) {
    await ports.work.write(({ outbox }) => outbox.dropped(message.id, ports.clock.now()));
    return "dropped";
  }
  const fault = composed.kind === "fault" ? composed.fault : await send(ports, senders, message, message.to, composed);
  const now = ports.clock.now();
  if (fault === null) {
    await ports.work.write(({ outbox }) => outbox.sent(message.id, message.to!.address, now));
    return "sent";
  }
  const { final, kind, cause } = fault;
  const pauseMs = final ? null : pauseAfter(deliveryRetry, message.attempts, Number(message.id) % 2 ** 31);
  return ports.work.write(async (repositories) => {
    const next = pauseMs === null ? null : now + pauseMs;
    const isOurs = await repositories.outbox.failed(message.id, message.attempts, { kind, cause }, next, now);
    if (!isOurs || next !== null) return "retried";
    await tellUndelivered(repositories, message, { kind, cause }, now);
    return "failed";
  });
}

type Fault = DeliveryFault & { readonly final: boolean };

/** Null: it was taken. */
async function send(
  ports: Pick<Ports, "secrets">,
  { mailer, webhooks, signal }: Senders,
  { id: _, key, madeAt }: TakenMessage,
  to: NonNullable<TakenMessage["to"]>,
  { subject, text, type, data }: Composed,
): Promise<Fault | null> {
  if (to.channel === "email") {
    if (!mailer) return { kind: "not_set_up", cause: "mail server", final: false };
    const sent = await mailer.send({ id: key, to: to.address, subject, text }, signal);
    return sent.ok ? null : faultOf(sent.error);
  }
  if (!ports.secrets) return { kind: "not_set_up", cause: "secret key", final: false };
  const secret = ports.secrets.open(webhookPurpose(to.address), to.secret ?? "");
  if (secret === null) return { kind: "unreadable_secret", cause: "sealed with another key", final: true };
  const sent = await webhooks.send({ id: key, url: to.address, secret, type, atMs: madeAt, subject, data }, signal);
  return sent.ok ? null : faultOf(sent.error);
}

const faultOf = ({ kind, cause, final }: SendFault): Fault => ({ kind, cause: cause.slice(0, 200), final });

/** What ended so long ago is forgotten; the audit and the runs' logs keep what was done. */
const KEPT_MS = 180 * 86_400_000;
export const forgetMessages = (ports: Ports): Promise<number> =>
  ports.work.write(({ outbox }: Pick<Repositories, "outbox">) => outbox.forget(ports.clock.now() - KEPT_MS));

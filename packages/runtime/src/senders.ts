import { smtpMailer } from "@headroom/adapters/mail/smtp";
import { standardWebhooks } from "@headroom/adapters/webhook/standard";
import type { Senders } from "@headroom/services/message/deliver";
import type { Env } from "./env";

/** Whoever carries messages outside. One try a message: what was not taken is tried again from the outbox, by whichever worker. */
export const sendersOf = ({ url, mail, webhookNetworks }: Pick<Env, "url" | "mail" | "webhookNetworks">): Senders => ({
  url,
  mailer: mail === null ? null : smtpMailer(mail),
  webhooks: standardWebhooks({ source: url, networks: webhookNetworks, tries: 1 }),
});

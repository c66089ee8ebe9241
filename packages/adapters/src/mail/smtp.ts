import { err, ok } from "@headroom/core/foundation/result";
import type { Mailer, SendFault } from "@headroom/services/ports/messages";
import { createTransport } from "nodemailer";

export interface SmtpOptions {
  /** As smtps://user:password@mail.example.org or smtp://mail.example.org:587 (STARTTLS is used where it is offered, and demanded with a user). */
  readonly url: string;
  /** Address that it comes from. */
  readonly from: string;
  readonly timeoutMs?: number;
}

/** Mail by SMTP. One connection a message: few are sent, and a server that closes idle ones is no failure. */
export function smtpMailer({ url, from, timeoutMs = 20_000 }: SmtpOptions): Mailer {
  const { protocol, username, password, hostname, port } = new URL(url);
  const isTls = protocol === "smtps:";
  const host = hostname.replace(/^\[|\]$/g, "");
  const transport = createTransport({
    ...{ host, port: port === "" ? (isTls ? 465 : 587) : Number(port), secure: isTls },
    // a password never travels in the clear
    requireTLS: !isTls && username !== "",
    ...(username === "" ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    // texts of people go into a message: none of them may name a file or an address to be fetched
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  return {
    async send({ id, to, subject, text }) {
      try {
        const sent = await transport.sendMail({
          ...{ from, to: { name: "", address: to }, subject, text, messageId: `<${id}@${host}>` },
          headers: { "Auto-Submitted": "auto-generated" },
        });
        return ok({ accepted: String(sent.response) });
      } catch (cause) {
        return err(faultOf(cause));
      }
    },
  };
}

function faultOf(cause: unknown): SendFault {
  const { code, responseCode, message } = cause as { code?: string; responseCode?: number; message?: string };
  if (responseCode !== undefined)
    // 4xx: later, perhaps; 5xx: never
    return { kind: "refused", cause: `${responseCode}`, final: responseCode >= 500 };
  if (code === "ETIMEDOUT") return { kind: "timeout", cause: code, final: false };
  return { kind: "unreachable", cause: code ?? message ?? "unknown", final: code === "EAUTH" || code === "EENVELOPE" };
}

import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { smtpMailer } from "./smtp";

const open: SMTPServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
});

/** A real SMTP server that keeps what it was given. */
async function served(options: SMTPServerOptions = {}) {
  const messages: { to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ["STARTTLS"], logger: false },
    onData(stream, session, callback) {
      let text = "";
      stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
      stream.on("end", () => {
        messages.push({ to: session.envelope.rcptTo.map(({ address }) => address), text });
        callback();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return { messages, port, url: `smtp://127.0.0.1:${port}` };
}

const mail = {
  id: "wo-1",
  to: "ben@example.org",
  subject: "Rack STO-1: cable",
  text: "What to do:\nhttps://x/tasks/abc\n",
};
const from = "headroom@example.org";

test("a message arrives whole, with its own id", async () => {
  const { messages, url } = await served();
  expect(await smtpMailer({ url, from }).send(mail)).toMatchObject({ ok: true });
  expect(messages).toMatchObject([{ to: ["ben@example.org"] }]);
  expect(messages[0]!.text).toContain("Message-ID: <wo-1@127.0.0.1>");
  expect(messages[0]!.text).toContain("Subject: Rack STO-1: cable");
  expect(messages[0]!.text).toContain("https://x/tasks/abc");
});

test("a line break in a subject or an address adds no header and no receiver", async () => {
  const { messages, url } = await served();
  await smtpMailer({ url, from }).send({ ...mail, subject: "Rack\r\nBcc: eve@example.org" });
  await smtpMailer({ url, from }).send({ ...mail, to: "ben@example.org>\r\nRCPT TO:<eve@example.org" });
  for (const { to, text } of messages) {
    expect(to).not.toContain("eve@example.org");
    expect(text).not.toMatch(/^Bcc:/m);
  }
});

test("refusals are final from 500 on; who is not there may come back", async () => {
  const refusing = (responseCode: number) =>
    served({ onRcptTo: (_, __, callback) => callback(Object.assign(new Error("no"), { responseCode })) });
  expect(await smtpMailer({ ...(await refusing(550)), from }).send(mail)).toEqual({
    ...{ ok: false, error: { kind: "refused", cause: "550", final: true } },
  });
  expect(await smtpMailer({ ...(await refusing(451)), from }).send(mail)).toMatchObject({ error: { final: false } });
  expect(await smtpMailer({ url: "smtp://127.0.0.1:1", from }).send(mail)).toMatchObject({
    ...{ ok: false, error: { kind: "unreachable", final: false } },
  });
});

test("a password is not sent where there is no TLS", async () => {
  let asked = 0;
  const { port, messages } = await served({
    onAuth: (_, __, callback) => {
      asked += 1;
      callback(null, { user: "x" });
    },
  });
  const sent = await smtpMailer({ url: `smtp://root:secret@127.0.0.1:${port}`, from }).send(mail);
  expect([sent.ok, asked, messages.length]).toEqual([false, 0, 0]);
});

import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface Mailbox {
  readonly url: string;
  /** What arrived, oldest first, as it came over the wire but with its soft line breaks mended. */
  readonly mails: { readonly to: readonly string[]; readonly text: string }[];
  /** Addresses that are refused from now on: with a code from 500 for ever, below for now. */
  readonly refused: Map<string, number>;
  close(): Promise<void>;
}

/** A real SMTP server that keeps what it is given. */
export async function openMailbox(): Promise<Mailbox> {
  const mails: Mailbox["mails"] = [];
  const refused = new Map<string, number>();
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ["STARTTLS"], logger: false },
    onRcptTo({ address }, _, callback) {
      const responseCode = refused.get(address);
      callback(responseCode === undefined ? null : Object.assign(new Error("no such person"), { responseCode }));
    },
    onData(stream, session, callback) {
      let text = "";
      stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
      stream.on("end", () => {
        // quoted-printable breaks long lines, links among them
        const mended = text.replace(/=\r\n/g, "").replace(/=3D/g, "=").replace(/\r\n/g, "\n");
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: mended });
        callback();
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    ...{ url: `smtp://127.0.0.1:${port}`, mails, refused },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { BmcAddress, HardwareFault } from "@headroom/services/ports/hardware";
import { z } from "zod";
import type { Method, Question, Reply, Transport } from "./transport";

const SESSIONS = "/redfish/v1/SessionService/Sessions";
const root = z.object({ Links: z.object({ Sessions: z.object({ "@odata.id": z.string().startsWith("/") }) }) });
/** It has no sessions: every question carries the credentials then. */
const NO_SESSIONS: ReadonlySet<number> = new Set([404, 405, 501]);

type Signed = { readonly headers: Readonly<Record<string, string>>; readonly location: string | null };

/** Signs in when first asked, once for all questions at a time, and again where the controller has forgotten. */
export class Session {
  private signing: Promise<Result<Signed, HardwareFault>> | null = null;

  constructor(
    private readonly transport: Transport,
    private readonly address: BmcAddress,
  ) {}

  async ask(method: Method, path: string, question: Question = {}): Promise<Result<Reply, HardwareFault>> {
    for (const isSecond of [false, true]) {
      this.signing ??= this.signIn(question.signal);
      const signing = this.signing;
      const signed = await signing;
      if (!signed.ok) {
        // the next question may try again
        if (this.signing === signing) this.signing = null;
        return signed;
      }
      const headers = { ...question.headers, ...signed.value.headers };
      const answer = await this.transport.ask(method, path, { ...question, headers });
      if (!answer.ok || answer.value.status !== 401 || isSecond) return answer;
      if (this.signing === signing) this.signing = null;
    }
    return err({ kind: "denied", at: path, status: 401 });
  }

  async close(): Promise<void> {
    const signed = await this.signing;
    this.signing = null;
    if (signed?.ok && signed.value.location !== null)
      await this.transport.ask("DELETE", signed.value.location, { headers: signed.value.headers });
    this.transport.close();
  }

  private async signIn(signal: AbortSignal | undefined): Promise<Result<Signed, HardwareFault>> {
    const { username, password } = this.address;
    const basic = { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` };
    const sessions = await this.sessionsPath(signal);
    const body = { UserName: username, Password: password };
    // a session that nobody knows of ends by itself
    const answer = await this.transport.ask("POST", sessions, { body, signal, repeatable: true });
    if (!answer.ok) return answer;
    const { status, headers } = answer.value;
    if (NO_SESSIONS.has(status)) return ok({ headers: basic, location: null });
    const token = headers["x-auth-token"];
    if (status >= 400 || typeof token !== "string") return err({ kind: "denied", at: sessions, status });
    return ok({ headers: { "x-auth-token": token }, location: pathOf(headers.location, this.address.url) });
  }

  /** The service root may be read by anybody. */
  private async sessionsPath(signal: AbortSignal | undefined): Promise<string> {
    const answer = await this.transport.ask("GET", "/redfish/v1/", { signal });
    if (!answer.ok || answer.value.status !== 200) return SESSIONS;
    try {
      return root.parse(JSON.parse(answer.value.text ?? "")).Links.Sessions["@odata.id"];
    } catch {
      return SESSIONS;
    }
  }
}

/** The path of a link, which may be whole; null where there is none or it leads to another host: credentials stay here. */
export function pathOf(link: unknown, base: string): string | null {
  if (typeof link !== "string" || link === "") return null;
  try {
    const url = new URL(link, base);
    return url.origin === new URL(base).origin ? `${url.pathname}${url.search}${url.hash}` : null;
  } catch {
    return null;
  }
}

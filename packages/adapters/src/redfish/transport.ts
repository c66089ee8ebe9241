import type { IncomingHttpHeaders } from "node:http";
import { Agent as PlainAgent, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import type { Result } from "@headroom/core/foundation/result";
import { err, ok } from "@headroom/core/foundation/result";
import type { BmcAddress, HardwareFault } from "@headroom/services/ports/hardware";
import { SpanKind, trace } from "@opentelemetry/api";
import { limited } from "./limit";
import { TrustFailure, trustingAgent } from "./trust";

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Null where there was nothing. */
  readonly text: string | null;
}

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

export interface Question {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Doing it twice harms nobody: it may be asked again after anything. */
  readonly repeatable?: boolean;
}

export interface Patience {
  /** For one answer, from the moment it is asked. */
  readonly timeoutMs: number;
  /** How often it is asked in all. */
  readonly tries: number;
  /** Before the second try; doubles up to the longest. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
  /** Questions to one controller at a time: they are small computers. */
  readonly concurrency: number;
  /** Resolves early, and then rejects nothing, when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

export const usualPatience: Patience = {
  timeoutMs: 15_000,
  tries: 4,
  pauseMs: 500,
  longestPauseMs: 10_000,
  concurrency: 4,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener("abort", end);
      if (signal?.aborted) end();
    }),
};

/** An answer is at most this long: larger ones are not of a management controller. */
const MAX_BYTES = 16 * 1024 * 1024;
/** It is alive and cannot answer now. */
const BUSY: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** Connections that were never made: nothing was sent, so even an order can be given again. */
const NOT_SENT: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EAI_AGAIN",
]);

/** Lets so many questions through at a time. */
export type Slot = ReturnType<typeof limited>;

type Attempt =
  | { readonly kind: "reply"; readonly reply: Reply }
  | { readonly kind: "timeout" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "broken"; readonly cause: string; readonly sent: boolean }
  | { readonly kind: "untrusted"; readonly failure: TrustFailure };

/**
 * HTTP with a controller: so many questions at a time, each with a timeout, and asked again where that is harmless: a GET (and what its asker says can
 * be repeated) after anything, another method only where it was not sent or was turned away as busy. What answers is given back whatever its status.
 */
export class Transport {
  private readonly agent: PlainAgent;
  private readonly origin: URL;
  /** Throws a TypeError for an address that is none, or where TLS and trust contradict each other. */
  constructor(
    address: BmcAddress,
    private readonly patience: Patience,
    private readonly slot: Slot = limited(patience.concurrency),
  ) {
    this.origin = new URL(address.url);
    const isPlain = this.origin.protocol === "http:";
    if (!isPlain && this.origin.protocol !== "https:") throw new TypeError(`expected https://, got ${address.url}`);
    if (isPlain !== (address.trust.kind === "plain"))
      throw new TypeError(`${address.url} does not go with trust "${address.trust.kind}"`);
    const options = { keepAlive: true, maxSockets: patience.concurrency };
    this.agent = isPlain ? new PlainAgent(options) : trustingAgent(address.trust, options);
  }

  async ask(method: Method, path: string, question: Question = {}): Promise<Result<Reply, HardwareFault>> {
    const { tries, pauseMs, longestPauseMs, sleep } = this.patience;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.slot(() => this.seen(method, path, attempt, question));
      const isLast = attempt >= tries;
      if (answer.kind === "cancelled") return err({ kind: "cancelled", at: path });
      if (answer.kind === "untrusted") {
        const { expected, got } = answer.failure;
        return err({ kind: "untrusted", at: path, expected, got });
      }
      if (answer.kind === "reply") {
        if (!BUSY.has(answer.reply.status)) return ok(answer.reply);
        if (isLast) return err({ kind: "busy", at: path, status: answer.reply.status, tries: attempt });
      } else {
        const again = method === "GET" || question.repeatable === true || (answer.kind === "broken" && !answer.sent);
        if (isLast || !again)
          return answer.kind === "timeout"
            ? err({ kind: "timeout", at: path, afterMs: this.patience.timeoutMs, tries: attempt })
            : err({ kind: "unreachable", at: path, cause: answer.cause, tries: attempt });
      }
      const wanted = answer.kind === "reply" ? retryAfterMs(answer.reply.headers) : null;
      await sleep(Math.min(longestPauseMs, wanted ?? pauseMs * 2 ** (attempt - 1)), question.signal);
      if (question.signal?.aborted) return err({ kind: "cancelled", at: path });
    }
  }

  close(): void {
    this.agent.destroy();
  }

  /** One attempt, as a span where somebody records traces. Controllers are told nothing of it. */
  private seen(method: Method, path: string, attempt: number, question: Question): Promise<Attempt> {
    const attributes = {
      "server.address": this.origin.hostname,
      "url.path": path,
      "http.request.method": method,
      attempt,
    };
    const options = { kind: SpanKind.CLIENT, attributes };
    return trace.getTracer("headroom").startActiveSpan(`redfish ${method}`, options, async (span) => {
      const answer = await this.once(method, path, question);
      span.setAttribute("headroom.answer", answer.kind);
      if (answer.kind === "reply") span.setAttribute("http.response.status_code", answer.reply.status);
      span.end();
      return answer;
    });
  }

  private once(method: Method, path: string, { body, headers, signal }: Question): Promise<Attempt> {
    if (signal?.aborted) return Promise.resolve({ kind: "cancelled" });
    const payload = body === undefined ? null : JSON.stringify(body);
    const send = this.origin.protocol === "http:" ? plainRequest : secureRequest;
    return new Promise((resolve) => {
      const request = send({
        host: this.origin.hostname.replace(/^\[|\]$/g, ""),
        port: this.origin.port || undefined,
        path,
        method,
        agent: this.agent,
        headers: {
          accept: "application/json",
          "odata-version": "4.0",
          ...(payload === null
            ? {}
            : { "content-type": "application/json", "content-length": Buffer.byteLength(payload) }),
          ...headers,
        },
      });
      const settle = (attempt: Attempt) => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
        resolve(attempt);
        if (attempt.kind !== "reply") request.destroy();
      };
      const onAbort = () => settle({ kind: "cancelled" });
      const timer = setTimeout(() => settle({ kind: "timeout" }), this.patience.timeoutMs);
      signal?.addEventListener("abort", onAbort, { once: true });
      request.on("error", (error: NodeJS.ErrnoException) =>
        settle(
          error instanceof TrustFailure
            ? { kind: "untrusted", failure: error }
            : { kind: "broken", cause: error.code ?? error.message, sent: !NOT_SENT.has(error.code ?? "") },
        ),
      );
      request.on("response", (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > MAX_BYTES) settle({ kind: "broken", cause: `more than ${MAX_BYTES} bytes`, sent: true });
          else chunks.push(chunk);
        });
        response.on("error", () => settle({ kind: "broken", cause: "cut off", sent: true }));
        response.on("close", () => {
          if (!response.complete) return settle({ kind: "broken", cause: "cut off", sent: true });
          const text = Buffer.concat(chunks).toString("utf8");
          settle({
            kind: "reply",
            reply: { status: response.statusCode ?? 0, headers: response.headers, text: text === "" ? null : text },
          });
        });
      });
      request.end(payload ?? undefined);
    });
  }
}

/** Seconds, as controllers give them; a date is not waited for. */
function retryAfterMs(headers: IncomingHttpHeaders): number | null {
  const seconds = Number(headers["retry-after"]);
  return headers["retry-after"] !== undefined && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

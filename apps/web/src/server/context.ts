import "server-only";
import { randomUUID } from "node:crypto";
import type { Context } from "@headroom/api/context";
import { actorOf, type SignedIn } from "@headroom/runtime/auth/session";
import { container } from "./container";
import { peerOf } from "./peer";

/** What a procedure gets. The request id is what an error page shows as its trace id, and what log lines and audit events carry. */
export function createContext(session: SignedIn | null, headers: Headers): Context {
  const { ports, log, metrics, addressOf } = container();
  const requestId = randomUUID();
  return {
    ports,
    requestId,
    address: addressOf(peerOf(headers), headers.get("x-forwarded-for")),
    actor: session && actorOf(session, "web", requestId),
    called: metrics.called,
    report: (error, id) => log.error({ err: error, requestId: id }, "a request failed"),
  };
}

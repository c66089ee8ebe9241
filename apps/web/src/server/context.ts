import "server-only";
import { randomUUID } from "node:crypto";
import type { Context } from "@headroom/api/context";
import { actorOf, type SignedIn } from "@headroom/runtime/auth/session";
import { container } from "./container";

/** What a procedure gets. The request id is what an error page shows as its trace id, and what log lines and audit events carry. */
export function createContext(session: SignedIn | null): Context {
  const { ports, log, metrics } = container();
  const requestId = randomUUID();
  return {
    ports,
    requestId,
    actor: session && actorOf(session, "web", requestId),
    called: metrics.called,
    report: (error, id) => log.error({ err: error, requestId: id }, "a request failed"),
  };
}

import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { peerHeader } from "./request-headers";

const installed = Symbol.for("headroom.peers-stamped");
const state = globalThis as { [installed]?: true };

/**
 * Route handlers cannot see the socket, and Next passes a client's own x-forwarded-for on. Node announces every request before any
 * handler sees it: there the socket's address is written over whatever the client sent under our header.
 */
export function stampPeers(): void {
  if (state[installed]) return;
  state[installed] = true;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[peerHeader] = request.socket.remoteAddress ?? "";
  });
}

/** The socket's address of a request, null where it is not known. */
export const peerOf = (headers: Headers): string | null => (state[installed] ? headers.get(peerHeader) || null : null);

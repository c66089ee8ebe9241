import { timingSafeEqual } from "node:crypto";

const loopback = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/**
 * Who may read metrics: with a token that is set, who sends it; without one, a program on this machine that asks directly. What comes
 * through a proxy comes from everywhere.
 */
export function mayReadMetrics(
  token: string | null,
  request: { readonly peer: string | null; readonly authorization: string | null; readonly forwarded: boolean },
): boolean {
  if (token === null) return request.peer !== null && loopback.has(request.peer) && !request.forwarded;
  const [given, wanted] = [request.authorization ?? "", `Bearer ${token}`].map((text) => Buffer.from(text));
  return given!.length === wanted!.length && timingSafeEqual(given!, wanted!);
}

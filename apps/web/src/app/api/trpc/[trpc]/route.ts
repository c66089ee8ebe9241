import { answerHttp } from "@headroom/api/http";
import { isFromTrustedOrigin, trustedOrigins } from "@headroom/runtime/auth/origin";
import { readSession } from "@headroom/runtime/auth/session";
import { container } from "../../../../server/container";
import { createContext } from "../../../../server/context";

/** Bodies at most, bytes: an import's files come as base64; who is not signed in has nothing long to say. */
const BODY_LIMIT = { signedIn: 96_000_000, nobody: 16_000 };

async function handle(request: Request): Promise<Response> {
  const parts = container();
  if (request.method !== "GET" && !isFromTrustedOrigin(request.headers, trustedOrigins(parts.env.url))) {
    return refuse(403, "FORBIDDEN", { permission: "origin", rolesWith: [] });
  }
  const session = await readSession(parts, request.headers, { prolong: true });
  if (request.method !== "GET") {
    const length = request.headers.get("content-length");
    const most = session ? BODY_LIMIT.signedIn : BODY_LIMIT.nobody;
    if (length === null || !(Number(length) <= most)) {
      const issue = { path: "", expected: `a body of a known length of at most ${most} bytes`, got: length };
      return refuse(length === null ? 411 : 413, "INVALID_INPUT", { issues: [issue] });
    }
  }
  const response = await answerHttp(request, () => createContext(session, request.headers));
  const streams = response.headers.get("content-type")?.startsWith("text/event-stream");
  // Compressed, events would wait in the compressor's buffer.
  response.headers.set("cache-control", streams ? "no-store, no-transform" : "no-store");
  for (const cookie of session?.cookies ?? []) response.headers.append("set-cookie", cookie);
  return response;
}

/** In the form the API's client reads, so that screens see the code. */
function refuse(status: number, code: string, details: Readonly<Record<string, unknown>>): Response {
  const error = { message: code, code: -32600, data: { code, details, httpStatus: status, traceId: null } };
  return Response.json({ error }, { status, headers: { "cache-control": "no-store" } });
}

export { handle as GET, handle as POST };

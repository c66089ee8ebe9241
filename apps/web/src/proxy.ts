import { type NextRequest, NextResponse } from "next/server";
import { nonceHeader, pathHeader } from "./server/request-headers";

/**
 * Gives every page a Content-Security-Policy with a nonce of its own. Scripts run only with that nonce, or when such a script loads
 * them; Next puts it on its own scripts, pages put it on theirs (`pageNonce()` in server/session). Inline styles stay allowed: marks set
 * their sizes by them.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  // React's error overlay evaluates code while developing.
  const evaluate = process.env.NODE_ENV === "production" ? "" : " 'unsafe-eval'";
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluate}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

  const headers = new Headers(request.headers);
  headers.set(nonceHeader, nonce);
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = {
  matcher: [{ source: "/((?!api/|_next/|livez|readyz|metrics|.*\\.(?:svg|png|ico|txt|woff2)$).*)" }],
};

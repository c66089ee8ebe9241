import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The value of a cookie that better-auth signed, in its form `value.signature` (HMAC-SHA256 in base64, both URI-encoded); null: not there, or
 * not signed with this secret. `header`: the request's Cookie header.
 */
export function signedCookie(header: string, name: string, secret: string): string | null {
  const raw = cookieNamed(header, name);
  const split = raw?.lastIndexOf(".") ?? -1;
  if (raw === null || split < 1) return null;
  const value = raw.slice(0, split);
  const given = Buffer.from(raw.slice(split + 1));
  const right = Buffer.from(createHmac("sha256", secret).update(value).digest("base64"));
  return given.length === right.length && timingSafeEqual(given, right) ? value : null;
}

function cookieNamed(header: string, name: string): string | null {
  for (const part of header.split(";")) {
    const equals = part.indexOf("=");
    if (equals < 0 || part.slice(0, equals).trim() !== name) continue;
    try {
      return decodeURIComponent(part.slice(equals + 1).trim());
    } catch {
      return null;
    }
  }
  return null;
}

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Origins a browser may call from: the configured one, and where that is this machine, its other names too. */
export function trustedOrigins(url: string): readonly string[] {
  const { protocol, hostname, port, origin } = new URL(url);
  if (!loopback.has(hostname)) return [origin];
  return [...loopback].map((name) => `${protocol}//${name}${port === "" ? "" : `:${port}`}`);
}

/**
 * Whether a request that changes something may come from where it says it comes from. Browsers always send Origin with such a request;
 * where neither Origin nor Sec-Fetch-Site is there, it is a program, which has no cookies to abuse.
 */
export function isFromTrustedOrigin(headers: Headers, trusted: readonly string[]): boolean {
  const origin = headers.get("origin");
  if (origin !== null) return trusted.includes(origin);
  const site = headers.get("sec-fetch-site");
  return site === null || site === "same-origin" || site === "none";
}

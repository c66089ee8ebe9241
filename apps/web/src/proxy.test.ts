import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { config, proxy } from "./proxy";
import { nonceHeader, pathHeader } from "./server/request-headers";

const policyOf = (path: string, headers: Record<string, string> = {}) => {
  const response = proxy(new NextRequest(`http://127.0.0.1:3000${path}`, { headers }));
  const policy = response.headers.get("content-security-policy") ?? "";
  // How Next hands headers on to the page.
  const handed = (name: string) => response.headers.get(`x-middleware-request-${name}`);
  return { policy, nonce: handed(nonceHeader), path: handed(pathHeader) };
};

describe("a page's policy", () => {
  it("lets scripts run by a nonce that is new every time, and never inline ones", () => {
    const [one, two] = [policyOf("/"), policyOf("/")];
    expect(one.nonce).toMatch(/^[\w+/]{22}==$/);
    expect(one.nonce).not.toBe(two.nonce);
    expect(one.policy).toContain(`script-src 'self' 'nonce-${one.nonce}' 'strict-dynamic'`);
    expect(one.policy.split("; ").find((part) => part.startsWith("script-src"))).not.toContain("unsafe-inline");
    for (const part of ["object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'none'"]) {
      expect(one.policy).toContain(part);
    }
  });

  it("takes neither nonce nor path from the client", () => {
    const { nonce, path } = policyOf("/plans/7?tab=why", { [nonceHeader]: "mine", [pathHeader]: "/else" });
    expect(nonce).not.toBe("mine");
    expect(path).toBe("/plans/7?tab=why");
  });

  it("is for pages, not for the API nor for files", () => {
    const matcher = new RegExp(`^${config.matcher[0]?.source}$`);
    for (const path of ["/", "/plans/7", "/datacenters/a.b-1", "/apian"])
      expect([path, matcher.test(path)]).toEqual([path, true]);
    for (const path of ["/api/trpc/x", "/_next/static/a.js", "/livez", "/icon.svg"]) {
      expect([path, matcher.test(path)]).toEqual([path, false]);
    }
  });
});

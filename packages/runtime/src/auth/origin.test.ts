import { describe, expect, it } from "vitest";
import { isFromTrustedOrigin, trustedOrigins } from "./origin";

describe("trustedOrigins", () => {
  it("is the configured one, and every name of this machine where that is this machine", () => {
    expect(trustedOrigins("https://headroom.example.org")).toEqual(["https://headroom.example.org"]);
    expect(trustedOrigins("http://127.0.0.1:3000")).toEqual([
      "http://localhost:3000",
      "http://127.0.0.1:3000",
      "http://[::1]:3000",
    ]);
  });
});

describe("isFromTrustedOrigin", () => {
  const from = (headers: Record<string, string>) => isFromTrustedOrigin(new Headers(headers), ["http://a.example"]);

  it("goes by Origin, and by Sec-Fetch-Site where there is none", () => {
    expect(from({ origin: "http://a.example", "sec-fetch-site": "cross-site" })).toBe(true);
    expect(from({ origin: "http://b.example", "sec-fetch-site": "same-origin" })).toBe(false);
    expect(from({ origin: "null" })).toBe(false);
    expect(from({ "sec-fetch-site": "same-site" })).toBe(false);
    expect(from({ "sec-fetch-site": "cross-site" })).toBe(false);
    expect(from({ "sec-fetch-site": "same-origin" })).toBe(true);
    expect(from({})).toBe(true);
  });
});

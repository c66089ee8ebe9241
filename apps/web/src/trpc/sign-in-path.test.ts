import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeNext, signInPath } from "./sign-in-path";

describe("safeNext", () => {
  it.each([
    ["/plans/7?tab=why#row", "/plans/7?tab=why#row"],
    ["/requests", "/requests"],
    [null, "/"],
    ["", "/"],
    ["https://evil.example", "/"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["/a\\..\\evil", "/"],
    ["/\t/evil.example", "/"],
    ["/.//evil.example", "/"],
    ["/%2e//evil.example", "/"],
    ["/a/..//evil.example", "/"],
    ["/./sign-in", "/"],
    ["javascript:alert(1)", "/"],
    ["/sign-in?next=/plans", "/"],
    ["/sign-input", "/sign-input"],
  ])("%o leads to %s", (next, path) => expect(safeNext(next)).toBe(path));

  it("never leaves the site", () => {
    const text = fc.string({
      unit: fc.constantFrom("/", "//", "\\", ".", "..", "%2e", "@", ":", "\t", "\n", "a", "%2f", "?", "#"),
    });
    fc.assert(
      fc.property(text, (next) => {
        const path = safeNext(next);
        expect(new URL(path, "https://here.example").origin).toBe("https://here.example");
        expect(path).toMatch(/^\/(?!\/)/);
      }),
    );
  });
});

describe("signInPath", () => {
  it("remembers where to go back to", () => {
    expect(signInPath("/plans/7?tab=why")).toBe("/sign-in?next=%2Fplans%2F7%3Ftab%3Dwhy");
    expect(signInPath("/")).toBe("/sign-in");
    expect(signInPath("//evil.example")).toBe("/sign-in");
  });
});

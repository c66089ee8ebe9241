import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical, digest } from "./digest";

describe("digest", () => {
  it("is sixteen hex digits, the same on every machine", () => {
    expect(digest({ name: "Row 1", sequence: 1 })).toBe("60312f6703105056");
    expect(digest("")).toMatch(/^[0-9a-f]{16}$/);
  });

  it("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(digest(reversed)).toBe(digest(value));
      }),
    );
  });

  it("leaves out undefined fields and keeps null ones", () => {
    expect(canonical({ b: 1, a: undefined })).toBe('{"b":1}');
    expect(canonical({ a: null })).toBe('{"a":null}');
  });

  it("differs for different values, in 20,000 of them that are alike", () => {
    const digests = new Set(Array.from({ length: 20_000 }, (_, i) => digest({ key: `rack:${i}`, number: i % 7 })));
    expect(digests.size).toBe(20_000);
  });

  it("differs when a single character does", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(0xffff), fc.nat(0xffff), (head, tail, a, b) => {
        fc.pre(a !== b);
        const make = (unit: number) => digest(`${head}${String.fromCharCode(unit)}${tail}`);
        expect(make(a)).not.toBe(make(b));
      }),
    );
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "./json";

test("reads what JSON.parse reads", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(undefined, 1, "\t"), (text, indent) => {
      const value = JSON.parse(text);
      const again = parseJson("x", JSON.stringify(value, null, indent));
      expect(again.ok && JSON.stringify(again.value)).toBe(JSON.stringify(value));
    }),
    { numRuns: 500 },
  );
});

test("refuses what JSON.parse refuses, and never throws", () => {
  const pieces = fc.array(
    fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"a"',
      '"',
      "\\",
      "1",
      "-",
      ".5",
      "01",
      "1e5",
      "null",
      "tru",
      " ",
      "\n",
      "\u0000",
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(pieces, (list) => {
      const text = list.join("");
      let expected = true;
      try {
        JSON.parse(text);
      } catch {
        expected = false;
      }
      const found = parseJson("x", text);
      if (found.ok) expect(expected).toBe(true);
      else if (expected)
        expect(`${found.error.expected} ${found.error.found}`).toMatch(/twice|a number that a computer can hold/);
    }),
    { numRuns: 3000 },
  );
});

import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine, guarded, unguarded } from "./guard";

const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", "\n", ",", '"', "＝", "a") }),
);

test("a guarded text never begins like a formula, and comes back as it was", () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(guarded(value)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/u);
      expect(unguarded(guarded(value))).toBe(value);
    }),
  );
});

test("what is harmless stays as people wrote it", () => {
  fc.assert(
    fc.property(text, (value) => {
      if (!/^'*[=+\-@\t\r\n＝＋－＠]/u.test(value)) expect(guarded(value)).toBe(value);
    }),
  );
});

test("a line of CSV holds its cells", () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 6 }), (cells) => {
      const parsed = parse(csvLine(cells), { record_delimiter: ["\n"] });
      expect(parsed).toEqual([cells]);
    }),
  );
});

import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvText } from "./csv";

test("what is written is what is read, but for the guard before formulas", () => {
  const value = fc.oneof(fc.string(), fc.integer().map(String));
  fc.assert(
    fc.property(fc.array(fc.array(value, { minLength: 2, maxLength: 2 }), { minLength: 1 }), (rows) => {
      const read = parse(csvText(["a", "b"], rows), {
        relax_column_count: true,
        skip_empty_lines: false,
      }) as string[][];
      const guarded = rows.map((row) => row.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)));
      expect(read.slice(1)).toEqual(guarded);
    }),
  );
});

test("a formula is made text, a number stays a number, unknown stays empty", () => {
  expect(csvText(["x", "y", "z"], [["=HYPERLINK(1)", -3, null]])).toBe("x,y,z\r\n'=HYPERLINK(1),-3,\r\n");
});

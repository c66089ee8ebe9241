import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { shortened } from "./rejected";
import { readTable } from "./table";

// A property is many runs: on a busy machine they take longer than a test usually may.
vi.setConfig({ testTimeout: 60_000 });

/** Text with what is awkward in CSV, and beyond ASCII; no NUL, which is refused, and no lone surrogate, which UTF-8 cannot hold. */
const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r\n", "a", " ", "é", "漢", "𝄞"), maxLength: 8 }),
  fc.string({ unit: "grapheme", maxLength: 8 }).filter((text) => !text.includes("\0")),
);
/** At least two columns: a row of one empty cell cannot be told from a blank line. */
const rows = fc
  .integer({ min: 2, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }));

interface Style {
  readonly end: "\n" | "\r\n";
  readonly mark: boolean;
  readonly lastEnd: boolean;
  readonly alwaysQuote: boolean;
}
const style: fc.Arbitrary<Style> = fc.record({
  end: fc.constantFrom("\n" as const, "\r\n" as const),
  mark: fc.boolean(),
  lastEnd: fc.boolean(),
  alwaysQuote: fc.boolean(),
});

function write(table: readonly (readonly string[])[], { end, mark, lastEnd, alwaysQuote }: Style): string {
  const quote = (text: string) => (alwaysQuote || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = table.map((row) => row.map(quote).join(","));
  return (mark ? "\ufeff" : "") + lines.join(end) + (lastEnd ? end : "");
}

const headerFor = (table: readonly (readonly string[])[]) => (table[0] ?? ["", ""]).map((_, i) => `c${i}`);

it("reads back what was written, cell by cell", () => {
  fc.assert(
    fc.property(rows, style, (table, how) => {
      const header = headerFor(table);
      const read = readTable("t.csv", new TextEncoder().encode(write([header, ...table], how)));
      if (!read.ok) throw new Error(JSON.stringify(read.error));
      expect(read.value.header).toEqual(header);
      expect(read.value.rows.map((row) => row.cells)).toEqual(table);
      expect(read.value.rejected).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it("says the line on which each row begins, whatever breaks are in the cells before it", () => {
  fc.assert(
    fc.property(rows, style, (table, how) => {
      const header = headerFor(table);
      const read = readTable("t.csv", new TextEncoder().encode(write([header, ...table], how)));
      if (!read.ok) throw new Error(JSON.stringify(read.error));
      // A line ends with LF; everything written before a row is the file written without that row and the following ones.
      const expected = table.map(
        (_, i) => write([header, ...table.slice(0, i)], { ...how, lastEnd: true }).split("\n").length,
      );
      expect(read.value.rows.map((row) => row.line)).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});

it("never throws, whatever the bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const read = readTable("t.csv", bytes);
      if (read.ok) expect(read.value.rows.every((row) => row.cells.length === read.value.header.length)).toBe(true);
      else expect(read.error.expected).not.toBe("");
    }),
    { numRuns: 300 },
  );
});

it("shortens to one printable line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 120 }), (text) => {
      const shown = shortened(text);
      expect(shown).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(shown.length).toBeLessThan(400);
      if (text.length > 60) expect(shown).toContain(`${text.length} characters`);
    }),
  );
});

it("leaves no half of a pair where it cuts a value", () => {
  for (const before of [58, 59, 60]) expect(shortened(`${"a".repeat(before)}𝄞𝄞𝄞`)).not.toMatch(/\p{Surrogate}/u);
});

import { recordTypes } from "@headroom/core/topology/records/fleet";
import type { Field, RecordValue } from "@headroom/core/topology/records/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromCell, fromJson, toCell, toJson } from "./values";

/** Without control characters, which no file takes. */
const text = fc.string({ unit: "grapheme" }).map((t) => t.replace(/[^\t\n\r\P{Cc}]/gu, ""));

/** Any value a field may have. */
function anyValue({ kind, optional }: Field): fc.Arbitrary<RecordValue> {
  const some = ((): fc.Arbitrary<RecordValue> => {
    if (kind.type === "text") return kind.blank ? text : text.map((t) => (kind.trimmed ? `x${t}x` : `x${t}`));
    if (kind.type === "whole") return fc.integer({ min: kind.min, max: kind.max });
    if (kind.type === "number" && kind.step) {
      const { min, max, step } = kind;
      return fc.integer({ min: min / step, max: max / step }).map((n) => n * step);
    }
    if (kind.type === "number")
      return fc.double({ min: kind.min, max: kind.max, noNaN: true }).map((x) => (x === 0 ? 0 : x));
    if (kind.type === "flag") return fc.boolean();
    if (kind.type === "day") {
      return fc
        .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
        .map((d) => d.toISOString().slice(0, 10));
    }
    if (kind.type === "object") {
      return fc
        .dictionary(text, fc.jsonValue({ noUnicodeString: false, stringUnit: "grapheme", maxDepth: 4 }), { minKeys: 1 })
        .map((o) => JSON.stringify(JSON.parse(JSON.stringify(o))))
        .filter((o) => !o.includes("\\u0000"));
    }
    return kind.type === "choice"
      ? fc.constantFrom(...kind.of)
      : fc.array(fc.oneof(text, fc.constantFrom(";", "\\", "\\-", "")), { maxLength: 5 });
  })();
  // an empty text and none at all are the same where there may be none
  return optional ? fc.option(some).map((v) => (v === "" ? null : v)) : some;
}

const fields = fc.constantFrom(...recordTypes.flatMap((type) => type.fields));

describe("values of the fleet format", () => {
  test("come back from a cell and from JSON as they were", () => {
    const cases = fields.chain((field) => anyValue(field).map((value) => ({ field, value })));
    fc.assert(
      fc.property(cases, ({ field, value }) => {
        expect(fromCell(field, toCell(field, value))).toEqual({ ok: true, value });
        expect(fromJson(field, JSON.parse(JSON.stringify(toJson(field.kind, value))))).toEqual({ ok: true, value });
      }),
      { numRuns: 500 },
    );
  });

  test("are refused with what was expected and what to do, whatever stands there", () => {
    fc.assert(
      fc.property(fields, fc.oneof(fc.string({ unit: "binary" }), text), fc.jsonValue(), (field, cell, json) => {
        for (const read of [fromCell(field, cell), fromJson(field, json)]) {
          if (!read.ok) expect([read.error.expected, read.error.advice].every((words) => words.length > 3)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

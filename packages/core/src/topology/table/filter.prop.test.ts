import fc from "fast-check";
import { expect, it } from "vitest";
import { recordType, recordTypes } from "../records/fleet";
import type { RecordType } from "../records/types";
import { columnsOf, firstSort, shownAtFirst, sortFrom, sortText } from "./columns";
import { asked, type Condition, filterFrom, filterText } from "./filter";

const text = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.string({ unit: "grapheme", minLength: 1 }),
  fc.constantFrom("a b", 'x"y', "a,b", "\\", "a\\ b,", "'"),
);
const day = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

/** Any condition that can be asked of a type. */
const condition = (of: RecordType): fc.Arbitrary<Condition> =>
  fc.constantFrom(...columnsOf(of)).chain((column): fc.Arbitrary<Condition> => {
    const { name, kind } = column;
    return fc.constantFrom(...asked(column)).chain((is): fc.Arbitrary<Condition> => {
      if (is === "empty" || is === "filled") return fc.constant({ column: name, is });
      if (is === "begins" || is === "contains") return text.map((one) => ({ column: name, is, text: one }));
      if (is === "one_of") {
        const value =
          kind.type === "choice"
            ? fc.constantFrom(...kind.of)
            : kind.type === "flag"
              ? fc.constantFrom("true", "false")
              : text;
        return fc.array(value, { minLength: 1, maxLength: 4 }).map((values) => ({ column: name, is, values }));
      }
      const end =
        kind.type === "day"
          ? day
          : kind.type === "whole"
            ? fc.integer().map(String)
            : fc.integer().map((n) => String(n / 100));
      return fc
        .tuple(fc.option(end), fc.option(end))
        .filter(([from, to]) => from !== null || to !== null)
        .map(([from, to]) => ({ column: name, is, from, to }));
    });
  });

it("reads every filter back from its text", () => {
  const any = fc
    .constantFrom(...recordTypes)
    .chain((of) => fc.tuple(fc.constant(of), fc.array(condition(of), { maxLength: 4 })));
  fc.assert(
    fc.property(any, ([of, filter]) => {
      expect(filterFrom(of, filterText(filter))).toEqual({ ok: true, value: filter });
    }),
  );
});

it("answers any text with a filter or with a fault that says what is right", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...recordTypes),
      fc.string({ unit: "binary" }),
      fc.constantFrom("", "code~", "state:", 'name^"', "installed_on:2026-02-30.."),
      (of, rest, begin) => {
        const read = filterFrom(of, begin + rest);
        if (read.ok) expect(filterFrom(of, filterText(read.value))).toEqual(read);
        else expect(read.error.expected).not.toBe("");
      },
    ),
  );
});

it("refuses what a column cannot be asked", () => {
  const servers = recordType("servers")!;
  const faults = [
    "state:broken",
    "start_u~2",
    "start_u:low..",
    "installed_on:2026-02-30..",
    "height:2",
    "name:",
    "serial=x",
    "state=",
  ];
  for (const piece of faults) expect(filterFrom(servers, piece)).toMatchObject({ ok: false, error: { piece } });
});

it("orders by columns that order something, and shows what tells records apart first", () => {
  for (const of of recordTypes) {
    expect(sortFrom(of, sortText(firstSort(of)))).toEqual(firstSort(of));
    for (const { name, sortable } of columnsOf(of)) {
      expect(sortFrom(of, `-${name}`)).toEqual(sortable ? { column: name, descending: true } : null);
    }
    expect(shownAtFirst(of).slice(0, of.key.length)).toEqual(of.key);
    expect(new Set(columnsOf(of).map(({ name }) => name)).size).toBe(columnsOf(of).length);
  }
  expect(sortFrom(recordType("rows")!, "room")).toBeNull();
  expect(sortFrom(recordType("racks")!, "nothing")).toBeNull();
});

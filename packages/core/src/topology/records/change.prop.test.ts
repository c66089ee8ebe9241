import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyChange, recordDiff, sameValue, threeWay } from "./change";
import { fieldAt, fieldOf, recordType } from "./fleet";
import type { FleetRecord, RecordValue } from "./types";

const rooms = recordType("rooms")!;
const word = fc.constantFrom("a", "b", "c");
const object = fc.dictionary(fc.constantFrom("x", "y", "z"), fc.oneof(fc.integer(), word, fc.array(word)));

/** Rooms that have much in common. */
const roomArb: fc.Arbitrary<FleetRecord> = fc.tuple(
  ...rooms.fields.map(({ kind, optional }): fc.Arbitrary<RecordValue> => {
    const inner: fc.Arbitrary<RecordValue> =
      kind.type === "words"
        ? fc.array(word, { maxLength: 2 })
        : kind.type === "object"
          ? object.map((o) => JSON.stringify(o))
          : kind.type === "whole"
            ? fc.integer({ min: 0, max: 2 })
            : word;
    return optional ? fc.option(inner) : inner;
  }),
);

describe("differences of records", () => {
  it("say nothing of a record and itself, and lead from one to the other", () => {
    fc.assert(
      fc.property(roomArb, roomArb, (a, b) => {
        expect(recordDiff(rooms, a, a)).toEqual([]);
        const reached = [...a];
        for (const { field, before, after } of recordDiff(rooms, a, b)) {
          expect(before).toBe(a[fieldAt(rooms, field)]);
          reached[fieldAt(rooms, field)] = after;
        }
        expect(recordDiff(rooms, reached, b)).toEqual([]);
      }),
    );
  });

  it("take an object for the same in whatever order its names stand", () => {
    fc.assert(
      fc.property(object, (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        const field = fieldOf(rooms, "custom_fields");
        expect(sameValue(field, JSON.stringify(value), JSON.stringify(turned))).toBe(true);
        expect(sameValue(field, JSON.stringify(value), JSON.stringify({ ...value, new: 1 }))).toBe(false);
      }),
    );
  });

  it("name on three sides what either side changed, and as a clash what both changed differently", () => {
    fc.assert(
      fc.property(roomArb, roomArb, roomArb, (base, theirs, mine) => {
        const names = (found: readonly { field: string }[]) => new Set(found.map(({ field }) => field));
        const [they, me] = [names(recordDiff(rooms, base, theirs)), names(recordDiff(rooms, base, mine))];
        const between = names(recordDiff(rooms, theirs, mine));
        const found = threeWay(rooms, base, theirs, mine);
        expect(names(found)).toEqual(
          new Set(rooms.fields.map(({ name }) => name).filter((n) => they.has(n) || me.has(n))),
        );
        for (const { field, clash } of found) {
          expect(clash).toBe(they.has(field) && me.has(field) && between.has(field));
        }
      }),
    );
  });

  it("rename what others refer to, move what nothing refers to, and leave alone what a thing stands in", () => {
    expect(keyChange(recordType("racks")!, "code", true)).toBe("rename");
    expect(keyChange(rooms, "datacenter", true)).toBe("fixed");
    expect(keyChange(recordType("servers")!, "rack", false)).toBe("move");
    expect(keyChange(recordType("placements")!, "rack", false)).toBe("move");
    expect(keyChange(recordType("feeds")!, "slot", false)).toBe("move");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moveCursor, nextSort, rowsInPage, sortRows } from "./tableLogic";

describe("nextSort", () => {
  it("turns the same column round and begins another ascending", () => {
    const first = nextSort(null, "mw");
    expect(first).toEqual({ column: "mw", direction: "ascending" });
    expect(nextSort(first, "mw").direction).toBe("descending");
    expect(nextSort(nextSort(first, "mw"), "name")).toEqual({ column: "name", direction: "ascending" });
  });
});

describe("moveCursor", () => {
  it("moves, stays at the ends, and enters from either side", () => {
    const keys = ["a", "b", "c"];
    expect(moveCursor(keys, "a", 1)).toBe("b");
    expect(moveCursor(keys, "c", 1)).toBe("c");
    expect(moveCursor(keys, "a", -1)).toBe("a");
    expect(moveCursor(keys, null, 1)).toBe("a");
    expect(moveCursor(keys, "gone", -1)).toBe("c");
    expect(moveCursor([], null, 1)).toBeNull();
  });
});

describe("rowsInPage", () => {
  it("holds what was asked for and the row after the one in hand, and no more than there are", () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.nat(2_000), fc.integer({ min: 1, max: 2_000 }), (length, at, asked) => {
        const keys = Array.from({ length }, (_, row) => String(row));
        const shown = rowsInPage(keys, String(at), asked);
        expect(shown).toBeLessThanOrEqual(length);
        expect(shown).toBeGreaterThanOrEqual(Math.min(length, asked));
        if (at < length) expect(shown).toBeGreaterThanOrEqual(Math.min(length, at + 2));
      }),
    );
    expect(rowsInPage(["a", "b", "c"], "gone", 2)).toBe(2);
  });
});

describe("sortRows", () => {
  const rows = [{ n: "row 10" }, { n: "row 9" }, { n: null }];
  it("counts inside names and leaves the unknown last both ways", () => {
    const by = (direction: "ascending" | "descending") =>
      sortRows(rows, { column: "n", direction }, (row) => row.n).map((row) => row.n);
    expect(by("ascending")).toEqual(["row 9", "row 10", null]);
    expect(by("descending")).toEqual(["row 10", "row 9", null]);
  });
  it("keeps the order of equals and does not touch the input", () => {
    const given = [
      { v: 1, id: "x" },
      { v: 1, id: "y" },
      { v: 0, id: "z" },
    ];
    const sorted = sortRows(given, { column: "v", direction: "ascending" }, (row) => row.v);
    expect(sorted.map((row) => row.id)).toEqual(["z", "x", "y"]);
    expect(given[0]?.id).toBe("x");
  });
});

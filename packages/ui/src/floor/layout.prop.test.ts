import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxOf, type FloorKey, hitTest, layoutFloor, moveRef } from "./layout";

const shapes = fc.array(fc.array(fc.integer({ min: 0, max: 24 }), { minLength: 0, maxLength: 40 }), {
  minLength: 1,
  maxLength: 4,
});
const widths = fc.integer({ min: 320, max: 2400 });

describe("layoutFloor", () => {
  it("finds every position again at any point inside its box", () => {
    fc.assert(
      fc.property(shapes, widths, fc.double({ min: 0, max: 0.999, noNaN: true }), (shape, widthPx, at) => {
        const layout = layoutFloor(shape, { widthPx });
        shape.forEach((rows, room) => {
          rows.forEach((cells, row) => {
            for (let cell = 0; cell < cells; cell++) {
              const box = boxOf(layout, { room, row, cell })!;
              expect(hitTest(layout, box.x + box.width * at, box.y + box.height * at)).toEqual({ room, row, cell });
            }
          });
        });
      }),
      { numRuns: 40 },
    );
  });

  it("keeps every box inside the drawing, and no two boxes on each other", () => {
    fc.assert(
      fc.property(shapes, widths, (shape, widthPx) => {
        const layout = layoutFloor(shape, { widthPx });
        const seen = new Set<string>();
        shape.forEach((rows, room) => {
          rows.forEach((_, row) => {
            const box = boxOf(layout, { room, row, cell: null })!;
            expect(box.x + box.width).toBeLessThanOrEqual(layout.width);
            expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
            const place = `${layout.rooms[room]!.x} ${box.y}`;
            expect(seen.has(place)).toBe(false);
            seen.add(place);
          });
        });
      }),
      { numRuns: 60 },
    );
  });

  it("fits the width it is given while cells can shrink", () => {
    fc.assert(
      fc.property(fc.integer({ min: 320, max: 2400 }), fc.integer({ min: 1, max: 3 }), (widthPx, rooms) => {
        const shape = Array.from({ length: rooms }, () => Array<number>(36).fill(20));
        expect(layoutFloor(shape, { widthPx }).width).toBeLessThanOrEqual(widthPx);
      }),
    );
  });

  it("is the drawing of the design at its width: two rooms beside each other, cells 18 x 12", () => {
    const layout = layoutFloor([Array(36).fill(20), Array(36).fill(20)], { widthPx: 860 });
    expect([layout.cellWidth, layout.cellHeight]).toEqual([18, 12]);
    expect(layout.rooms[1]!.x).toBeGreaterThan(layout.rooms[0]!.x + layout.rooms[0]!.width);
    const rows = layout.rooms[0]!.rowY;
    expect(rows[1]! - rows[0]!).toBeLessThan(rows[2]! - rows[1]!);
  });

  it("takes the label of a row for the row, and the aisle's middle or the outside for nothing", () => {
    const layout = layoutFloor([[20, 20, 20]], { widthPx: 500 });
    const box = boxOf(layout, { room: 0, row: 1, cell: null })!;
    expect(hitTest(layout, box.x - 10, box.y + 4)).toEqual({ room: 0, row: 1, cell: null });
    expect(hitTest(layout, box.x + 4, box.y + box.height + 2.5)).toBeNull();
    expect(hitTest(layout, -4, box.y)).toBeNull();
    expect(hitTest(layout, box.x + box.width + 30, box.y)).toBeNull();
  });
});

describe("moveRef", () => {
  const keys = fc.constantFrom<FloorKey>(
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "ArrowDown",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "First",
    "Last",
  );
  it("always lands on a position that exists", () => {
    fc.assert(
      fc.property(shapes, fc.array(keys, { maxLength: 60 }), (shape, presses) => {
        const layout = layoutFloor(shape, { widthPx: 1000 });
        let at = moveRef(shape, null, "Home");
        for (const key of presses) at = moveRef(shape, at, key);
        if (at === null) expect(shape.flat().every((cells) => cells === 0)).toBe(true);
        else expect(boxOf(layout, at)).not.toBeNull();
      }),
      { numRuns: 60 },
    );
  });
  it("crosses rooms by row, stays in the row sideways", () => {
    const shape = [[3, 3], [5]];
    expect(moveRef(shape, { room: 0, row: 1, cell: 2 }, "ArrowDown")).toEqual({ room: 1, row: 0, cell: 2 });
    expect(moveRef(shape, { room: 0, row: 1, cell: 2 }, "ArrowRight")).toEqual({ room: 0, row: 1, cell: 2 });
    expect(moveRef(shape, { room: 1, row: 0, cell: 4 }, "PageUp")).toEqual({ room: 0, row: 1, cell: 0 });
    expect(moveRef(shape, { room: 0, row: 0, cell: null }, "ArrowRight")).toEqual({ room: 0, row: 0, cell: 0 });
    expect(moveRef(shape, { room: 0, row: 0, cell: 1 }, "Last")).toEqual({ room: 1, row: 0, cell: 4 });
  });
});

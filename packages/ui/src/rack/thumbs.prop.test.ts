import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutThumbs, moveThumb, type ThumbKey, type ThumbRow, thumbAt, thumbsBetween } from "./thumbs";

const rack = (heightU: number, code: string) => ({
  code,
  short: code,
  heightU,
  devices: [],
  heat: null,
  faded: false,
  words: [],
});
const rows: fc.Arbitrary<ThumbRow[]> = fc
  .array(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 30 }), { maxLength: 12 })
  .map((list) =>
    list.map((heights, row) => ({ label: `${row}`, racks: heights.map((h, at) => rack(h, `${row}-${at}`)) })),
  );
const width = fc.integer({ min: 90, max: 1400 });
const keys: fc.Arbitrary<ThumbKey> = fc.constantFrom(
  "ArrowLeft",
  "ArrowRight",
  "ArrowUp",
  "ArrowDown",
  "Home",
  "End",
  "PageUp",
  "PageDown",
);

describe("layoutThumbs", () => {
  it("gives every rack a place of its own inside the drawing, where a pointer finds it again", () => {
    fc.assert(
      fc.property(rows, width, (of, w) => {
        const layout = layoutThumbs(of, w);
        expect(layout.boxes).toHaveLength(of.reduce((sum, row) => sum + row.racks.length, 0));
        layout.boxes.forEach((box, index) => {
          expect(thumbAt(layout, box.x + 1, box.y + 1)).toBe(index);
          expect(box.y + box.height).toBeLessThan(layout.height);
          if (layout.perLine > 1) expect(box.x + box.width).toBeLessThanOrEqual(w);
        });
      }),
    );
  });
});

describe("thumbsBetween", () => {
  it("leaves out nothing that is in the band", () => {
    fc.assert(
      fc.property(rows, width, fc.nat(4000), fc.nat(900), (of, w, top, tall) => {
        const layout = layoutThumbs(of, w);
        const found = new Set(thumbsBetween(layout, top, top + tall));
        for (const box of layout.boxes)
          if (box.y + box.height >= top && box.y <= top + tall) expect(found.has(box)).toBe(true);
      }),
    );
  });
});

describe("moveThumb", () => {
  it("stays among the racks, and can reach the last from the first", () => {
    fc.assert(
      fc.property(rows, width, fc.array(keys), (of, w, pressed) => {
        const layout = layoutThumbs(of, w);
        if (layout.boxes.length === 0) {
          expect(moveThumb(layout, 0, "ArrowDown")).toBe(-1);
          return;
        }
        let at = 0;
        for (const key of pressed) {
          at = moveThumb(layout, at, key);
          expect(layout.boxes[at]).toBeDefined();
        }
        for (let i = 0; i < layout.boxes.length; i++) at = moveThumb(layout, at, "ArrowRight");
        expect(at).toBe(layout.boxes.length - 1);
      }),
    );
  });
  it("goes to the neighbouring row and back by Page, and to another line by arrows", () => {
    fc.assert(
      fc.property(rows, width, fc.nat(), (of, w, n) => {
        const layout = layoutThumbs(of, w);
        if (layout.boxes.length === 0) return;
        const from = n % layout.boxes.length;
        const row = layout.boxes[from]!.row;
        expect(layout.boxes[moveThumb(layout, from, "PageDown")]!.row).toBe(Math.min(of.length - 1, row + 1));
        expect(layout.boxes[moveThumb(layout, from, "PageUp")]!.row).toBe(Math.max(0, row - 1));
      }),
    );
  });
});

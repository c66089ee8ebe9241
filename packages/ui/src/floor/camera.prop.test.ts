import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Camera,
  centredOn,
  clampCamera,
  fitScale,
  panBy,
  reveal,
  seesAll,
  toFloor,
  toView,
  zoomAt,
} from "./camera";

const size = fc.record({
  width: fc.double({ min: 50, max: 6000, noNaN: true }),
  height: fc.double({ min: 50, max: 6000, noNaN: true }),
});
const camera = fc.record({
  scale: fc.double({ min: 0.05, max: 20, noNaN: true }),
  x: fc.double({ min: -3000, max: 9000, noNaN: true }),
  y: fc.double({ min: -3000, max: 9000, noNaN: true }),
});
const LARGEST = 14;
const near = (a: number, b: number, by = 1e-6) =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(by * Math.max(1, Math.abs(a)));

describe("clampCamera", () => {
  it("shows ground outside the floor only where the floor is smaller than the view", () => {
    fc.assert(
      fc.property(camera, size, size, (given, floor, view) => {
        const at = clampCamera(given, floor, view, LARGEST);
        expect(at.scale).toBeGreaterThanOrEqual(fitScale(floor, view));
        expect(at.scale).toBeLessThanOrEqual(Math.max(LARGEST, fitScale(floor, view)));
        for (const [start, length, seen] of [
          [at.x, floor.width, view.width / at.scale],
          [at.y, floor.height, view.height / at.scale],
        ] as const) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start + Math.min(seen, length)).toBeLessThanOrEqual(length + 1e-6);
        }
      }),
    );
  });
  it("leaves alone what it has clamped", () => {
    fc.assert(
      fc.property(camera, size, size, (given, floor, view) => {
        const once = clampCamera(given, floor, view, LARGEST);
        const twice = clampCamera(once, floor, view, LARGEST);
        near(once.x, twice.x);
        near(once.y, twice.y);
        expect(twice.scale).toBe(once.scale);
      }),
    );
  });
  it("sees all of the floor at its smallest scale", () => {
    fc.assert(
      fc.property(size, size, (floor, view) => {
        const at = clampCamera({ scale: 0, x: 0, y: 0 }, floor, view, LARGEST);
        expect(seesAll(at, floor, view)).toBe(true);
      }),
    );
  });
});

describe("moving the camera", () => {
  const point = fc.record({
    x: fc.double({ min: 0, max: 2000, noNaN: true }),
    y: fc.double({ min: 0, max: 2000, noNaN: true }),
  });
  it("zooms around the point under the pointer", () => {
    fc.assert(
      fc.property(camera, point, fc.double({ min: 0.2, max: 5, noNaN: true }), (given, at, factor) => {
        const before = toFloor(given, at.x, at.y);
        const after = toFloor(zoomAt(given, factor, at), at.x, at.y);
        near(before.x, after.x);
        near(before.y, after.y);
      }),
    );
  });
  it("pans by as much as the hand moved", () => {
    fc.assert(
      fc.property(camera, point, (given, by) => {
        const box = { x: 10, y: 20, width: 5, height: 5 };
        const [before, after] = [toView(given, box), toView(panBy(given, by.x, by.y), box)];
        near(after.x - before.x, by.x, 1e-4);
        near(after.y - before.y, by.y, 1e-4);
      }),
    );
  });
  it("reveals a box that the view has room for, and stays where the box is seen already", () => {
    fc.assert(
      fc.property(camera, size, point, (given: Camera, view, corner) => {
        const box = { ...corner, width: 18, height: 12 };
        const at = reveal(given, box, view, 24);
        const shown = toView(at, box);
        if (shown.width <= view.width) {
          expect(shown.x).toBeGreaterThanOrEqual(-1e-3);
          expect(shown.x + shown.width).toBeLessThanOrEqual(view.width + 1e-3);
        }
        const again = reveal(at, box, view, 24);
        near(again.x, at.x, 1e-4);
        near(again.y, at.y, 1e-4);
        const middle = centredOn({ x: box.x + 9, y: box.y + 6 }, given.scale, view);
        if (view.width / given.scale > 100 && view.height / given.scale > 100)
          expect(reveal(middle, box, view, 4)).toEqual(middle);
      }),
    );
  });
});

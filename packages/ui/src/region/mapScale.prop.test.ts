import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  discRadius,
  labelRect,
  legendSizes,
  MAP_HEIGHT,
  MAP_WIDTH,
  type MapPoint,
  mapProjection,
  placePoints,
  ringArc,
} from "./mapScale";

const points: fc.Arbitrary<MapPoint[]> = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 4 }),
    latitude: fc.double({ min: -45, max: 65, noNaN: true }),
    longitude: fc.double({ min: -170, max: 170, noNaN: true }),
    supplyW: fc.integer({ min: 0, max: 120_000_000 }),
    label: fc.constant("eu-north"),
    note: fc.constant("5 mo"),
  }),
  { maxLength: 14, selector: (point) => point.id },
);

describe("placePoints", () => {
  it("leaves no disc under another", () => {
    fc.assert(
      fc.property(points, (given) => {
        const placed = placePoints(given);
        expect(placed.map((point) => point.id).sort()).toEqual(given.map((point) => point.id).sort());
        for (const a of placed) {
          for (const b of placed) {
            if (a.id >= b.id) continue;
            expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.radius + b.radius);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
  it("does not depend on the order it is given", () => {
    fc.assert(
      fc.property(points, (given) => {
        expect(placePoints([...given].reverse())).toEqual(placePoints(given));
      }),
      { numRuns: 30 },
    );
  });
  it("leaves a lone region where it is", () => {
    const [placed] = placePoints([
      { id: "a", latitude: 60, longitude: 18, supplyW: 5e7, label: "eu-north", note: "5 mo" },
    ]);
    const [x, y] = mapProjection()([18, 60])!;
    expect([placed!.x, placed!.y]).toEqual([x, y]);
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(MAP_WIDTH);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(MAP_HEIGHT);
  });
});

describe("placePoints, sixty regions", () => {
  const many: fc.Arbitrary<MapPoint[]> = fc
    .array(
      fc.record({
        // cities gather: half of them within a few hundred kilometres of each other
        crowd: fc.boolean(),
        latitude: fc.double({ min: -40, max: 62, noNaN: true }),
        longitude: fc.double({ min: -120, max: 150, noNaN: true }),
        supplyW: fc.integer({ min: 500_000, max: 120_000_000 }),
        rank: fc.integer({ min: 0, max: 36 }),
      }),
      { minLength: 60, maxLength: 60 },
    )
    .map((list) =>
      list.map(({ crowd, latitude, longitude, ...rest }, at) => ({
        ...rest,
        id: `r${at}`,
        label: "eu-north-fra",
        note: "12 mo",
        latitude: crowd ? 44 + latitude / 10 : latitude,
        longitude: crowd ? 6 + longitude / 12 : longitude,
      })),
    );
  it("leaves every disc free, inside the map, and every label on nothing", () => {
    fc.assert(
      fc.property(many, (given) => {
        const placed = placePoints(given);
        expect(placePoints([...given].reverse())).toEqual(placed);
        const boxes = placed
          .filter((point) => point.labelled)
          .map((point) => ({ id: point.id, ...labelRect(point.labelX, point.labelY, point.anchor, 12) }));
        for (const a of placed) {
          expect(a.x).toBeGreaterThan(0);
          expect(a.x).toBeLessThan(MAP_WIDTH);
          expect(a.y).toBeGreaterThan(0);
          expect(a.y).toBeLessThan(MAP_HEIGHT);
          for (const b of placed)
            if (a.id < b.id) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.radius + b.radius);
          for (const box of boxes) {
            const covers = a.x > box.x0 && a.x < box.x1 && a.y > box.y0 && a.y < box.y1;
            if (box.id !== a.id) expect(covers).toBe(false);
          }
        }
        for (const a of boxes)
          for (const b of boxes)
            if (a.id < b.id) expect(a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1).toBe(false);
        expect(boxes.length).toBeGreaterThan(4);
      }),
      { numRuns: 15 },
    );
  });
});

describe("marks", () => {
  it("sizes by area: four times the power, twice the radius", () => {
    expect(discRadius(80e6, 100e6) / discRadius(20e6, 100e6)).toBeCloseTo(2);
    expect(discRadius(0, 100e6)).toBe(4);
    expect(discRadius(0, 0)).toBe(4);
  });
  it("explains sizes that are on the map", () => {
    expect(legendSizes(11.3e6)).toEqual([2e6, 5e6, 10e6]);
    expect(legendSizes(96e6)).toEqual([10e6, 20e6, 50e6]);
    expect(legendSizes(0)).toEqual([]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000_000 }), (largestW) => {
        const sizes = legendSizes(largestW);
        expect(sizes).toHaveLength(3);
        expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
        expect(sizes[2]).toBeLessThanOrEqual(largestW * 1.000001);
        expect(sizes[2]).toBeGreaterThan(largestW / 2.6);
      }),
    );
  });
  it("draws the share of the horizon that is left", () => {
    expect(ringArc(36, 10)).toBe("full");
    expect(ringArc(0, 10)).toBeNull();
    expect(ringArc(18, 10)).toBe("M0 -10A10 10 0 0 1 0.0 10.0");
    expect(ringArc(27, 10)).toContain(" 0 1 1 -10.0 ");
  });
});

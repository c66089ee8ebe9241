import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  discRadius,
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

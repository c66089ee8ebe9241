import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Aim,
  aimAt,
  faceSlots,
  freeRange,
  freeUnits,
  moveAim,
  moveCursor,
  type RackDevice,
  type RackKey,
  type RackModel,
  type Slot,
  topUnit,
  unitsText,
} from "./rackModel";

const device = (over: Partial<RackDevice> & Pick<RackDevice, "id" | "startU">): RackDevice => ({
  name: over.id,
  kind: "compute",
  heightU: 1,
  face: "both",
  state: "active",
  powerW: 100,
  ...over,
});

/** A rack without overlaps, as the database guarantees. */
const racks: fc.Arbitrary<RackModel> = fc
  .record({
    heightU: fc.integer({ min: 1, max: 52 }),
    wishes: fc.array(
      fc.record({
        startU: fc.integer({ min: 2, max: 104 }).map((n) => n / 2),
        heightU: fc.integer({ min: 1, max: 8 }).map((n) => n / 2),
        face: fc.constantFrom("front" as const, "rear" as const, "both" as const),
      }),
      { maxLength: 30 },
    ),
  })
  .map(({ heightU, wishes }) => {
    const taken = { front: new Set<number>(), rear: new Set<number>() };
    const devices: RackDevice[] = [];
    for (const [index, wish] of wishes.entries()) {
      const faces = wish.face === "both" ? (["front", "rear"] as const) : ([wish.face] as const);
      const units = Array.from({ length: wish.heightU * 2 }, (_, i) => wish.startU + i / 2);
      if (units.some((u) => u + 0.5 > heightU + 1 || faces.some((face) => taken[face].has(u)))) continue;
      for (const face of faces) for (const u of units) taken[face].add(u);
      devices.push(device({ id: `d${index}`, ...wish }));
    }
    return { heightU, devices };
  });

describe("faceSlots", () => {
  it("covers every unit of a face exactly once, whichever way round", () => {
    fc.assert(
      fc.property(
        racks,
        fc.constantFrom("front" as const, "rear" as const),
        fc.constantFrom("top" as const, "bottom" as const),
        (rack, face, order) => {
          let at = 0;
          for (const slot of faceSlots(rack, face, order)) {
            expect(topUnit(rack.heightU, order, slot.unit, slot.heightU)).toBe(at);
            at += slot.heightU;
          }
          expect(at).toBe(rack.heightU);
          const found = faceSlots(rack, face, order).flatMap((slot) =>
            slot.kind === "device" ? [slot.device.id] : [],
          );
          expect([...found].sort()).toEqual(
            rack.devices
              .filter((one) => one.face === "both" || one.face === face)
              .map((one) => one.id)
              .sort(),
          );
        },
      ),
    );
  });
});

describe("freeUnits", () => {
  it("equals the sum over both faces", () => {
    fc.assert(
      fc.property(racks, (rack) => {
        const slots = [...faceSlots(rack, "front", "top"), ...faceSlots(rack, "rear", "top")];
        const units = (of: Slot[]) => of.reduce((sum, slot) => sum + slot.heightU, 0);
        const { both, one } = freeUnits(rack);
        expect(both * 2 + one).toBe(units(slots.filter((slot) => slot.kind === "free")));
        expect(units(slots.filter((slot) => slot.kind === "free" && slot.half))).toBe(one);
      }),
    );
  });
});

describe("moveCursor", () => {
  it("walks the whole face from Home to End and stays inside", () => {
    fc.assert(
      fc.property(racks, fc.constantFrom("top" as const, "bottom" as const), (rack, order) => {
        const slots = faceSlots(rack, "front", order);
        let at = moveCursor(rack, order, { face: "front", unit: 1 }, "Home");
        for (let i = 0; i < slots.length; i++) {
          expect(at.unit).toBe(slots[i]!.unit);
          at = moveCursor(rack, order, at, "ArrowDown");
        }
        expect(at).toEqual(moveCursor(rack, order, at, "End"));
      }),
    );
  });
  it("keeps the unit when it changes the face", () => {
    const rack: RackModel = { heightU: 4, devices: [device({ id: "a", startU: 2, heightU: 2, face: "front" })] };
    const keys: RackKey[] = ["ArrowRight", "ArrowLeft"];
    expect(keys.map((key) => moveCursor(rack, "top", { face: "front", unit: 3 }, key))).toEqual([
      { face: "rear", unit: 3 },
      { face: "front", unit: 3 },
    ]);
  });
});

describe("carrying", () => {
  const height = fc.integer({ min: 4, max: 52 });
  const order = fc.constantFrom("top" as const, "bottom" as const);
  const tall = fc.integer({ min: 1, max: 8 }).map((n) => n / 2);
  const keys: fc.Arbitrary<RackKey> = fc.constantFrom("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End");
  it("never leaves the rack, whatever keys are pressed", () => {
    fc.assert(
      fc.property(
        height,
        order,
        tall,
        fc.array(fc.tuple(keys, fc.constantFrom(0.5, 1))),
        (h, way, heightU, pressed) => {
          let aim: Aim = { startU: 1, face: "front" };
          for (const [key, step] of pressed) aim = moveAim(h, way, heightU, aim, key, step);
          expect(aim.startU).toBeGreaterThanOrEqual(1);
          expect(aim.startU + heightU).toBeLessThanOrEqual(h + 1);
        },
      ),
    );
  });
  it("aims with the pointer at where the device is drawn", () => {
    fc.assert(
      fc.property(height, order, tall, fc.nat(1000), (h, way, heightU, n) => {
        const startU = 1 + (n % ((h - heightU) * 2 + 1)) / 2;
        expect(aimAt(h, way, heightU, topUnit(h, way, startU, heightU), "rear", 0.5)).toEqual({ startU, face: "rear" });
      }),
    );
  });
});

describe("unitsText", () => {
  it("reads from high to low", () => {
    expect(unitsText(38, 2)).toBe("U39\u00a0\u2013\u00a0U38");
    expect(unitsText(42, 1)).toBe("U42");
  });
  it("says the height where there are halves", () => {
    expect(unitsText(10.5, 1)).toBe("U10.5, 1\u00a0U");
    expect(unitsText(10, 1.5)).toBe("U10, 1.5\u00a0U");
  });
});

describe("freeRange", () => {
  it("takes whole free units from the first towards the last, none beyond what stands between", () => {
    fc.assert(
      fc.property(racks, fc.integer({ min: 1, max: 52 }), fc.integer({ min: 1, max: 52 }), (rack, start, towards) => {
        const slots = faceSlots(rack, "front", "top");
        const free = new Set(
          slots.flatMap((slot) =>
            slot.kind === "free" && slot.heightU === 1 && slot.unit % 1 === 0 ? [slot.unit] : [],
          ),
        );
        const range = freeRange(slots, start, towards);
        if (!free.has(start)) {
          expect(range).toBeNull();
          return;
        }
        expect(range).not.toBeNull();
        const { from, to } = range as { from: number; to: number };
        for (let unit = from; unit <= to; unit++) expect(free.has(unit)).toBe(true);
        expect([from, to]).toContain(start);
        const [low, high] = [Math.min(start, towards), Math.max(start, towards)];
        expect(from).toBeGreaterThanOrEqual(low);
        expect(to).toBeLessThanOrEqual(high);
        // it ends at the other end, or before something that stands
        const end = towards < start ? from : to;
        if (end !== towards) expect(free.has(end + Math.sign(towards - start))).toBe(false);
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FittingDevice, fittingUnits, nearestFit, type RackContents, type RackSlot, rackFit } from "./rack-fit";

const face = fc.constantFrom("front" as const, "rear" as const);
const anyFace = fc.constantFrom("front" as const, "rear" as const, "both" as const);
const halves = (min: number, max: number) => fc.integer({ min: min * 2, max: max * 2 }).map((n) => n / 2);
const HEIGHT = 12;

const cells = (units: { startU: number; heightU: number }, faces: readonly string[]) =>
  Array.from({ length: units.heightU * 2 }, (_, at) => faces.map((one) => `${units.startU + at / 2} ${one}`)).flat();
const facesOf = (of: "front" | "rear" | "both") => (of === "both" ? ["front", "rear"] : [of]);

/** A rack as the database keeps it: nobody stands in another one's place. */
const contents: fc.Arbitrary<RackContents> = fc
  .record({
    wishes: fc.array(
      fc.record({
        startU: halves(1, HEIGHT),
        heightU: halves(0.5, 3),
        face: anyFace,
        deratedW: fc.nat(400),
        weightKg: fc.nat(40),
      }),
      { maxLength: 10 },
    ),
    reserved: fc.array(fc.record({ startU: fc.integer({ min: 1, max: HEIGHT }), face: anyFace }), { maxLength: 3 }),
    closedBy: fc.constantFrom(null, null, null, "draining" as const),
    countedW: fc.integer({ min: 0, max: 4_000 }),
    limitKg: fc.nat(400),
    feeds: fc.array(
      fc.record({
        capacityW: fc.integer({ min: 0, max: 9_000 }),
        loadW: fc.nat(9_000),
        failoverCapacityW: fc.integer({ min: 0, max: 9_000 }),
        after: fc.array(
          fc.record({ top: fc.constantFrom("U1", "U2"), loadW: fc.nat(9_000), feeds: fc.constantFrom(1, 2) }),
          {
            maxLength: 2,
          },
        ),
      }),
      { maxLength: 2 },
    ),
  })
  .map(({ wishes, reserved, feeds, ...rest }) => {
    const taken = new Set<string>();
    const devices = wishes.flatMap((wish, at) => {
      const own = cells(wish, facesOf(wish.face));
      if (wish.startU + wish.heightU > HEIGHT + 1 || own.some((cell) => taken.has(cell))) return [];
      for (const cell of own) taken.add(cell);
      return [{ id: at, name: `D${at}`, ...wish }];
    });
    return {
      ...rest,
      heightU: HEIGHT,
      devices,
      reserved: reserved.map((one) => ({ ...one, heightU: 1, owner: "o", reason: "r", until: null })),
      feeds: feeds.map((feed, at) => ({ slot: "AB"[at]!, device: `PDU-${at}`, ...feed })),
    };
  });

const device: fc.Arbitrary<FittingDevice> = fc.record({
  id: fc.constantFrom(null, 0, 1, 99),
  heightU: halves(0.5, 4),
  fullDepth: fc.boolean(),
  deratedW: fc.nat(900),
  weightKg: fc.nat(90),
});
const slot: fc.Arbitrary<RackSlot> = fc.record({ startU: halves(1, HEIGHT), face });

/** The same question, asked half unit by half unit and limit by limit. */
function fits(rack: RackContents, one: FittingDevice, at: RackSlot): boolean {
  const isHere = rack.devices.some(({ id }) => id === one.id);
  const others = rack.devices.filter(({ id }) => id !== one.id);
  const wanted = cells({ ...at, heightU: one.heightU }, one.fullDepth ? ["front", "rear"] : [at.face]);
  const taken = new Set([...others, ...rack.reserved].flatMap((other) => cells(other, facesOf(other.face))));
  if (wanted.some((cell) => taken.has(cell)) || at.startU < 1 || at.startU + one.heightU > rack.heightU + 1)
    return false;
  if (isHere) return true;
  const watts = others.reduce((sum, other) => sum + other.deratedW, one.deratedW);
  // what adds nothing breaks nothing, also where the rack is over its limit already
  if (rack.closedBy !== null || (one.deratedW > 0 && watts > rack.countedW)) return false;
  if (one.weightKg > 0 && others.reduce((sum, other) => sum + other.weightKg, one.weightKg) > rack.limitKg)
    return false;
  const near = (a: number, b: number) => a <= b + 1e-6;
  return (
    one.deratedW === 0 ||
    rack.feeds.every(
      (feed) =>
        near(feed.loadW + (watts - rack.countedW) / rack.feeds.length, feed.capacityW) &&
        feed.after.every((then) => near(then.loadW + (watts - rack.countedW) / then.feeds, feed.failoverCapacityW)),
    )
  );
}

describe("rackFit", () => {
  it("gives no reason exactly where every half unit and every limit has room", () => {
    fc.assert(
      fc.property(contents, device, slot, (rack, one, at) => {
        expect(rackFit(rack, one, at).length === 0).toBe(fits(rack, one, at));
      }),
      { numRuns: 500 },
    );
  });

  it("asks more than is left in every reason, and names units of the slot", () => {
    fc.assert(
      fc.property(contents, device, slot, (rack, one, at) => {
        for (const reason of rackFit(rack, one, at)) {
          if (reason.rule !== "state") expect(reason.asked).toBeGreaterThan(reason.left);
          if (reason.rule !== "units" && reason.rule !== "depth" && reason.rule !== "reserved") continue;
          expect(reason.startU).toBeGreaterThanOrEqual(at.startU);
          expect(reason.startU + reason.heightU).toBeLessThanOrEqual(at.startU + one.heightU);
        }
      }),
    );
  });

  it("never refuses more after something has left the rack", () => {
    fc.assert(
      fc.property(contents, device, slot, fc.nat(9), (rack, one, at, gone) => {
        const without = {
          ...rack,
          devices: rack.devices.filter((other, index) => index !== gone || other.id === one.id),
        };
        const before = rackFit(rack, one, at).map(({ rule }) => rule);
        expect(before).toEqual(expect.arrayContaining(rackFit(without, one, at).map(({ rule }) => rule)));
      }),
    );
  });

  it("lets every device stand where it stands, but for what is reserved there", () => {
    fc.assert(
      fc.property(contents, (rack) => {
        for (const one of rack.devices) {
          const at = { startU: one.startU, face: one.face === "both" ? ("front" as const) : one.face };
          const rules = rackFit(rack, { ...one, fullDepth: one.face === "both" }, at).map(({ rule }) => rule);
          expect(rules.filter((rule) => rule !== "reserved")).toEqual([]);
        }
      }),
    );
  });
});

describe("nearestFit", () => {
  it("is the nearest of all places, on the same face if there is any", () => {
    fc.assert(
      fc.property(contents, device, slot, (rack, one, at) => {
        const nearest = nearestFit(rack, one, at);
        const found = fittingUnits(rack, one, at.face, true);
        if (!nearest || nearest.face !== at.face) {
          expect(found.filter(Number.isInteger)).toEqual([]);
          return;
        }
        expect(rackFit(rack, one, nearest)).toEqual([]);
        const step = Number.isInteger(one.heightU) && Number.isInteger(at.startU) ? 1 : 0.5;
        const distances = found.filter((unit) => unit % step === 0).map((unit) => Math.abs(unit - at.startU));
        expect(Math.abs(nearest.startU - at.startU)).toBe(Math.min(...distances));
      }),
    );
  });
});

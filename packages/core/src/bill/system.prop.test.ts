import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breathedBy, drawnBy, type KnownSystem, type SharedReading, systemAmong } from "./system";

const paths = ["/redfish/v1/Systems/1", "/redfish/v1/Systems/2", "/redfish/v1/Systems/3"] as const;
const path = fc.constantFrom(...paths);
const systems: fc.Arbitrary<KnownSystem[]> = fc.uniqueArray(
  fc.record({ path, serial: fc.option(fc.constantFrom("A-1", "a1", "B2")), uuid: fc.option(fc.uuid()) }),
  { selector: (one) => one.path, maxLength: 3 },
);
const reading: fc.Arbitrary<SharedReading> = fc.record({
  value: fc.integer({ min: 1, max: 900 }),
  systems: fc.uniqueArray(path),
});
const readings = fc.array(reading, { maxLength: 6 });

describe("which system is meant", () => {
  test("a path or a UUID means that one and no other, whatever the serial says", () => {
    fc.assert(
      fc.property(systems, path, fc.option(fc.constantFrom("A1", "B2")), (all, system, serial) => {
        expect(systemAmong(all, { system, serial })).toBe(all.find((one) => one.path === system) ?? null);
        for (const one of all)
          if (one.uuid !== null) expect(systemAmong(all, { system: one.uuid.toUpperCase(), serial })).toBe(one);
      }),
    );
  });

  test("without either it is the only one, or the only one of the serial; never a guess", () => {
    fc.assert(
      fc.property(systems, fc.option(fc.constantFrom("A1", "B2")), (all, serial) => {
        const found = systemAmong(all, { system: null, serial });
        if (all.length === 1) expect(found).toBe(all[0]);
        else if (found) {
          const plain = (text: string | null) => text?.toUpperCase().replace(/\W/g, "");
          expect(all.filter((one) => plain(one.serial) === serial)).toEqual([found]);
        }
      }),
    );
  });
});

describe("whose a reading is", () => {
  test("what is measured of one alone is never another one's, and what several share is nobody's draw", () => {
    fc.assert(
      fc.property(readings, path, (all, own) => {
        const mine = all.filter((one) => one.systems.length === 1 && one.systems[0] === own);
        expect(drawnBy(all, own, false)).toBe(mine.length === 0 ? null : Math.max(...mine.map(({ value }) => value)));
      }),
    );
  });

  test("the draws of all systems come to no more than what is measured of each alone", () => {
    fc.assert(
      fc.property(readings, (all) => {
        const alone = all.filter(({ systems: of }) => of.length === 1);
        const sum = paths.reduce((total, one) => total + (drawnBy(all, one, false) ?? 0), 0);
        expect(sum).toBeLessThanOrEqual(alone.reduce((total, { value }) => total + value, 0));
      }),
    );
  });

  test("where no other system is told of, all is its own", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1 }),
        path,
        fc.boolean(),
        (values, own, named) => {
          const all = values.map((value) => ({ value, systems: named ? [own] : [] }));
          expect(drawnBy(all, own, true)).toBe(Math.max(...values));
          expect(breathedBy(all, own, true)).toBe(Math.min(...values));
          if (!named) expect(drawnBy(all, own, false)).toBeNull();
        },
      ),
    );
  });

  test("air is its own, else of an enclosure that it is in", () => {
    fc.assert(
      fc.property(readings, path, (all, own) => {
        const inletC = breathedBy(all, own, false);
        if (inletC !== null) expect(all.some((one) => one.value === inletC && one.systems.includes(own))).toBe(true);
        else expect(all.some(({ systems: of }) => of.includes(own))).toBe(false);
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareFirmware, type FirmwarePart, isBehind, outdated, type WantedFirmware } from "./firmware";

const called = fc.constantFrom("BIOS", "bios", "BMC", "Controller", "NIC 1");
const version = fc.constantFrom("1.0", "2.1");
const part: fc.Arbitrary<FirmwarePart> = fc.record({
  id: called,
  name: fc.option(called),
  version: fc.option(version),
  updateable: fc.option(fc.boolean()),
});
const wanted: fc.Arbitrary<WantedFirmware> = fc.record({ name: called, version });
const parts = fc.array(part, { maxLength: 6 });
const wishes = fc.uniqueArray(wanted, { maxLength: 4, selector: ({ name }) => name.toLowerCase() });

describe("firmware against what is wanted", () => {
  test("every part is there once, in its order, and nothing that nobody wants a version of is behind", () => {
    fc.assert(
      fc.property(wishes, parts, (want, found) => {
        const listed = compareFirmware(want, found).filter(({ state }) => state !== "absent");
        expect(listed.map(({ id, version: is }) => [id, is])).toEqual(found.map(({ id, version: is }) => [id, is]));
        for (const row of listed) if (row.wanted === null) expect(isBehind(row)).toBe(false);
        expect(compareFirmware([], found).some(isBehind)).toBe(false);
      }),
    );
  });

  test("all is as wanted exactly where each version that is wanted is that of every part of its name, and there is one", () => {
    fc.assert(
      fc.property(wishes, parts, (want, found) => {
        const isOf = (name: string, one: FirmwarePart) =>
          [one.id, one.name].some((said) => said?.toLowerCase() === name.toLowerCase());
        const isRight = want.every(({ name, version: wish }) => {
          const own = found.filter((one) => isOf(name, one));
          return own.length > 0 && own.every((one) => one.version === wish);
        });
        expect(outdated(want, found).length === 0).toBe(isRight);
      }),
    );
  });

  test("a version that is not told, or a part that is not listed, is never said to be right", () => {
    fc.assert(
      fc.property(wanted, part, (wish, one) => {
        const told = { ...one, id: wish.name, version: null };
        expect(compareFirmware([wish], [told])).toMatchObject([{ state: "untold", wanted: wish.version }]);
        expect(compareFirmware([wish], [])).toMatchObject([{ id: null, state: "absent" }]);
      }),
    );
  });
});

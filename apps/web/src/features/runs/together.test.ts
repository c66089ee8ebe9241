import type { StepAt } from "@headroom/ui/run/stages";
import fc from "fast-check";
import { expect, test } from "vitest";
import { givenKey, leftTogether, pastedDown } from "./together";

const racks = (many: number): StepAt[] =>
  Array.from({ length: many }, (_, i) => ({ step: { id: i + 1 }, subject: { rack: `K${i + 1}` } }) as StepAt);

test("one task of many racks is done when all is ticked and each rack has what is asked of it", () => {
  const all = { chosen: racks(2), checklist: ["seen", "counted"], asked: ["serial number"] };
  const given = { [givenKey(1, "serial number")]: "SN-1", [givenKey(2, "serial number")]: "SN-2" };
  expect(leftTogether({ checked: [0, 1], given }, { ...all, chosen: [] })).toBe("Choose a rack");
  expect(leftTogether({ checked: [1], given }, all)).toBe("1 left on the checklist");
  // a draft of a longer list says nothing of this one
  expect(leftTogether({ checked: [2, 3], given }, all)).toBe("2 left on the checklist");
  expect(leftTogether({ checked: [0, 1], given: { ...given, "2/serial number": " " } }, all)).toBe(
    "Needs: serial number of K2",
  );
  expect(leftTogether({ checked: [0, 1], given }, all)).toBeNull();
});

test("a column that is pasted goes down the racks, and never past the last", () => {
  const words = fc.stringMatching(/^[A-Z0-9-]{1,8}$/);
  fc.assert(
    fc.property(fc.array(words, { minLength: 2, maxLength: 9 }), fc.integer({ min: 1, max: 6 }), (lines, from) => {
      const all = [1, 2, 3, 4, 5, 6];
      for (const end of ["", "\n", "\r\n"]) {
        const down = pastedDown(lines.join(end || "\n") + end, { from, racks: all, kind: "sn" });
        const expected = lines.slice(0, all.length - from + 1).map((line, i) => [givenKey(from + i, "sn"), line]);
        expect(down).toEqual(Object.fromEntries(expected));
      }
    }),
  );
  expect(pastedDown("SN-1\n", { from: 1, racks: [1, 2], kind: "sn" })).toBeNull();
});

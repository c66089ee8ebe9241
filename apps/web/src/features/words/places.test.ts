import fc from "fast-check";
import { expect, test } from "vitest";
import { positionLabel, rowLabel, rowShort } from "./places";

const code = fc.stringMatching(/^[A-Z0-9]{1,4}$/);

test("the room is said once, whether the row's code has it or not", () => {
  fc.assert(
    fc.property(code, code, (room, row) => {
      expect(rowLabel(room, row)).toBe(`${room}-${row}`);
      expect(rowLabel(room, `${room}-${row}`)).toBe(`${room}-${row}`);
      expect(rowShort(room, row)).toBe(row);
      expect(rowShort(room, `${room}-${row}`)).toBe(row);
    }),
  );
});

test("a room's code is a prefix only before a hyphen", () => {
  expect(rowLabel("1", "108")).toBe("1-108");
  expect(rowShort("1", "108")).toBe("108");
  expect(rowShort("1", "1-")).toBe("1-");
  expect(rowLabel(null, "08")).toBe("08");
});

test("a position is named by datacenter, room, row and number", () => {
  expect(positionLabel("STO-3", "1", "1-08", 4)).toBe("STO-3-1-08-04");
  expect(positionLabel("STO-3", "1", "08", 12)).toBe("STO-3-1-08-12");
});

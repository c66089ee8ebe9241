import type { PlanActionDto } from "@headroom/contracts/plan";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planChanges, planOfRack } from "./planChanges";

const action = (change: Partial<PlanActionDto>): PlanActionDto => ({
  ...{ id: 1, kind: "add", requestId: null, rackType: "C5", racks: 1, region: "eu-north", datacenter: "STO-1" },
  ...{ room: "1", row: "08", rowId: 3, positions: [4], powerW: 9000, cost: 0, startsOn: "2027-01-10" },
  ...change,
});

describe("what a plan changes", () => {
  it("puts a rack at every position it names, and none anywhere else", () => {
    const positions = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(positions, (numbers) => {
        const { adds } = planChanges([action({ positions: numbers, racks: numbers.length, powerW: 9000 })]);
        expect(adds.map(({ number }) => number)).toEqual(numbers);
        expect(adds.reduce((sum, { powerW }) => sum + powerW, 0)).toBeCloseTo(9000);
      }),
    );
  });

  it("knows a rack that moves by its code, wherever it stands", () => {
    const moves = [{ rack: "R-7", fromRow: "02", from: 1, to: 4 }];
    const changes = planChanges([action({ kind: "move", moves })]);
    const stands = { code: "R-7", datacenter: "STO-1", room: "2", row: "02", position: 1 };
    expect(planOfRack(changes, stands)).toEqual({ kind: "move", to: "1-08, 04" });
    expect(planOfRack(changes, { ...stands, code: "R-8" })).toBeNull();
    expect(changes.adds).toMatchObject([{ row: "08", number: 4, rack: "R-7" }]);
  });

  it("knows a rack that retires by where it stands, and one without a position stays", () => {
    const changes = planChanges([action({ kind: "retire" })]);
    const stands = { code: "R-7", datacenter: "STO-1", room: "1", row: "08", position: 4 };
    expect(planOfRack(changes, stands)).toEqual({ kind: "retire" });
    expect(planOfRack(changes, { ...stands, datacenter: "STO-2" })).toBeNull();
    expect(planOfRack(changes, { ...stands, room: null, row: null, position: null })).toBeNull();
    expect(changes.adds).toEqual([]);
  });
});

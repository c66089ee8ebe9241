import type { ReplayDecision } from "@headroom/contracts/replay";
import { expect, test } from "vitest";
import { replayKind } from "./compare";

const place = (rowId: number, racks: number) => ({ datacenter: "N1", room: "1", row: `R${rowId}`, rowId, racks });
const decision = (is: ReturnType<typeof place>[], was: ReturnType<typeof place>[]): ReplayDecision => ({
  requestId: 1,
  outcome: is.length > 0 ? "placed" : "rejected",
  racks: 4,
  racksPlaced: is.reduce((sum, p) => sum + p.racks, 0),
  places: is,
  certificate: null,
  title: "t",
  service: "s",
  rackType: "C",
  region: "nord",
  madeOn: "2026-08-01",
  real: { state: "committed", racksPlaced: was.reduce((sum, p) => sum + p.racks, 0), places: was, planId: 1 },
});

test("more, fewer, elsewhere, the same", () => {
  expect(replayKind(decision([place(1, 4)], []))).toBe("add");
  expect(replayKind(decision([place(1, 4)], [place(1, 2)]))).toBe("add");
  expect(replayKind(decision([], [place(1, 4)]))).toBe("retire");
  expect(replayKind(decision([place(2, 4)], [place(1, 4)]))).toBe("move");
  expect(replayKind(decision([place(1, 2), place(2, 2)], [place(2, 2), place(1, 2)]))).toBe("same");
  expect(replayKind(decision([], []))).toBe("same");
});

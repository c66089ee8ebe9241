import { type FittingDevice, type RackContents, rackFit } from "@headroom/core/topology/rack-fit";
import { expect, test } from "vitest";
import { adviceOf, reasonLine } from "./fitWords";

const rack: RackContents = {
  heightU: 42,
  closedBy: "draining",
  devices: [
    { id: 1, name: "CT-04", startU: 22, heightU: 1, face: "rear", deratedW: 8500, weightKg: 700 },
    { id: 2, name: "c5-1", startU: 21, heightU: 0.5, face: "front", deratedW: 0, weightKg: 0 },
  ],
  reserved: [{ startU: 22, heightU: 1, face: "front", owner: "Ines", reason: "RQ-4471", until: "2027-06-30" }],
  countedW: 8800,
  limitKg: 720,
  feeds: [
    {
      slot: "A",
      device: "PDU 1C-4",
      capacityW: 1000,
      loadW: 900,
      failoverCapacityW: 1000,
      after: [{ top: "UPS-2", loadW: 990, feeds: 1 }],
    },
  ],
};
const device: FittingDevice = { id: null, heightU: 2, fullDepth: true, deratedW: 890, weightKg: 24 };

test("every kind of reason names what is in the way and by how much it is missed", () => {
  const words = [
    ...rackFit(rack, device, { startU: 21, face: "front" }),
    ...rackFit(rack, device, { startU: 42, face: "front" }).filter(({ rule }) => rule === "outside"),
  ].map((reason) => `${reasonLine(reason).text} | ${reasonLine(reason).margin ?? ""}`);
  expect(words).toEqual([
    "The rack is draining: it takes nothing new | ",
    "Rear of U22: CT-04; full depth needs both faces | depth",
    "Front of U21, 0.5\u00a0U: c5-1 | −0.5 U",
    "U22 reserved for RQ-4471 by Ines, until 2027-06-30 | −1 U",
    "Power of the rack, derated: asked 890\u00a0W, left 300\u00a0W | −590\u00a0W",
    "Feed A, PDU 1C-4: asked 890\u00a0W, left 400\u00a0W | −490\u00a0W",
    "Feed A, PDU 1C-4, if UPS-2 fails: asked 890\u00a0W, left 310\u00a0W | −580\u00a0W",
    "Weight of the rack: asked 24.0\u00a0kg, left 20.0\u00a0kg | −4.0\u00a0kg",
    "The rack ends at U42: asked 2 U, left 1 U | −1 U",
  ]);
});

test("the advice names the place that fits, the device's own as such, or none", () => {
  const at = { startU: 3, face: "rear" as const };
  expect(adviceOf(at, 2, true, false)).toBe("It fits at U4\u00a0–\u00a0U3.");
  expect(adviceOf(at, 1, false, false)).toBe("It fits at U3, rear.");
  expect(adviceOf(at, 1, false, true)).toBe("Its own place, U3, rear, is the nearest.");
  expect(adviceOf(null, 1, false, false)).toBe("Nowhere in this rack does it fit.");
});

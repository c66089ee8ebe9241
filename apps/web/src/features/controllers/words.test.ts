import { expect, test } from "vitest";
import { capacityWords, differenceName, faultHelp, orderState, powerNow, whereWords } from "./words";

test("a server is named once, by its rack or with it", () => {
  expect(whereWords({ rack: "STO1-01", server: "sto1-01-u05", unit: 5 })).toBe("sto1-01-u05");
  expect(whereWords({ rack: "STO1-01", server: "web-7", unit: 5 })).toBe("STO1-01 web-7");
  expect(whereWords({ rack: "STO1-01", server: null, unit: 5 })).toBe("STO1-01 U5");
});

const order = { id: 1, what: "on", reason: "", askedBy: "Odile", askedAt: "2026-11-28T10:00:00.000Z" } as const;

test("the power is what was said last, by whomever", () => {
  const polled = { at: "2026-11-28T09:00:00.000Z", watts: 12, inletC: null, power: "off" };
  expect(powerNow({ polled: null, found: null, orders: [] })).toBeNull();
  expect(powerNow({ polled, found: null, orders: [] })).toBe("off");
  const done = { ...order, state: "done" as const, endedAt: "2026-11-28T10:00:09.000Z", result: { power: "on" } };
  expect(powerNow({ polled, found: null, orders: [done] })).toBe("on");
  expect(powerNow({ polled: { ...polled, at: "2026-11-28T11:00:00.000Z" }, found: null, orders: [done] })).toBe("off");
});

test("an order says what was confirmed, or why it was not", () => {
  const open = { ...order, endedAt: null, result: null };
  expect(orderState({ ...open, state: "waiting" }).words).toBe("Waits for a worker");
  const ended = { ...order, endedAt: order.askedAt };
  expect(orderState({ ...ended, state: "done", result: { power: "on" } }).words).toBe("Confirmed: on");
  const failed = orderState({ ...ended, state: "failed", result: { fault: { kind: "denied" } } });
  expect(failed).toEqual({ state: "failed", words: "The controller refuses the user or the password" });
});

test("sizes count as makers do; what is not told is named by what it is", () => {
  expect([capacityWords(960e9), capacityWords(3.84e12)]).toEqual(["960 GB", "3.84 TB"]);
  const untold = { kind: "untold", severity: "warns", expected: "storage_tb", found: null } as const;
  expect(differenceName(untold)).toBe("Storage, TB");
});

test("a fault says what to do about it, with what the controller said", () => {
  const fault = { kind: "untrusted", at: "/redfish/v1/", expected: "pin aa11", got: "bb22" };
  expect(faultHelp(fault)).toMatch(/Trusted is pin aa11; it shows bb22\..*then trust the new one: Edit\.$/);
  expect(faultHelp({ ...fault, got: "0123abcd".repeat(8) })).toContain("it shows 0123abcd 0123abcd ");
  expect(faultHelp({ kind: "denied", at: "/", status: 401 })).toContain("answered 401");
  expect(faultHelp({ kind: "unreachable", at: "/", cause: "ECONNREFUSED", tries: 4 })).toContain("(ECONNREFUSED)");
  expect(faultHelp({ kind: "of another release" })).toBe("It is asked again by itself.");
});

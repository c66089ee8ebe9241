import { compareBill, type ExpectedServer, type FoundServer } from "@headroom/core/bill/compare";
import fc from "fast-check";
import { expect, test } from "vitest";
import { billText, drivesText, firmwareText, hardwareText, troubleText } from "./hardwareWords";
import { failureText } from "./words";

test("servers that were not served are named with what their controllers answered", () => {
  const servers = [
    { server: "U1", unit: 1, kind: "no_system", systems: [] },
    { server: "web-3", unit: 3, kind: "unconfirmed", at: "/x", expected: "on", got: "powering_on", afterMs: 120_000 },
    { server: "U5", unit: 5, kind: "refused", at: "/x", status: 400, messages: [{ id: "a", text: "Not now" }] },
  ];
  expect(hardwareText({ servers, done: 1, of: 4 })).toBe(
    "1 of 4 servers are through. U1: its controller knows of no system; web-3: it took the order, and was still powering on and not on after 2 min; U5: its controller refuses with 400: “Not now”",
  );
  expect(failureText({ code: "hardware", servers, done: 1, of: 4 })).toBe(hardwareText({ servers, done: 1, of: 4 }));
});

test("many lines are cut, and the rest is counted", () => {
  const servers = Array.from({ length: 9 }, (_, n) => ({ server: `U${n}`, unit: n, kind: "denied" }));
  expect(hardwareText({ servers, done: 0, of: 9 })).toMatch(/; and 5 more$/);
});

test("what was found instead of what was ordered", () => {
  const differences = [
    { unit: 0, kind: "absent", severity: "blocks", expected: 4, found: 2 },
    { unit: 1, kind: "memory_gib", severity: "blocks", expected: 64, found: 32 },
    { unit: 1, kind: "serial", severity: "blocks", expected: "A1", found: "B2" },
  ];
  expect(billText({ differences })).toBe(
    "what was found is not what was ordered. 4 servers were ordered, 2 have a controller; unit 1: 32 GiB of memory, ordered were 64; unit 1: serial B2, ordered was A1",
  );
});

test("every difference that a comparison makes is a sentence without the names of fields", () => {
  const told = fc.constantFrom("S1", "S2", null);
  const unit = fc.integer({ min: 1, max: 3 });
  const amount = fc.integer({ min: 0, max: 3 });
  const expected = fc.record<ExpectedServer>({
    ...{ unit, serial: told, type: fc.constant("web"), models: fc.subarray(["M1", "M2"]) },
    ...{ cores: amount, memoryGib: amount, storageTb: amount, gpus: amount, drives: fc.option(amount) },
  });
  const drive = fc.record({ serial: told, capacityBytes: fc.constantFrom(null, 1e12, 2e12) });
  const found = fc.record<FoundServer>({
    ...{ unit, serial: told, manufacturer: fc.constant("Ours"), model: fc.constantFrom("M1", "M3", null) },
    ...{
      health: fc.constantFrom("OK", "Warning", "Critical", null),
      cores: fc.option(amount),
      memoryGib: fc.option(amount),
    },
    ...{ gpus: amount, drives: fc.array(drive, { maxLength: 2 }), unread: amount },
  });
  const servers = <T extends { unit: number }>(one: fc.Arbitrary<T>) =>
    fc.uniqueArray(one, { maxLength: 3, selector: (server) => server.unit });
  fc.assert(
    fc.property(servers(expected), servers(found), (wanted, answered) => {
      for (const difference of compareBill(wanted, answered)) {
        const said = billText({ differences: [difference] });
        expect(said).not.toMatch(/severity|expected|undefined|null|NaN|_/);
        expect(said).not.toMatch(/: [,.;]| {2}/);
      }
    }),
  );
});

test("firmware and drives by name; what is not known is said as it is stored", () => {
  const differs = [{ name: "BIOS", wanted: "2.1", found: null }];
  expect(firmwareText({ servers: [{ server: "U1", unit: 1, differs }] })).toBe(
    "firmware is behind and nothing updates it by itself. U1: BIOS unknown, wanted is 2.1",
  );
  expect(drivesText([{ server: "U1", unit: 1, name: "Disk 1", serial: "D9", state: "failed" }])).toBe(
    "U1 Disk 1 (D9) failed",
  );
  expect(troubleText({ kind: "eaten_by_mice", server: "U1", unit: 1, teeth: 4 })).toBe("eaten by mice: teeth 4");
});

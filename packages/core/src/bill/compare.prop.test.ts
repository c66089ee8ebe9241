import fc from "fast-check";
import { expect, test } from "vitest";
import { compareBill, type ExpectedServer, type FoundServer, isAsOrdered } from "./compare";

const serial = fc.stringMatching(/^[A-Z]{2}[0-9]{4}$/);
const expectedServer: fc.Arbitrary<ExpectedServer> = fc.record({
  unit: fc.integer({ min: 1, max: 48 }),
  serial: fc.option(serial),
  type: fc.constant("web"),
  models: fc.subarray(["R740", "DL380"]),
  cores: fc.constantFrom(0, 32, 64),
  memoryGib: fc.constantFrom(0, 256, 512),
  storageTb: fc.constantFrom(0, 7.68),
  gpus: fc.constantFrom(0, 4),
  drives: fc.option(fc.integer({ min: 1, max: 8 })),
});
const bill = fc.uniqueArray(expectedServer, { selector: ({ unit }) => unit, maxLength: 20 }).map((servers) =>
  // serials that were written down are each of one server
  servers.map((server, i) => ({ ...server, serial: server.serial === null ? null : `${server.serial}${i}` })),
);

/** Exactly what was ordered. */
const delivered = ({
  unit,
  serial: own,
  models,
  cores,
  memoryGib,
  storageTb,
  gpus,
  drives,
}: ExpectedServer): FoundServer => {
  const count = drives ?? 2;
  const each = { serial: null, capacityBytes: (storageTb * 1e12) / count };
  return {
    ...{
      unit,
      serial: own ?? `X-${unit}`,
      manufacturer: "Maker",
      model: models[0] ?? "Any",
      health: "OK",
      cores,
      memoryGib,
      gpus,
    },
    ...{ drives: Array.from({ length: count }, () => each), unread: 0 },
  };
};

test("what was ordered, in any order, has no difference", () => {
  fc.assert(
    fc.property(bill, (servers) => {
      expect(compareBill(servers, servers.map(delivered).reverse())).toEqual([]);
    }),
  );
});

test("whatever is taken away, added or swapped is said, at its unit, and blocks", () => {
  fc.assert(
    fc.property(
      bill,
      fc.nat(),
      fc.constantFrom("absent", "unexpected", "serial", "cores", "health"),
      (servers, pick, what) => {
        fc.pre(servers.length > 0);
        const found = servers.map(delivered);
        const i = pick % servers.length;
        const { unit } = servers[i]!;
        if (what === "absent") found.splice(i, 1);
        if (what === "unexpected") found.push({ ...found[i]!, unit: 99, serial: "NEW" });
        if (what === "serial") {
          fc.pre(servers[i]!.serial !== null);
          found[i] = { ...found[i]!, serial: "OTHER" };
        }
        if (what === "cores") {
          fc.pre(servers[i]!.cores > 0);
          found[i] = { ...found[i]!, cores: servers[i]!.cores - 1 };
        }
        if (what === "health") found[i] = { ...found[i]!, health: "Critical" };
        const differences = compareBill(servers, found);
        expect(differences).toMatchObject([
          { unit: what === "unexpected" ? 99 : unit, kind: what, severity: "blocks" },
        ]);
        expect(isAsOrdered(differences)).toBe(false);
      },
    ),
  );
});

test("what a controller does not tell is neither right nor wrong: it is said, and does not block", () => {
  fc.assert(
    fc.property(bill, (servers) => {
      const found = servers.map((server) => ({
        ...delivered(server),
        serial: null,
        model: null,
        cores: null,
        memoryGib: null,
      }));
      const differences = compareBill(servers, found);
      expect(isAsOrdered(differences)).toBe(true);
      const asked = servers.flatMap(({ serial: own, models, cores, memoryGib }) =>
        [own !== null, models.length > 0, cores > 0, memoryGib > 0].filter(Boolean),
      );
      expect(differences.filter(({ kind }) => kind === "untold").length).toBe(asked.length);
    }),
  );
});

test("two that say they are the same one are told apart by their units", () => {
  fc.assert(
    fc.property(bill, (servers) => {
      fc.pre(servers.length > 1);
      const found = servers.map((server) => ({ ...delivered(server), serial: "SAME" }));
      const twins = compareBill(
        servers.map((server) => ({ ...server, serial: null })),
        found,
      );
      const [first] = servers.map(({ unit }) => unit).sort((a, b) => a - b);
      expect(twins.length).toBe(servers.length - 1);
      for (const twin of twins)
        expect(twin).toMatchObject({ kind: "same_serial", expected: `U${first}`, found: "SAME" });
    }),
  );
});

test("makers' names, dashes and round numbers are no differences; more than ordered is a note", () => {
  const expected: ExpectedServer = {
    ...{
      unit: 3,
      serial: "ab-12",
      type: "web",
      models: ["Maker R-740"],
      cores: 32,
      memoryGib: 256,
      storageTb: 8,
      gpus: 0,
      drives: 2,
    },
  };
  const drive = { serial: "D", capacityBytes: 3.84e12 };
  const found: FoundServer = {
    ...{
      unit: 3,
      serial: "AB12",
      manufacturer: "Maker",
      model: "R740",
      health: "OK",
      cores: 32,
      memoryGib: 250,
      gpus: 0,
    },
    ...{ drives: [drive, drive], unread: 0 },
  };
  expect(compareBill([expected], [found])).toEqual([]);
  expect(compareBill([expected], [{ ...found, cores: 64, drives: [drive, drive, drive], unread: 1 }])).toMatchObject([
    { kind: "cores", severity: "notes", expected: 32, found: 64 },
    { kind: "drives", severity: "notes", expected: 2, found: 3 },
    { kind: "storage_tb", severity: "notes", expected: 8, found: 11.52 },
    { kind: "unread", severity: "warns" },
  ]);
});

import { recordTypes } from "@headroom/core/topology/records/fleet";
import fc from "fast-check";
import { expect, test } from "vitest";
import { guess, guessColumns, headerOf, missingColumns, toMapping } from "./fleetMapping";

test("a header is read as it was written", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", " ", "é") }), { minLength: 1 }),
      (cells) => {
        const line = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
        expect(headerOf(`${line}\nmore`)).toEqual(cells);
      },
    ),
  );
  expect(headerOf("\uFEFFcode,name\r\n1,2")).toEqual(["code", "name"]);
  expect(headerOf('a,"b')).toBeNull();
});

test("files as the export names them need no mapping", () => {
  for (const type of recordTypes) {
    const mapping = guess(
      `${type.name}.csv`,
      type.fields.map(({ name }) => name),
    );
    expect([mapping.type, missingColumns(mapping), toMapping([mapping])]).toEqual([type.name, [], {}]);
  }
});

test("spelling alone is guessed, the rest is asked for", () => {
  const mapping = guess("Zones 2026.csv", ["Region", "Zone code", "name"]);
  expect(mapping.type).toBe("");
  const zones = guessColumns({ ...mapping, type: "zones" });
  expect(zones.columns).toEqual({ Region: "region", "Zone code": "" });
  expect(missingColumns(zones)).toEqual(["code"]);
  expect(toMapping([{ ...zones, columns: { Region: "region", "Zone code": "code" } }])).toEqual({
    "Zones 2026.csv": { type: "zones", columns: { Region: "region", "Zone code": "code" }, ignore: [], constants: {} },
  });
  expect(toMapping([zones])["Zones 2026.csv"]).toMatchObject({ ignore: ["Zone code"] });
});

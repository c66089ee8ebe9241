import fc from "fast-check";
import { expect, test } from "vitest";
import { answersFile, chosenRegions, regionRows } from "./answers";

const device = { manufacturer: "Acme", slug: "acme-s1", model: "Server 1", supplyBays: 2 };

test("only what was answered is sent", () => {
  expect(answersFile([device], {})).toBeNull();
  expect(answersFile([device], { "Acme/acme-s1": null })).toBeNull();
  expect(answersFile([device, { ...device, slug: "s,2" }], { "Acme/acme-s1": 750, "Acme/s,2": 0 })?.text).toBe(
    'manufacturer,slug,supply_model,power_w\nAcme,acme-s1,,750\nAcme,"s,2",,0\n',
  );
});

test("of a table of regions the chosen lines stay as they are, in their order", () => {
  const cells = fc.stringMatching(/^[a-z]{1,6}$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(cells, cells), { maxLength: 8 }), fc.array(fc.nat(7)), (rows, chosen) => {
      const table = { header: ["id", "city"], rows: rows.map((row) => [...row]) };
      const lines = chosenRegions(table, new Set(chosen)).trimEnd().split("\n");
      expect(lines).toEqual(["id,city", ...rows.filter((_, at) => chosen.includes(at)).map((row) => row.join(","))]);
      expect(regionRows(table).map(({ code, place }) => [code, place])).toEqual(rows);
    }),
  );
  expect(chosenRegions({ header: ["id", "city"], rows: [["a", 'Oslo, "north"']] }, new Set([0]))).toBe(
    'id,city\na,"Oslo, ""north"""\n',
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { chartMonths, utilisationCsv } from "./utilisationRows";

const watts = fc.integer({ min: 0, max: 900_000_000 });
const month = fc.record({
  month: fc.constantFrom("2026-01", "2026-02"),
  limit: fc.option(watts),
  installed: watts,
  inService: watts,
  committed: watts,
  reserved: watts,
  stranded: fc.option(watts),
});

test("the file says what the table says, row for row", () => {
  fc.assert(
    fc.property(
      fc.array(month),
      fc.constantFrom("power" as const, "space" as const, "cooling" as const),
      (months, resource) => {
        const table = chartMonths({ months, resource });
        const { header, rows } = utilisationCsv({ months, resource });
        expect(header).toHaveLength(6);
        expect(rows).toEqual(
          table.map((row) => [
            row.month.slice(0, 7),
            row.inService,
            row.installed,
            row.committed,
            row.stranded,
            row.limit,
          ]),
        );
      },
    ),
  );
});

test("watts become megawatts with two digits, unknown stays unknown", () => {
  const facts = {
    month: "2026-01",
    limit: null,
    installed: 1_234_567,
    inService: 0,
    committed: 0,
    reserved: 0,
    stranded: null,
  };
  expect(chartMonths({ months: [facts], resource: "power" })[0]).toMatchObject({
    installed: 1.23,
    limit: null,
    stranded: null,
  });
});

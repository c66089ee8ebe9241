import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { filesIn, SMALL } from "../fixtures/files";
import { FORMS } from "../forms";
import { readNetbox } from "../read";
import { formsCsv } from "./forms-csv";

const rowsOf = (name: string, version: "3.6" | "4.x" = "4.x") => {
  const file = formsCsv(readNetbox(filesIn(SMALL)).objects, version).find((one) => one.name === name);
  return parse(Buffer.from(file?.bytes ?? []), { columns: true }) as Record<string, string>[];
};

test("objects are referred to by their names, as the forms of NetBox want them", () => {
  const devices = rowsOf("devices.csv");
  const racks = rowsOf("racks.csv");
  const sites = new Set(rowsOf("sites.csv").map(({ name }) => name));
  expect(racks.length).toBe(3);
  expect(racks.every(({ site }) => sites.has(site))).toBe(true);
  expect(devices.every(({ rack }) => rack === "" || racks.some(({ name }) => name === rack))).toBe(true);
  expect(devices.every(({ device_type, manufacturer, role }) => device_type && manufacturer && role)).toBe(true);
  expect(rowsOf("power-feeds.csv").every(({ site }) => sites.has(site))).toBe(true);
  expect(rowsOf("rack-reservations.csv")[0]?.units).toMatch(/^[0-9]+(,[0-9]+)*$/);
  expect(Object.keys(racks[0]!)).toContain("form_factor");
  expect(Object.keys(rowsOf("racks.csv", "3.6")[0]!)).toContain("type");
});

const facts = fileURLToPath(
  new URL("../../../../../../shared/data/netbox/netbox_bulk_import_csv_fields.json", import.meta.url),
);
const present = existsSync(facts);

test.skipIf(!present)(
  `every header is one of its form${present ? "" : " (skipped: ../shared/data/netbox is not there)"}`,
  () => {
    const forms: Record<string, string[]> = JSON.parse(readFileSync(facts, "utf8"));
    const byName = new Map(Object.entries(forms).map(([name, fields]) => [name.toLowerCase(), fields]));
    for (const [table, headers] of Object.entries(FORMS)) {
      const form = byName.get(`${table.slice(table.indexOf("_") + 1)}importform`);
      if (form === undefined) {
        expect(["extras_tag", "extras_customfield", "tenancy_tenant"]).toContain(table);
        continue;
      }
      for (const field of headers.split(" ")) expect(form).toContain(field.split(":")[0]);
    }
  },
);

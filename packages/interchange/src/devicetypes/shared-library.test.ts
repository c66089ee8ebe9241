import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readRegions } from "../regions/read";
import { readLibrary } from "./library";

const data = resolve(import.meta.dirname, "../../../../../shared/data");
const archive = join(data, "devicetypes/device_types_dell_hpe_apc.tar.xz");

/** Public data that lies beside the checkout, where there is any; what the tests need of it is also in their own words above. */
describe.skipIf(!existsSync(archive))("the public library and regions beside the checkout (absent: skipped)", () => {
  it("takes every device with fields equal to its YAML, and joins or asks for the power", async () => {
    const folder = mkdtempSync(join(tmpdir(), "headroom-devices-"));
    try {
      execFileSync("tar", ["xf", archive, "-C", folder]);
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.ya?ml$/.test(name))
        .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
      const supplies = { name: "psu.csv", bytes: readFileSync(join(data, "devicetypes/psu_module_types.csv")) };
      const library = readLibrary([...files, supplies]);
      expect(library.rejected).toEqual([]);
      const bySlug = new Map(
        files.map(({ bytes }) => parse(bytes.toString())).map((d) => [`${d.manufacturer}/${d.slug}`, d]),
      );
      let devices = 0;
      for (const sheet of library.sheets.filter(({ type }) => type.name === "device_types")) {
        for await (const { rows } of sheet.read()) {
          for (const { values } of rows) {
            const of = Object.fromEntries(sheet.type.fields.map(({ name }, i) => [name, values[i]]));
            const yaml = bySlug.get(`${of.manufacturer}/${of.slug}`);
            expect([of.model, of.u_height, of.full_depth]).toEqual([yaml.model, yaml.u_height, yaml.is_full_depth]);
            const draws = (yaml["power-ports"] ?? []).map((p: { maximum_draw?: number }) => p.maximum_draw ?? 0);
            const sum = draws.reduce((a: number, b: number) => a + b, 0);
            if (of.power_source === "ports" && yaml.is_powered !== false) expect(of.power_w).toBe(sum);
            if (of.power_source === "unknown" || of.power_source === null) expect(sum).toBe(0);
            devices++;
          }
        }
      }
      expect([devices, files.length]).toEqual([678, 678]);
      expect(library.unknown.length).toBeGreaterThan(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("takes every region with its code and coordinates", async () => {
    const bytes = readFileSync(join(data, "regions/cloud_regions_14_providers.csv"));
    const read = readRegions("regions.csv", bytes);
    expect(read.ok).toBe(true);
    const sheet = read.ok ? read.value[0]! : null;
    for await (const { rows, rejected } of sheet!.read()) {
      expect([rows.length, rejected]).toEqual([267, []]);
      const notSaid = [null, null];
      expect(rows[0]?.values).toEqual([
        "aws-us-east-1",
        "US East (N. Virginia)",
        "north-america / United States / Ashburn",
        39.0438,
        -77.4874,
        ["us", "aws", "commercial"],
        ...notSaid,
      ]);
    }
  });
});

import { expect, test } from "vitest";
import { ask } from "./import-questions";

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

test("device types that say nothing of their power are asked for, and no longer once they are answered", () => {
  const device = file(
    "s1.yaml",
    "manufacturer: Acme\nmodel: Server 1\nslug: acme-s1\nu_height: 1.5\nmodule-bays:\n  - name: PSU1\n  - name: PSU2\n",
  );
  expect(ask("devicetypes", [device])).toEqual({
    devices: [{ manufacturer: "Acme", slug: "acme-s1", model: "Server 1", supplyBays: 2 }],
    regions: null,
  });
  const answers = file("answers.csv", "manufacturer,slug,supply_model,power_w\nAcme,acme-s1,,750\n");
  expect(ask("devicetypes", [device, answers]).devices).toEqual([]);
});

test("a table of regions is shown row by row, and files that cannot be read leave nothing open", () => {
  const { regions } = ask("regions", [file("clouds.csv", 'id,display_name\nacme-oslo,"Oslo, ""north"""\n')]);
  expect(regions).toEqual({ header: ["id", "display_name"], rows: [["acme-oslo", 'Oslo, "north"']] });
  expect(ask("regions", [file("clouds.csv", 'id\n"cut')])).toEqual({ devices: [], regions: null });
  expect(ask("netbox", [file("dcim_site.csv", "id\n1\n")])).toEqual({ devices: [], regions: null });
});

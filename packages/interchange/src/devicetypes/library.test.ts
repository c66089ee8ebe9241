import { describe, expect, it } from "vitest";
import { questions, readLibrary } from "./library";

const yaml = (text: string) => Buffer.from(text);
const server = (more = "") =>
  `---\nmanufacturer: Acme\nmodel: Server 1\nslug: acme-server-1\nu_height: 1.5\nis_full_depth: false\n${more}`;
const bays =
  "module-bays:\n  - name: PSU1\n    position: '1'\n  - name: Power Supply 2\n    position: PSU2\n  - name: PCIe1\n    position: '3'\n";
const supplies = "manufacturer,model,part_number,max_draw_w,connector\nAcme,P500,,500,iec-60320-c14\nAcme,P750,,750,\n";

async function records(files: Record<string, string>) {
  const library = readLibrary(Object.entries(files).map(([name, text]) => ({ name, bytes: yaml(text) })));
  const found: Record<string, unknown>[] = [];
  for (const sheet of library.sheets) {
    const fields = (await sheet.fields()) ?? [];
    for await (const { rows } of sheet.read()) {
      for (const { values } of rows) {
        const named = sheet.type.fields
          .map(({ name }, i) => [name, values[i]] as const)
          .filter(([name]) => fields.includes(name));
        found.push({ type: sheet.type.name, ...Object.fromEntries(named) });
      }
    }
  }
  return { ...library, found };
}

describe("a device-type library", () => {
  it("sums the power ports", async () => {
    const ports =
      "power-ports:\n  - name: A\n    type: iec-60320-c14\n    maximum_draw: 750\n  - name: B\n    maximum_draw: 500\n    allocated_draw: 300\n";
    const { found, rejected } = await records({ "Acme/s.yaml": server(`weight: 1000\nweight_unit: g\n${ports}`) });
    expect(rejected).toEqual([]);
    expect(found).toMatchObject([
      { type: "device_types", u_height: 1.5, full_depth: false, weight_kg: 1, power_w: 1250, power_source: "ports" },
      {
        type: "device_power_ports",
        device_type: "acme-server-1",
        name: "A",
        maximum_draw_w: 750,
        connector: "iec-60320-c14",
      },
      { name: "B", maximum_draw_w: 500, allocated_draw_w: 300 },
    ]);
  });

  it("joins bays with the supply that is in them, and asks where it cannot know", async () => {
    const files = { "s.yaml": server(bays), "psu.csv": supplies };
    const open = await records(files);
    expect(open.unknown).toMatchObject([{ slug: "acme-server-1", supplyBays: 2 }]);
    const device = open.found.find(({ type }) => type === "device_types");
    expect(device).not.toHaveProperty("power_w");
    const asked = questions(open.unknown);
    expect(asked).toBe("manufacturer,slug,supply_model,power_w,model,supply_bays\nAcme,acme-server-1,,,Server 1,2\n");

    const answered = await records({ ...files, "power.csv": asked.replace("server-1,,", "server-1,P750,") });
    expect(answered.unknown).toEqual([]);
    expect(answered.found).toContainEqual(
      expect.objectContaining({ power_w: 1500, power_source: "supplies", supply_model: "P750" }),
    );
    const given = await records({ ...files, "power.csv": asked.replace("server-1,,", "server-1,,900") });
    expect(given.found).toContainEqual(expect.objectContaining({ power_w: 900, power_source: "given" }));
    const only = await records({ "s.yaml": server(bays), "psu.csv": supplies.replace(/Acme,P750.*\n/, "") });
    expect(only.found).toContainEqual(expect.objectContaining({ power_w: 1000, power_source: "supplies" }));
  });

  it.each([
    [server().replace("1.5", "1.3"), 5, "u_height"],
    [server().replace("slug: acme-server-1\n", ""), null, "slug"],
    [server("power-ports:\n  - name: A\n    maximum_draw: lots\n"), 9, "power-ports.0.maximum_draw"],
    ["manufacturer: [", 1, null],
    ["a: &a [x]\nb: [*a,*a]\n", null, "manufacturer"],
    ["", null, ""],
  ])("%j is refused with its line", async (text, line, column) => {
    const { rejected, found } = await records({ "bad.yaml": text });
    expect(found).toEqual([]);
    expect(rejected[0]).toMatchObject({ file: "bad.yaml", line, column, expected: expect.any(String) });
  });

  it("refuses a device twice, a supply that is not there, and watts that are none", async () => {
    const twice = await records({ "a.yaml": server(), "b.yml": server() });
    expect(twice.rejected).toMatchObject([{ file: "b.yml", column: "slug" }]);
    const answers = "manufacturer,slug,supply_model,power_w\nAcme,acme-server-1,P9,\nAcme,x,,1kW\n";
    const wrong = await records({ "a.yaml": server(bays), "power.csv": answers });
    expect(wrong.rejected.map(({ column, value }) => [column, value])).toEqual([
      ["power_w", "1kW"],
      ["supply_model", "P9"],
    ]);
  });
});

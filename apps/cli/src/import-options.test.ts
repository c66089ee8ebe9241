import { describe, expect, it } from "vitest";
import { parseImportArguments } from "./import-options";

describe("the arguments of headroom import", () => {
  it("are a kind, a path and options", () => {
    expect(parseImportArguments(["netbox", "DIR"])).toEqual({
      ok: true,
      value: {
        kind: "netbox",
        path: "DIR",
        map: null,
        ask: null,
        take: [],
        dryRun: false,
        yes: false,
        as: null,
        options: {},
      },
    });
    const full = ["datacenter", "a.json", "--requests", "-y", "--as", "a@example.org", "--option", "rackPorts=4"];
    expect(parseImportArguments(full)).toEqual({
      ok: true,
      value: {
        ...{
          kind: "datacenter",
          path: "a.json",
          map: null,
          ask: null,
          take: [],
          dryRun: false,
          yes: true,
          as: "a@example.org",
        },
        options: { requests: 1, rackPorts: 4 },
      },
    });
    expect(parseImportArguments(["netbox", "--help"])).toEqual({ ok: true, value: "help" });
  });

  it.each([
    [[], "expected netbox, datacenter, fleet, devicetypes, regions or template, found nothing"],
    [["csv", "x"], 'expected netbox, datacenter, fleet, devicetypes, regions or template, found "csv"'],
    [["netbox"], "expected a DIR, found nothing"],
    [["datacenter"], "expected an INSTANCE file, found nothing"],
    [["fleet"], "expected a DIR, found nothing"],
    [["netbox", "a", "--map", "m.json"], "--map: only files of the fleet format are mapped"],
    [["fleet", "a", "--take", "all"], "--take: only a NetBox has another side"],
    [["netbox", "a", "b"], '"b": only one at a time is imported'],
    [["netbox", "a", "--requests"], "--requests: NetBox has none"],
    [["netbox", "a", "--option", "rackPowerW"], '--option: expected NAME=NUMBER, found "rackPowerW"'],
    [["netbox", "a", "--option", "rackPowerW=many"], '--option: expected NAME=NUMBER, found "rackPowerW=many"'],
  ])("%o are refused", (args, fault) => {
    expect(parseImportArguments(args)).toEqual({ ok: false, error: [fault] });
  });

  it("name a type for a template, and the types where there is none of that name", () => {
    const parsed = parseImportArguments(["template", "racks"]);
    expect(parsed).toMatchObject({ ok: true, value: { kind: "template", type: { name: "racks" } } });
    const wrong = parseImportArguments(["template", "rack"]);
    expect(wrong).toMatchObject({
      ok: false,
      error: [expect.stringMatching(/^expected one of regions, .*found "rack"$/)],
    });
  });

  it("has no option it does not know", () => {
    const parsed = parseImportArguments(["netbox", "a", "--force"]);
    expect(parsed).toMatchObject({ ok: false, error: [expect.stringContaining("--force")] });
  });
});

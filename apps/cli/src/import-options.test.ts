import { describe, expect, it } from "vitest";
import { parseImportArguments } from "./import-options";

describe("the arguments of headroom import", () => {
  it("are a kind, a path and options", () => {
    expect(parseImportArguments(["netbox", "DIR"])).toEqual({
      ok: true,
      value: { kind: "netbox", path: "DIR", yes: false, as: null, options: {} },
    });
    const full = ["datacenter", "a.json", "--requests", "-y", "--as", "a@example.org", "--option", "rackPorts=4"];
    expect(parseImportArguments(full)).toEqual({
      ok: true,
      value: {
        ...{ kind: "datacenter", path: "a.json", yes: true, as: "a@example.org" },
        options: { requests: 1, rackPorts: 4 },
      },
    });
    expect(parseImportArguments(["netbox", "--help"])).toEqual({ ok: true, value: "help" });
  });

  it.each([
    [[], "expected netbox or datacenter, found nothing"],
    [["csv", "x"], 'expected netbox or datacenter, found "csv"'],
    [["netbox"], "expected a DIR, found nothing"],
    [["datacenter"], "expected an INSTANCE file, found nothing"],
    [["netbox", "a", "b"], '"b": only one at a time is imported'],
    [["netbox", "a", "--requests"], "--requests: NetBox has none"],
    [["netbox", "a", "--option", "rackPowerW"], '--option: expected NAME=NUMBER, found "rackPowerW"'],
    [["netbox", "a", "--option", "rackPowerW=many"], '--option: expected NAME=NUMBER, found "rackPowerW=many"'],
  ])("%o are refused", (args, fault) => {
    expect(parseImportArguments(args)).toEqual({ ok: false, error: [fault] });
  });

  it("has no option it does not know", () => {
    const parsed = parseImportArguments(["netbox", "a", "--force"]);
    expect(parsed).toMatchObject({ ok: false, error: [expect.stringContaining("--force")] });
  });
});

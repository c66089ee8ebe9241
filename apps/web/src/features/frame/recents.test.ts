import { expect, it } from "vitest";
import { recentOf } from "./recents";

it("knows the pages of single things by their paths", () => {
  expect(recentOf("/racks/NRD-2%20x")).toMatchObject({ label: "NRD-2 x", kind: "rack" });
  expect(recentOf("/plans/15")).toMatchObject({ label: "PL-15", kind: "plan" });
  expect(recentOf("/inventory/servers/R1/web%2F1")).toMatchObject({ label: "R1 web/1", kind: "server" });
  expect(recentOf("/inventory/freeze_windows/N1/~/~/2026-01-01/2026-01-02/works")).toMatchObject({
    label: "N1 2026-01-01 2026-01-02 works",
  });
});

it("remembers no lists, and no paths that are none", () => {
  for (const path of ["/", "/racks", "/inventory/servers", "/plans/replays", "/requests/new", "/racks/%E0%A4%A"])
    expect(recentOf(path)).toBeNull();
});

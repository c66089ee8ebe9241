import { expect, test } from "vitest";
import { utilisationQuery, utilisationQueryOf, viewHref } from "./utilisationQuery";

const usual = { resource: "power", region: "", dc: "", family: "", months: 36, view: "chart", month: "" } as const;

test("the server asks what the page will ask for the same address", () => {
  const views = [
    usual,
    { ...usual, resource: "space", region: "eu-north", month: "2025-06" } as const,
    { ...usual, family: "compute", dc: "STO-1" },
  ];
  for (const view of views) {
    const address = Object.fromEntries(new URL(viewHref(view), "http://h").searchParams);
    expect(utilisationQueryOf(address)).toEqual(utilisationQuery(view));
  }
});

test("an address that makes no sense asks for nothing, or for the whole", () => {
  expect(utilisationQueryOf({ resource: "gold" })).toBeNull();
  expect(utilisationQueryOf({ month: "2025-13", region: ["a", "b"] })).toEqual(utilisationQuery(usual));
});

test("what is as usual stays out of the address", () => {
  expect(viewHref(usual)).toBe("/utilisation");
  expect(viewHref({ ...usual, months: 12, view: "table" })).toBe("/utilisation?months=12&view=table");
});

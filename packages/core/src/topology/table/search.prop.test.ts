import fc from "fast-check";
import { expect, it } from "vitest";
import { recordType, recordTypes } from "../records/fleet";
import { columnOf } from "./columns";
import { filterFrom, filterText } from "./filter";
import { conditionsOf, searchedTypes, searchFilters, searchFrom } from "./search";

it("parts filters from words", () => {
  expect(searchFrom('rack:NRD state:failed web "two words" foo:bar serial:')).toEqual({
    words: ["web", "two words", "foo:bar"],
    filters: [
      { name: "rack", value: "nrd" },
      { name: "state", value: "failed" },
    ],
  });
  expect(searchFrom("  ")).toEqual({ words: [], filters: [] });
});

it("asks of every type only what can be asked of it", () => {
  const filter = fc.record({
    name: fc.constantFrom(...searchFilters),
    value: fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom("failed", "in", "server", "racks", "ups")),
  });
  fc.assert(
    fc.property(fc.constantFrom(...recordTypes), fc.array(filter, { maxLength: 3 }), (of, filters) => {
      const conditions = conditionsOf(of, filters);
      if (conditions) expect(filterFrom(of, filterText(conditions))).toEqual({ ok: true, value: conditions });
    }),
  );
});

it("finds racks and what is in them by a rack's name, and things by what ails them", () => {
  const of = (type: "racks" | "servers" | "regions", text: string) =>
    conditionsOf(recordType(type)!, searchFrom(text).filters);
  expect(of("racks", "rack:x")).toEqual([{ column: "code", is: "begins", text: "x" }]);
  expect(of("servers", "rack:x")).toEqual([{ column: "rack", is: "begins", text: "x" }]);
  expect(of("servers", "state:fail")).toEqual([{ column: "condition", is: "one_of", values: ["failed"] }]);
  expect(of("servers", "type:server")).toEqual([]);
  expect(of("servers", "type:rack")).toBeNull();
  expect(of("regions", "serial:x")).toBeNull();
});

it("looks into fields that there are", () => {
  for (const { type, names, details } of searchedTypes)
    for (const name of [...names, ...details])
      expect(columnOf(recordType(type)!, name), `${type}.${name}`).toBeDefined();
});

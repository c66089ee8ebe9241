import fc from "fast-check";
import { expect, test } from "vitest";
import { fieldChanges, fieldWords } from "./changes";

test("nested fields are compared one by one", () => {
  expect(fieldChanges({ state: "draft", size: { racks: 4 } }, { state: "submitted", size: { racks: 4 } })).toEqual([
    { field: "state", before: "draft", after: "submitted" },
  ]);
});

test("a field that came or went has one side only", () => {
  expect(fieldChanges(null, { title: "a" })).toEqual([{ field: "title", before: null, after: "a" }]);
  expect(fieldChanges({ title: "a" }, null)).toEqual([{ field: "title", before: "a", after: null }]);
});

test("a thing compared with itself has no changes", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => fieldChanges(value, value).length === 0));
});

test("a field is said in words", () => {
  expect(fieldWords("racksPlaced")).toBe("racks placed");
  expect(fieldWords("size.powerW")).toBe("size: power, W");
  expect(fieldWords("state")).toBe("state");
});

import { recordType } from "@headroom/core/topology/records/fleet";
import { expect, it } from "vitest";
import { inputText, inputValue } from "./fieldInput";

const field = (name: string) => recordType("servers")!.fields.find((one) => one.name === name)!;

it("says nothing where nothing may be said", () => {
  expect(inputValue(field("serial"), " ")).toBeNull();
  expect(inputValue(field("installed_on"), "")).toBeNull();
  expect(inputValue(field("name"), "")).toBe("");
});

it("reads what it shows", () => {
  expect(inputValue(field("start_u"), inputText(12.5))).toBe(12.5);
  expect(inputValue(field("tags"), inputText(["a", "b c"]))).toEqual(["a", "b c"]);
  expect(inputValue(field("custom_fields"), inputText('{"a":1}'))).toEqual({ a: 1 });
  expect(inputValue(field("name"), inputText("web 1"))).toBe("web 1");
});

it("leaves what is wrong to whoever knows what is right", () => {
  expect(inputValue(field("start_u"), "low")).toBe("low");
  expect(inputValue(field("custom_fields"), "{")).toBe("{");
});

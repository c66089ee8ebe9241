import { expect, test } from "vitest";
import { formatList } from "./lists";

test.each([
  [[], ""],
  [["STO-1"], "STO-1"],
  [["STO-1", "STO-2"], "STO-1 and STO-2"],
  [["STO-1", "STO-2", "DUB-1"], "STO-1, STO-2 and DUB-1"],
])("%j reads %s", (items, words) => {
  expect(formatList(items)).toBe(words);
});

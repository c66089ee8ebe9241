import { describe, expect, it } from "vitest";
import { bool, type Cell, defaulted, id, name, number, numberSet, oneOf, optional, slug, text } from "./cells";

const value = <T>(cell: Cell<T>, raw: string) => {
  const read = cell(raw);
  return read.ok ? { value: read.value } : read.error.expected;
};
const LONG = "9".repeat(10_000_000);

describe("cells", () => {
  it.each<[string, Cell<unknown>, string, unknown]>([
    ["an id", id, "42", "42"],
    ["a whole number", number(1, 100, 1), "100", 100],
    ["a whole number with decimals", number(1, 100, 1), "4.0", 4],
    ["a half", number(0, 100, 0.5), "4.5", 4.5],
    ["a negative number", number(-90, 90), "-33.856784", -33.856784],
    ["true", bool, "t", true],
    ["false", bool, "false", false],
    ["markup", name(), "<script>alert(1)</script>", "<script>alert(1)</script>"],
    ["text of several lines", text(100), "a\r\nb\tc", "a\r\nb\tc"],
    ["nothing", optional(id), "", null],
    ["a default", defaulted(number(1, 9, 1), 1), "", 1],
    ["one of some", oneOf(["front", "rear"]), "rear", "rear"],
    ["a set of numbers", numberSet(1, 50, 10), "{3, 1,2}", [1, 2, 3]],
  ])("reads %s", (_, cell, raw, expected) => {
    expect(value(cell, raw)).toEqual({ value: expected });
  });

  it.each<[string, Cell<unknown>, string, string]>([
    ["zero for an id", id, "0", "an id"],
    ["leading zeros", id, "007", "an id"],
    ["ten million digits for an id", id, LONG, "an id"],
    ["ten million digits for a number", number(0, 1e9), LONG, "a number from 0 to 1000000000"],
    ["ten million digits in a set", numberSet(1, 50, 10), `{${LONG}}`, "whole numbers from 1 to 50"],
    ["a million decimals", number(0, 1e9), `1.${"0".repeat(1_000_000)}`, "a number"],
    ["an exponent", number(0, 1e9), "1e3", "a number"],
    ["a hexadecimal number", number(0, 1e9), "0x10", "a number"],
    ["Infinity", number(0, 1e9), "Infinity", "a number"],
    ["a decimal comma", number(0, 100), "4,5", "a number"],
    ["a number with a unit", number(0, 100), "4U", "a number"],
    ["a blank", number(0, 100), " ", "a number"],
    ["a third where halves are allowed", number(0, 100, 0.5), "4.3", "a multiple of 0.5"],
    ["a fraction of a whole number", number(1, 100, 1), "4.5", "a whole number from 1 to 100"],
    ["a number below", number(1, 100, 1), "0", "from 1 to 100"],
    ["a number above", number(1, 100, 1), "101", "from 1 to 100"],
    ["yes", bool, "yes", "t or f"],
    ["a name of blanks", name(), "  ", "a name"],
    ["a name with a line break", name(), "a\nb", "one line of text"],
    ["a control character", name(), "a\u0007b", "text without control characters"],
    ["an escape sequence", text(100), "\u001b[31mred", "text without control characters"],
    ["a long name", name(10), "x".repeat(11), "at most 10 characters"],
    ["a slug with a blank", slug, "a b", "letters, digits"],
    ["an empty slug", slug, "", "letters, digits"],
    ["another word", oneOf(["front", "rear"]), "Front", "front, rear"],
    ["a number twice", numberSet(1, 50, 10), "{1,1}", "each once"],
    ["an empty set", numberSet(1, 50, 10), "{}", "whole numbers"],
    ["a set without braces", numberSet(1, 50, 10), "1,2", "whole numbers"],
    ["a number too many", numberSet(1, 50, 2), "{1,2,3}", "whole numbers"],
  ])("refuses %s", (_, cell, raw, expected) => {
    expect(value(cell, raw)).toContain(expected);
  });
});

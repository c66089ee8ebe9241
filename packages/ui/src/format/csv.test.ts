import { describe, expect, it } from "vitest";
import { csvText } from "./csv";

describe("csvText", () => {
  it("quotes what needs it and ends every line", () => {
    expect(csvText(["a", "b"], [['x "y", z', 1.5]])).toBe('a,b\r\n"x ""y"", z",1.5\r\n');
  });
  it("disarms formulas but not negative numbers", () => {
    expect(csvText(["=A1"], [["@cmd", -3, "+1", "-x"]])).toBe("'=A1\r\n'@cmd,-3,'+1,'-x\r\n");
  });
  it("leaves the unknown empty", () => {
    expect(csvText(["v"], [[null], [Number.NaN], [0]])).toBe("v\r\n\r\n\r\n0\r\n");
  });
});

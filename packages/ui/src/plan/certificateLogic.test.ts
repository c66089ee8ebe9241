import { describe, expect, it } from "vitest";
import { marginTone, worstFirst } from "./certificateLogic";

describe("marginTone", () => {
  it("breaks below zero, warns within 5 %, is quiet above", () => {
    expect(marginTone({ asked: 186, left: 179.8 })).toBe("critical");
    expect(marginTone({ asked: 186, left: 188.3 })).toBe("attention");
    expect(marginTone({ asked: 186, left: 204 })).toBe("within");
    expect(marginTone({ asked: 186, left: 204, whole: 1000 })).toBe("attention");
    expect(marginTone({ asked: 0, left: 0 })).toBe("within");
  });
});

describe("worstFirst", () => {
  it("orders by relative margin across units and leaves the input alone", () => {
    const lines = [
      { id: "ports", asked: 24, left: 31 },
      { id: "pdu", asked: 186, left: 179.8 },
      { id: "positions", asked: 12, left: 13 },
    ];
    expect(worstFirst(lines).map((line) => line.id)).toEqual(["pdu", "positions", "ports"]);
    expect(lines[0]?.id).toBe("ports");
  });
});

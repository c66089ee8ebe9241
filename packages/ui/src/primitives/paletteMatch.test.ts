import { describe, expect, it } from "vitest";
import { matchCommands } from "./paletteMatch";

const groups = [
  {
    id: "go",
    label: "Go to",
    items: [
      { id: "r", label: "Regions" },
      { id: "f", label: "Floors", detail: "NRD-2, eu-north" },
    ],
  },
  {
    id: "do",
    label: "Do",
    items: [
      { id: "n", label: "New request" },
      { id: "w", label: "Review request" },
    ],
  },
];
const found = (text: string) => matchCommands(groups, text).flatMap((group) => group.items.map((item) => item.id));

describe("matchCommands", () => {
  it("shows all for no text", () => expect(found("  ")).toEqual(["r", "f", "n", "w"]));
  it("takes words in any order, from label, detail and heading", () => {
    expect(found("north floor")).toEqual(["f"]);
    expect(found("request new")).toEqual(["n"]);
    expect(found("go reg")).toEqual(["r"]);
  });
  it("puts what begins with the text first", () => expect(found("re")).toEqual(["r", "w", "n"]));
  it("drops groups without a hit", () => expect(matchCommands(groups, "zzz")).toEqual([]));
});

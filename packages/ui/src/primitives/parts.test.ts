import { describe, expect, it } from "vitest";
import { diffSummary } from "../plan/PlanDiff";
import { policySummary } from "../plan/PolicyList";
import { wedge } from "./Clock";
import { groupHotkeys } from "./KeyHelp";
import { stateByName, stateInfo } from "./states";

describe("wedge", () => {
  it("empties clockwise from the top", () => {
    expect(wedge(1)).toBe("full");
    expect(wedge(0)).toBeNull();
    expect(wedge(0.25)).toBe("M8 8V2A6 6 0 0 1 14.0 8.0z");
    expect(wedge(0.75)).toBe("M8 8V2A6 6 0 1 1 2.0 8.0z");
  });
});

describe("states", () => {
  it("says 'not known' for a state it has never heard of, inherited names included", () => {
    expect(stateByName("committed").word).toBe("Committed");
    expect(stateByName("levitating")).toBe(stateInfo.unknown);
    expect(stateByName("constructor")).toBe(stateInfo.unknown);
  });
});

describe("groupHotkeys", () => {
  it("puts the page's keys first and lists each once", () => {
    const groups = groupHotkeys([
      { keys: "?", label: "all keys", group: "Everywhere" },
      { keys: "j", label: "move" },
      { keys: "j", label: "move" },
    ]);
    expect(groups.map((one) => [one.group, one.keys.length])).toEqual([
      ["This page", 1],
      ["Everywhere", 1],
    ]);
  });
});

describe("summaries", () => {
  it("counts in words and leaves zeros out", () => {
    expect(diffSummary({ add: 41, move: 14, retire: 6 })).toBe("61 actions: 41 add, 14 move, 6 retire");
    expect(diffSummary({ add: 1, move: 0, retire: 0 })).toBe("1 action: 1 add");
    expect(diffSummary({ add: 0, move: 0, retire: 0 })).toBe("no actions");
    expect(
      policySummary([
        { id: "1", rule: "r", result: "pass", detail: "" },
        { id: "2", rule: "r", result: "look", detail: "" },
      ]),
    ).toBe("1 pass, 1 to look at");
    expect(policySummary([])).toBe("none apply");
  });
});

import { describe, expect, it } from "vitest";
import { assetActions, assetActionTo, assetMeanings, assetStates, assetWay, nextAssetState } from "./asset";

const pairs = assetStates.flatMap((from) => assetStates.map((to) => [from, to] as const));

describe("the life of a rack or device", () => {
  it("names for each step one action, which leads there", () => {
    for (const [from, to] of pairs) {
      const leading = assetActions.filter((action) => nextAssetState(from, action) === to);
      expect(leading.length).toBeLessThanOrEqual(1);
      expect(assetActionTo(from, to)).toBe(leading[0] ?? null);
      if (from === to) expect(leading).toEqual([]);
    }
  });

  it("has a way from every state to every other, but none back to a plan or an order", () => {
    for (const [from, to] of pairs) {
      const way = assetWay(from, to);
      const wish = to === "planned" || to === "ordered";
      if (from === to) expect(way).toEqual([]);
      else if (!wish) expect(way?.at(-1)).toBe(to);
      else expect(way).toEqual(from === "planned" ? ["ordered"] : null);
      for (const [at, state] of (way ?? []).entries()) {
        expect(assetActionTo(at === 0 ? from : way![at - 1]!, state)).not.toBeNull();
      }
    }
  });

  it("counts nothing as both here and to come, and lets only what stands draw power", () => {
    for (const { future, standing, drawing } of Object.values(assetMeanings)) {
      expect(future && standing).toBe(false);
      expect(drawing && !standing).toBe(false);
    }
  });
});

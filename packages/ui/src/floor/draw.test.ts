import { describe, expect, it } from "vitest";
import { drawFloor } from "./draw";
import { cellStyle, type FloorContext, heatStop } from "./drawing";
import { layoutFloor } from "./layout";
import type { FloorPalette } from "./palette";
import { type CellState, describeCell, type FloorScene } from "./scene";

const palette: FloorPalette = {
  cividis: Array.from({ length: 11 }, (_, i) => `c${i}`),
  heatEdge: "heatEdge",
  ink: "ink",
  ink3: "ink3",
  free: "free",
  sunken: "sunken",
  edge: "edge",
  line: "line",
  used: "used",
  plannedFill: "plannedFill",
  plannedSoft: "plannedSoft",
  criticalFill: "criticalFill",
  criticalSoft: "criticalSoft",
  unknownBg: "unknownBg",
  casing: "casing",
  accent: "accent",
  fontUi: "ui",
  fontData: "data",
};

/** A context that writes down what it is asked for. */
function recorder() {
  const calls: string[] = [];
  const state: Record<string, unknown> = {};
  const ctx = new Proxy(state, {
    get: (target, name: string) =>
      name in target
        ? target[name]
        : (...args: unknown[]) => {
            calls.push(`${name} ${args.join(",")}`);
            return name === "measureText" ? { width: String(args[0]).length * 6 } : undefined;
          },
    set: (target, name: string, value) => {
      target[name] = value;
      calls.push(`${name} = ${String(value)}`);
      return true;
    },
  }) as unknown as FloorContext;
  return { ctx, calls };
}

function scene(cells: [CellState, number | null][]): FloorScene {
  return {
    rooms: [
      {
        id: "r",
        name: "Room 1",
        rows: [
          {
            id: "a",
            label: "1-01",
            short: "01",
            cells: cells.map(([state, heat], i) => ({ id: `${i}`, label: `P${i}`, state, heat })),
          },
        ],
      },
    ],
    stranded: [],
  };
}

describe("cell styles", () => {
  it("puts quantity on the scale, one stop per 10 %, and over 100 % off it", () => {
    expect(heatStop(0)).toBe(0);
    expect(heatStop(0.96)).toBe(10);
    expect(heatStop(1.01)).toBeNull();
    expect(cellStyle("rack", 1.2)).toBe("over");
    expect(cellStyle("rack", null)).toBe("unknown");
    expect(cellStyle("retiring", 0.5)).toBe(5);
    expect(cellStyle("free", 0.5)).toBe("free");
    expect(cellStyle("left", null)).toBe("free");
    expect(cellStyle("rack", null, true)).toBe("unlimited");
  });
});

describe("drawFloor", () => {
  it("takes up every colour once, however many cells have it", () => {
    const given = scene([
      ["rack", 0.5],
      ["rack", 0.52],
      ["rack", 0.9],
      ["free", null],
    ]);
    const { ctx, calls } = recorder();
    drawFloor(ctx, { scene: given, layout: layoutFloor([[4]], { widthPx: 400 }), palette });
    expect(calls.filter((call) => call === "fillStyle = c5")).toHaveLength(1);
    expect(calls.filter((call) => call === "fillStyle = c9")).toHaveLength(1);
    expect(calls.filter((call) => call.startsWith("fillRect"))).toHaveLength(3 * 2 + 3);
  });
  it("prints the letter of a cause only while stranded capacity is shown", () => {
    const given: FloorScene = {
      ...scene([["free", null]]),
      stranded: [{ room: 0, row: 0, from: 0, count: 1, cause: "F" }],
    };
    const layout = layoutFloor([[1]], { widthPx: 400 });
    const shown = recorder();
    drawFloor(shown.ctx, { scene: given, layout, palette });
    expect(shown.calls.some((call) => call.startsWith("fillText F"))).toBe(true);
    const hidden = recorder();
    drawFloor(hidden.ctx, { scene: given, layout, palette, showStranded: false });
    expect(hidden.calls.some((call) => call.startsWith("fillText F"))).toBe(false);
  });
  it("looks at nothing that the camera does not see", () => {
    const given = scene(Array.from({ length: 40 }, () => ["free", null] as [CellState, number | null]));
    const { ctx, calls } = recorder();
    const layout = layoutFloor([[40]], { widthPx: 900 });
    drawFloor(ctx, {
      scene: given,
      layout,
      palette,
      camera: { scale: 1, x: 0, y: 0 },
      view: { width: 120, height: 200 },
    });
    const cells = calls.filter((call) => call.startsWith("fillRect")).length / 3;
    expect(cells).toBeGreaterThan(3);
    expect(cells).toBeLessThan(10);
  });
  it("strikes through what leaves and what has left, and nothing else", () => {
    const struck = (state: CellState) => {
      const { ctx, calls } = recorder();
      drawFloor(ctx, { scene: scene([[state, 0.5]]), layout: layoutFloor([[1]], { widthPx: 400 }), palette });
      return calls.some((call) => call.startsWith("lineTo"));
    };
    expect(["rack", "retiring", "left", "free"].map((state) => struck(state as CellState))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
  it("skips a stranded run that is not on the floor", () => {
    const given: FloorScene = {
      ...scene([["free", null]]),
      stranded: [{ room: 0, row: 7, from: 0, count: 1, cause: "F" }],
    };
    const { ctx, calls } = recorder();
    drawFloor(ctx, { scene: given, layout: layoutFloor([[1]], { widthPx: 400 }), palette });
    expect(calls.some((call) => call.startsWith("strokeRect"))).toBe(false);
  });
});

describe("describeCell", () => {
  it("says state, share, feed and cause in words", () => {
    expect(
      describeCell({ id: "1", label: "1-17-04", state: "rack", heat: 0.75, lostFeed: true, detail: "C5" }, ["F"]),
    ).toBe("1-17-04, rack, 75 %, C5, lost a feed, stranded by failover");
    expect(describeCell({ id: "1", label: "1-17-05", state: "rack", heat: null })).toBe("1-17-05, rack, not known");
  });
});

// Times the drawing of a floor of 10,000 positions in a real browser: `node packages/ui/gallery/bench.mjs`.
// Prints the median and the fastest of 60 drawings in ms, layout included, and the median of the layout alone.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { bundle } from "./build.mjs";

const fromE2e = createRequire(join(import.meta.dirname, "../../../e2e/package.json"));
const { chromium } = fromE2e("@playwright/test");
const system = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const code = await bundle(`
  import { drawFloor } from "./src/floor/draw";
  import { layoutFloor } from "./src/floor/layout";
  import { readPalette } from "./src/floor/palette";
  import { floorScene } from "./gallery/pages/floorData";
  window.timeFloor = () => {
    const scene = floorScene(36, 14);
    const shape = scene.rooms.map((room) => room.rows.map((row) => row.cells.length));
    const palette = readPalette(document.documentElement);
    const canvas = document.createElement("canvas");
    const first = layoutFloor(shape, { widthPx: 1200 });
    canvas.width = first.width; canvas.height = first.height;
    const both = [], layouts = [];
    for (let i = 0; i < 60; i++) {
      const start = performance.now();
      const layout = layoutFloor(shape, { widthPx: 1200 });
      const between = performance.now();
      const ctx = canvas.getContext("2d");
      drawFloor(ctx, { scene, layout, palette });
      ctx.getImageData(0, 0, 1, 1);
      both.push(performance.now() - start); layouts.push(between - start);
    }
    const at = (list, share) => [...list].sort((a, b) => a - b)[Math.floor(list.length * share)];
    return { positions: shape.flat().reduce((a, b) => a + b, 0), drawMs: at(both, 0.5), fastestMs: at(both, 0), layoutMs: at(layouts, 0.5) };
  };`);
const browser = await chromium.launch({
  executablePath: existsSync(system) ? system : undefined,
  args: ["--no-sandbox"],
});
const page = await browser.newPage();
await page.setContent(
  `<!doctype html><html><style>:root{${[...Array(11)].map((_, i) => `--cividis-${i}:hsl(${200 - i * 14} 40% ${20 + i * 6}%)`).join(";")};--free:#fff;--sunken:#eee;--edge:#777;--ink:#111;--ink-3:#555;--casing:#fff;--heat-edge:#555;--planned-fill:#a49;--planned-soft:#fef;--unknown-bg:#eee;--used:#444;--critical-fill:#c31;--critical-soft:#fee;--accent:#066;--font-ui:sans-serif;--font-data:monospace}</style></html>`,
);
await page.addScriptTag({ content: code });
const result = await page.evaluate(() => window.timeFloor());
await browser.close();
process.stdout.write(`${JSON.stringify(result)}\n`);

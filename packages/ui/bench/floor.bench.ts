import { existsSync } from "node:fs";
import type { Benchmark, Figure } from "@headroom/config/bench/types";
import { chromium } from "@playwright/test";
// @ts-expect-error a script of the gallery, without types
import { bundle } from "../gallery/build.mjs";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const view = { width: 1440, height: 900 };

/**
 * A floor of 10,000 positions in a real browser without a graphics card: from the data to the picture on the screen, and the time between
 * frames while a person pans and zooms with the mouse. The floor as it is served, with its reads: `pnpm bench web`.
 */
const floor: Benchmark = async (context) => {
  const system = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
    (path) => path && existsSync(path),
  );
  const browser = await chromium.launch({ executablePath: system, args: flags });
  context.after(() => browser.close());
  const code: string = await bundle(`import "./bench/floor-page";`);
  const styles = `:root{${[...Array(11)].map((_, i) => `--cividis-${i}:hsl(${220 - i * 16} 40% ${20 + i * 6}%)`).join(";")};--free:#fff;--sunken:#eee;--edge:#777;--line:#ddd;--ink:#111;--ink-3:#555;--casing:#fff;--heat-edge:#555;--planned-fill:#a49;--planned-soft:#fef;--unknown-bg:#eee;--used:#444;--critical-fill:#c31;--critical-soft:#fee;--accent:#066;--font-ui:sans-serif;--font-data:monospace}body{margin:0}.hr-floor-in,.hr-floor-grid{position:relative;height:100%}.hr-floor-grid canvas{position:absolute;inset:0}.hr-vh{position:absolute;clip-path:inset(50%)}.hr-floor-mini{position:absolute;right:0;bottom:0}`;
  const open = async () => {
    const page = await browser.newPage({ viewport: view });
    await page.setContent(`<!doctype html><style>${styles}</style><div id="root"></div>`);
    await page.addScriptTag({ content: code });
    return page;
  };
  const rounds = context.quick ? 3 : 15;
  const first: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const page = await open();
    first.push(await page.evaluate(() => window.showFloor()));
    await page.close();
  }
  context.say("panning and zooming");
  const page = await open();
  await page.evaluate(() => window.showFloor());
  const middle = { x: view.width / 2, y: view.height / 3 };
  const measured = async (ms: number, act: () => Promise<void>) => {
    const gaps = page.evaluate((long) => window.floorFrames(long), ms);
    await act();
    return gaps;
  };
  const still = await measured(1000, async () => undefined);
  await page.mouse.move(middle.x, middle.y);
  const ms = context.quick ? 1500 : 6000;
  const zoomed = await measured(ms, async () => {
    for (let step = 0; step < ms / 20; step++) {
      await page.mouse.wheel(0, step % 60 < 30 ? -60 : 60);
      await page.waitForTimeout(10);
    }
  });
  // twice as large as fits: most of the floor is in the view, and it can be moved
  await page.keyboard.press("0");
  await page.mouse.wheel(0, -240);
  const panned = await measured(ms, async () => {
    await page.mouse.down();
    for (let step = 0; step < ms / 20; step++) {
      const turn = step / 12;
      await page.mouse.move(middle.x + Math.cos(turn) * 220, middle.y + Math.sin(turn) * 120);
      await page.waitForTimeout(10);
    }
    await page.mouse.up();
  });
  const draws = await page.evaluate(() =>
    performance.getEntriesByName("headroom:floor-drawn").map((entry) => entry.duration),
  );
  const smooth = (name: string, gaps: readonly number[]): Figure => ({
    name: `${name}, frames a second (p95 of the time between ${gaps.length})`,
    value: Math.round(1000 / quantile(gaps, 0.95)),
    unit: "fps",
    goal: { atLeast: 59 },
  });
  return [
    {
      name: `10,000 positions, data to screen, p95 of ${first.length}`,
      value: tenths(quantile(first, 0.95)),
      unit: "ms",
      goal: { atMost: 100 },
    },
    { name: `the same, median`, value: tenths(quantile(first, 0.5)), unit: "ms" },
    smooth("zooming by wheel", zoomed),
    smooth("panning by mouse", panned),
    { name: "the browser at rest, frames a second", value: Math.round(1000 / quantile(still, 0.95)), unit: "fps" },
    { name: `a drawing, p95 of ${draws.length}`, value: tenths(quantile(draws, 0.95)), unit: "ms" },
  ];
};

export default floor;

const tenths = (value: number) => Math.round(value * 10) / 10;

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

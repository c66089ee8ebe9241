import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";

export const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;

const folder = resolve(import.meta.dirname, "../../screenshots");
/** Each picture as tall as its page, for reading below the fold. */
const whole = process.env.PICTURES_WHOLE === "1";

/** Pictures of what the page shows now, at every size, light and dark: screenshots/NAME-WIDTH-THEME.png. */
export async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const size of sizes) {
    await page.setViewportSize(size);
    if (whole) await page.setViewportSize({ ...size, height: await heightOf(page, size.height) });
    for (const theme of ["light", "dark"] as const) {
      await page.evaluate((to) => {
        document.documentElement.dataset.theme = to;
      }, theme);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60))));
      await page.screenshot({ path: join(folder, `${name}-${size.width}-${theme}.png`), animations: "disabled" });
    }
  }
}

/** The content scrolls inside its frame: as much taller as it hides. */
const heightOf = (page: Page, height: number): Promise<number> =>
  page.evaluate((seen) => {
    const main = document.querySelector("main");
    const hidden = main ? main.scrollHeight - main.clientHeight : document.documentElement.scrollHeight - seen;
    return Math.min(6000, seen + Math.max(0, hidden));
  }, height);

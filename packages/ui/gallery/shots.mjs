// Pictures of the gallery, and axe on each: `node packages/ui/gallery/shots.mjs [page ...] [--sizes 1440,390] [--themes light]`.
// Needs chromium (CHROMIUM_PATH, /usr/bin/chromium, or Playwright's own).
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildGallery, out } from "./build.mjs";

const fromE2e = createRequire(join(import.meta.dirname, "../../../e2e/package.json"));
const { chromium } = fromE2e("@playwright/test");
const { AxeBuilder } = fromE2e("@axe-core/playwright");

const args = process.argv.slice(2);
const option = (name, fallback) => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? fallback : args.splice(at, 2)[1].split(",");
};
const sizes = option("sizes", ["1440", "1024", "390"]);
const themes = option("themes", ["light", "dark"]);
const all = ["states", "controls", "overview", "floor", "rack", "regions", "plan", "review", "charts", "run", "signin"];
const pages = args.length > 0 ? args : all;
const height = { 1440: 900, 1024: 768, 390: 844 };
const system = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

await buildGallery();
const browser = await chromium.launch({
  executablePath: existsSync(system) ? system : undefined,
  args: ["--no-sandbox", "--allow-file-access-from-files"],
});
let problems = 0;
const say = (text) => process.stdout.write(`${text}\n`);
for (const page of pages) {
  for (const width of sizes) {
    for (const theme of themes) {
      const context = await browser.newContext({ viewport: { width: Number(width), height: height[width] ?? 900 } });
      const tab = await context.newPage();
      tab.on("console", (message) => {
        if (message.type() !== "error") return;
        problems++;
        say(`${page} ${width} ${theme}: console: ${message.text().slice(0, 300)}`);
      });
      tab.on("pageerror", (error) => {
        problems++;
        say(`${page} ${width} ${theme}: ${error.stack?.slice(0, 600)}`);
      });
      await tab.goto(`${pathToFileURL(join(out, "index.html")).href}?page=${page}&theme=${theme}`);
      await tab.evaluate(() => document.fonts.ready);
      await tab.waitForTimeout(150);
      await tab.screenshot({ path: join(out, `${page}-${width}-${theme}.png`) });
      const wide = await tab.evaluate(() => {
        const main = document.querySelector("main") ?? document.documentElement;
        return main.scrollWidth - main.clientWidth;
      });
      if (wide > 0) {
        problems++;
        say(`${page} ${width} ${theme}: ${wide} px wider than the screen`);
      }
      const { violations } = await new AxeBuilder({ page: tab })
        .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
        .analyze();
      for (const violation of violations) {
        problems++;
        const where = violation.nodes
          .slice(0, 3)
          .map(
            (node) =>
              `\n    ${node.html.slice(0, 160)}\n    ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ""}`,
          );
        say(
          `${page} ${width} ${theme}: axe ${violation.id}: ${violation.help} (${violation.nodes.length})${where.join("")}`,
        );
      }
      await context.close();
    }
  }
}
await browser.close();
say(`${pages.length * sizes.length * themes.length} pictures in ${out}, ${problems} problems`);
process.exitCode = problems > 0 ? 1 : 0;

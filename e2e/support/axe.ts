import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** Fails, without ending the test, for everything axe finds against WCAG 2.2 AA. `colours`: contrast alone, where only the theme has changed. */
export async function expectAccessible(page: Page, what: string, { colours = false } = {}): Promise<void> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (colours ? axe.withRules(["color-contrast"]) : axe.withTags(wcag)).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 5).map(({ target, failureSummary }) => {
      const why = failureSummary?.split("\n").slice(1, 2).join("").trim();
      return `${id}: ${help}: ${target.join(" ")} (${why})`;
    }),
  );
  expect.soft(found, what).toEqual([]);
}

/** A page may be longer than the screen, never wider. */
export async function expectNoSidewaysScroll(page: Page, what: string): Promise<void> {
  const wider = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const page = [document.documentElement, document.body, document.querySelector("main")];
    return page.flatMap((element) =>
      element && element.scrollWidth > Math.max(element.clientWidth, 0) + 1
        ? [`${element.tagName.toLowerCase()} is ${element.scrollWidth} px wide on a screen of ${width} px`]
        : [],
    );
  });
  expect.soft(wider, what).toEqual([]);
}

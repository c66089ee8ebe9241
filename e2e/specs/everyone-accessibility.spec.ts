import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "../support/axe";
import { places, settled } from "../support/pages";
import type { Who } from "../support/people";
import { expect, test } from "../support/test";

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

const setTheme = (page: Page, theme: "light" | "dark") =>
  page.evaluate((to) => {
    document.documentElement.dataset.theme = to;
  }, theme);

test("every page meets WCAG 2.2 AA, light and dark, at a desk and on a phone", async ({ page, as, api }) => {
  test.setTimeout(240_000);
  const pages = new Map<Who | null, Page>([[null, page]]);
  for (const place of await places(await api("ines"), await api("ada"))) {
    const on = pages.get(place.who) ?? (await as(place.who as Who));
    pages.set(place.who, on);
    await test.step(place.name, async () => {
      await on.setViewportSize(desk);
      await on.goto(place.path);
      await settled(on);
      await expect.soft(on).toHaveTitle(/Headroom/);
      await expectAccessible(on, `${place.name}, desk, light`);
      await setTheme(on, "dark");
      await expectAccessible(on, `${place.name}, desk, dark`, { colours: true });
      await on.setViewportSize(phone);
      await settled(on);
      await expectAccessible(on, `${place.name}, phone, dark`);
      await expectNoSidewaysScroll(on, `${place.name}, phone`);
      await setTheme(on, "light");
      await expectAccessible(on, `${place.name}, phone, light`, { colours: true });
    });
  }
});

import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "../support/axe";
import { places, settled } from "../support/pages";
import { expect, test } from "../support/test";

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

const setTheme = (page: Page, theme: "light" | "dark") =>
  page.evaluate(async (to) => {
    document.documentElement.dataset.theme = to;
    // buttons fade into their new colours; on a busy machine they are seen half way
    const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(fading.map((animation) => animation.finished));
  }, theme);

for (const { name, who, path } of places)
  test(`${name} meets WCAG 2.2 AA, light and dark, at a desk and on a phone`, async ({ as, found }) => {
    const on = await as(who);
    await on.setViewportSize(desk);
    await on.goto(path(found));
    await settled(on);
    await expect(on).toHaveTitle(/\S.* · Headroom$/);
    await expectAccessible(on, "desk, light");
    await setTheme(on, "dark");
    await expectAccessible(on, "desk, dark", { colours: true });
    await on.setViewportSize(phone);
    await settled(on);
    await expectAccessible(on, "phone, dark");
    await expectNoSidewaysScroll(on, "phone");
    await setTheme(on, "light");
    await expectAccessible(on, "phone, light", { colours: true });
  });

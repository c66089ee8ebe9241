import type { Page } from "@playwright/test";

/** Waits until React has taken over what the server painted: only then does the page listen to clicks and keys. */
export async function live(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("main, main *, form")].some((element) =>
      Object.keys(element).some((key) => key.startsWith("__reactFiber")),
    ),
  );
  // Effects, where keys are bound, follow a frame later.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
}

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

/**
 * From now on `goto` and `reload` come back when the page listens, not when it is painted: a person clicks what they see a second
 * after they see it, a test at once, and a click that nobody hears is lost.
 */
export function patient(page: Page): Page {
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  page.goto = async (...args) => {
    const answer = await goto(...args);
    await live(page);
    return answer;
  };
  page.reload = async (...args) => {
    const answer = await reload(...args);
    await live(page);
    return answer;
  };
  return page;
}

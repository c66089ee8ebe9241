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

/** A person waits for a page before they use it: so do loading and reloading here. */
export function patient(page: Page): Page {
  const { goto, reload } = page;
  page.goto = async (...args) => {
    const answer = await goto.apply(page, args);
    await live(page);
    return answer;
  };
  page.reload = async (...args) => {
    const answer = await reload.apply(page, args);
    await live(page);
    return answer;
  };
  return page;
}

import { settled } from "../support/pages";
import { expect, test } from "../support/test";

/** Keys that follow each other faster than the address is written: none is lost, and the row in hand is the one that opens. */
const lists = [
  { list: "/racks", page: /\/racks\/[^/?]+$/ },
  { list: "/requests", page: /\/requests\/\d+$/ },
  { list: "/runs?show=all", page: /\/runs\/\d+$/ },
  { list: "/regions", page: /\/regions\/[^/?]+$/ },
  { list: "/floors", page: /\/floors\/[^/?]+$/ },
];

test("Enter right after J opens the row, in every list", async ({ as }) => {
  const page = await as("ines");
  for (const { list, page: opened } of lists)
    await test.step(list, async () => {
      for (const rows of [2, 3, 4]) {
        await page.goto(list);
        await settled(page);
        await expect(page.getByRole("row").nth(1)).toBeVisible();
        for (let row = 0; row < rows; row++) await page.keyboard.down("j");
        await page.keyboard.up("j");
        await page.keyboard.press("Enter");
        await expect(page).toHaveURL(opened);
        // and stays there: what was still to be written has not called it back
        await settled(page);
        await expect(page).toHaveURL(opened);
      }
    });
});

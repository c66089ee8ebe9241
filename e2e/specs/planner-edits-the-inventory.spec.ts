import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

const table = (page: Page) => page.getByRole("table", { name: "Racks", exact: true });

test("a planner edits racks in bulk, sees the difference first, applies it and takes it back", async ({ as }) => {
  const page = await as("ines");
  await page.goto("/inventory/racks?filter=state:in_service&sort=-code&cols=code,state,end_of_life");
  await settled(page);
  const lines = table(page).locator("tbody tr[data-key]");
  await expect(lines.first()).toBeVisible();
  const ends = async () => (await lines.locator("td:nth-child(4)").allTextContents()).slice(0, 3);
  const before = await ends();

  await page.getByRole("heading", { level: 1 }).click();
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press("j");
    await page.keyboard.press("x");
  }
  const bar = page.getByRole("region", { name: "Selected rows" });
  await expect(bar).toContainText("3 selected");
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog", { name: "Edit 3 racks" });
  await dialog.getByLabel("Field", { exact: true }).selectOption({ label: "End of life" });
  await dialog.getByLabel(/^End of life/).fill("2041-05-06");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByText("3 records would be different.")).toBeVisible();
  await expect(dialog.getByRole("table", { name: "What changes" }).locator("tbody tr")).toHaveCount(3);
  await expect(dialog.getByRole("table", { name: "What changes" })).toContainText("2041-05-06");
  await expectAccessible(page, "the preview");
  await dialog.getByLabel(/^Why/).fill("Lease extended");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await expect(dialog).toBeHidden();
  await expect(bar).toBeHidden();
  await expect.poll(ends).toEqual(["6 May 2041", "6 May 2041", "6 May 2041"]);

  await page.keyboard.press("u");
  await expect(page.getByText("3 records as before")).toBeVisible();
  await expect.poll(ends).toEqual(before);
});

test("a rule in the way is told before anything is written", async ({ as, found }) => {
  const page = await as("ines");
  await page.goto(`/inventory/racks/${found.rack}`);
  await settled(page);
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog", { name: /^Edit/ });
  await dialog.getByLabel("Height, U").fill("high");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Height, U");
  await expect(dialog.getByRole("button", { name: "Apply" })).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("button", { name: "Back" }).click();
  await expect(dialog.getByLabel("Height, U")).toHaveValue("high");
});

test("an edit of an outdated version shows three sides and is settled", async ({ as, found }) => {
  // the journey may be tried twice on one fleet
  const once = Date.now().toString(36);
  const serialOf = { ines: `SN-INES-${once}`, tomas: `SN-TOMAS-${once}` };
  const [ines, tomas] = [await as("ines"), await as("tomas")];
  for (const page of [ines, tomas]) {
    await page.goto(`/inventory/racks/${found.rack}`);
    await settled(page);
    await expect(page.getByRole("button", { name: "Edit" })).not.toHaveAttribute("aria-disabled", "true");
    await page.keyboard.press("e");
  }
  const [hers, his] = [ines.getByRole("dialog", { name: /^Edit/ }), tomas.getByRole("dialog", { name: /^Edit/ })];
  await his.getByLabel(/^Serial/).fill(serialOf.tomas);
  await his.getByRole("button", { name: "Preview" }).click();
  await his.getByRole("button", { name: "Apply" }).click();
  await expect(his).toBeHidden();

  await hers.getByLabel(/^Serial/).fill(serialOf.ines);
  await hers.getByRole("button", { name: "Preview" }).click();
  const sides = hers.getByRole("table", { name: "Three sides of what changed" });
  await expect(sides).toContainText(serialOf.tomas);
  await expect(sides).toContainText(serialOf.ines);
  await expect(sides).toContainText("both changed it");
  await expectAccessible(ines, "three sides");
  await hers.getByRole("button", { name: "Keep mine" }).click();
  await expect(hers.getByRole("table", { name: "What changes" })).toContainText(serialOf.ines);
  await hers.getByRole("button", { name: "Apply" }).click();
  await expect(hers).toBeHidden();

  const history = ines.getByRole("region", { name: "History" });
  await expect(history).toContainText(`${serialOf.tomas} → ${serialOf.ines}`);
  await expect(history).toContainText("Tomas Lindqvist");
  const today = new Date().toISOString().slice(0, 10);
  await history.getByLabel(/^As it was/).fill(today);
  await expect(history.getByText(serialOf.ines, { exact: true }).first()).toBeVisible();
});

test("an operator reads the record and may not change it", async ({ as, found }) => {
  const page = await as("odile");
  await page.goto(`/inventory/racks/${found.rack}`);
  await settled(page);
  await expect(page.getByRole("button", { name: "Edit" })).toHaveAttribute("aria-disabled", "true");
  await page.goto("/inventory/racks");
  await settled(page);
  await expect(page.getByRole("button", { name: "New", exact: true })).toHaveCount(0);
});

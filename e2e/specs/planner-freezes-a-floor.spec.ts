import type { Page } from "@playwright/test";
import { submitted } from "../support/flow";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

const day = (later: number) => new Date(Date.now() + later * 86_400_000).toISOString().slice(0, 10);
const list = (page: Page) => page.getByRole("table", { name: /^Freeze windows/ });

test("a planner freezes a datacenter with the mouse: what it meets is told before, and it ends early with a reason", async ({
  as,
  api,
}) => {
  const plan = await submitted(await api("tomas"), { title: "Lands in a freeze" });
  const { datacenter } = plan.actions[0]!;
  const reason = `Switchgear is replaced ${Date.now()}`;
  const page = await as("ines");
  await page.goto(`/floors/${datacenter}`);
  await settled(page);
  await page.getByRole("link", { name: "Freezes", exact: true }).last().click();
  await expect(page).toHaveURL(new RegExp(`/freezes\\?dc=${datacenter}`));
  await page
    .getByRole("button", { name: /^New freeze window/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog", { name: "New freeze window" });
  await expect(dialog.getByRole("combobox", { name: "Datacenter" })).toHaveValue(datacenter);
  await dialog.getByRole("button", { name: "Freeze it" }).click();
  await expect(dialog.getByText("Say why in a few words")).toBeVisible();
  await dialog.getByLabel("To, included").fill(day(400));
  await expect(dialog.getByRole("link", { name: `PL-${plan.id}` })).toBeVisible();
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: "Freeze it" }).click();
  await expect(dialog).toBeHidden();
  const row = list(page).getByRole("row").filter({ hasText: reason });
  await expect(row).toContainText("In force");

  await row.getByRole("button", { name: /^End the freeze/ }).click();
  const end = page.getByRole("alertdialog", { name: /^End the freeze/ });
  await end.getByRole("textbox", { name: "Reason" }).fill("Done sooner");
  await end.getByRole("button", { name: "End it now" }).click();
  await expect(end).toBeHidden();
  await expect(row).toContainText("Ended early");
  await expect(row).toContainText("Done sooner");
  await page.getByRole("group", { name: "Show" }).getByRole("button", { name: "In force" }).click();
  await expect(row).toHaveCount(0);
  await expect(page).toHaveURL(/when=now/);
});

test("the same by keyboard alone", async ({ as }) => {
  const reason = `Audit of the floor ${Date.now()}`;
  const page = await as("ines");
  await page.goto("/");
  await settled(page);
  await page.keyboard.press("g");
  await page.keyboard.press("z");
  await expect(page).toHaveURL(/\/freezes/);
  await settled(page);
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "New freeze window" });
  await expect(dialog).toBeVisible();
  const datacenter = dialog.getByRole("combobox", { name: "Datacenter" });
  for (let step = 0; step < 4 && !(await datacenter.evaluate((it) => it === document.activeElement)); step++)
    await page.keyboard.press("Tab");
  await expect(datacenter).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(datacenter).not.toHaveValue("");
  const field = dialog.getByLabel("Reason");
  for (let step = 0; step < 16 && !(await field.evaluate((it) => it === document.activeElement)); step++)
    await page.keyboard.press("Tab");
  await expect(field).toBeFocused();
  await page.keyboard.type(reason);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  const row = list(page).getByRole("row").filter({ hasText: reason });
  await expect(row).toBeVisible();
  for (let step = 0; step < 10 && (await row.getAttribute("aria-current")) === null; step++)
    await page.keyboard.press("j");
  await expect(row).toHaveAttribute("aria-current", "true");
  await expect(page.locator("footer").getByText(/end early$/)).toBeVisible();
  await page.keyboard.press("e");
  const end = page.getByRole("alertdialog", { name: /^End the freeze/ });
  const why = end.getByRole("textbox", { name: "Reason" });
  for (let step = 0; step < 6 && !(await why.evaluate((it) => it === document.activeElement)); step++)
    await page.keyboard.press("Tab");
  await page.keyboard.type("Not needed");
  const now = end.getByRole("button", { name: "End it now" });
  for (let step = 0; step < 6 && !(await now.evaluate((it) => it === document.activeElement)); step++)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(row).toContainText("Ended early");
});

test("who may not change freezes sees them and is told why", async ({ as }) => {
  const page = await as("odile");
  await page.goto("/freezes");
  await settled(page);
  await expect(page.getByRole("button", { name: /^New freeze window/ })).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("n");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

import { expectAccessible } from "../support/axe";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

test("somebody chooses what they hear by mail, and the choice stays", async ({ as }) => {
  const page = await as("odile");
  await page.goto("/inbox");
  await settled(page);
  await page.getByRole("button", { name: "Mail me, too" }).press("Enter");
  await expect(page).toHaveURL(/mail=yes/);
  const dialog = page.getByRole("dialog", { name: "Mail me, too" });
  await dialog.getByRole("checkbox", { name: /^My tasks/ }).check();
  await expectAccessible(page, "the choice of mails");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await page.goto("/inbox?mail=yes");
  await expect(dialog.getByRole("checkbox", { name: /^My tasks/ })).toBeChecked();
  await expect(dialog.getByRole("checkbox", { name: /^Alerts/ })).not.toBeChecked();
  await dialog.getByRole("checkbox", { name: /^My tasks/ }).uncheck();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
});

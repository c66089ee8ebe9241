import { expectAccessible, expectNoSidewaysScroll } from "../support/axe";
import { expect, test } from "../support/test";

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

test("a manager replays what was asked for, and reads what would have been placed", async ({ as }) => {
  const page = await as("marek");
  await page.goto("/plans/replays");
  await page.getByRole("button", { name: /^New replay/ }).click();
  const dialog = page.getByRole("dialog", { name: "Replay past requests" });
  await dialog.getByLabel("Requests made from").fill(day(60));
  await dialog.getByLabel("to, included").fill(day(0));
  await dialog.getByRole("combobox", { name: "Region" }).selectOption({ index: 1 });
  await dialog.getByRole("combobox", { name: "Order" }).selectOption("largest");
  await dialog.getByRole("button", { name: "Replay", exact: true }).click();
  await expect(page).toHaveURL(/\/plans\/replays\/\d+$/);
  await expect(page.getByText("The floor of then is approximated:")).toBeVisible({ timeout: 30_000 });
  const outcome = page.getByRole("table", { name: "In reality and in the replay" });
  await expect(outcome.getByRole("row", { name: /^Racks placed/ })).toContainText("of");
  const requests = page.getByRole("table", { name: "Requests, in reality and in the replay" });
  await expect(requests.getByRole("link", { name: /^RQ-/ }).first()).toBeVisible();
  await expectAccessible(page, "report");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page, "phone");
  await page.goto("/plans/replays");
  await expect(page.getByRole("table", { name: "Replays, newest first" })).toContainText("Done");
  await expectAccessible(page, "list on a phone");
});

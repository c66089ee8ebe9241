import { submitted } from "../support/flow";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

test("who has no right is told so, and who has it", async ({ as, guard }) => {
  const page = await as("odile");
  guard.expectAnswer(403, /audit\.list/);
  guard.expectAnswer(403, /admin\.users/);
  await page.goto("/audit");
  await expect(page.getByText("No permission: the audit record")).toBeVisible();
  await expect(page.getByText(/It is for .*auditors/)).toBeVisible();
  await page.goto("/admin");
  await expect(page.getByText("No permission: the list of people")).toBeVisible();
  await expect(page.getByText(/Granted by an admin/)).toBeVisible();
});

test("what a person may not do is not offered", async ({ as, api }) => {
  const plan = await submitted(await api("tomas"), { title: "Rights: one rack" });
  const page = await as("odile");
  await page.goto("/requests");
  await settled(page);
  const main = page.getByRole("navigation", { name: "Main", exact: true });
  await expect(main.getByRole("link", { name: "Requests" })).toBeVisible();
  for (const name of ["Audit", "Admin", "Imports"]) await expect(main.getByRole("link", { name })).toHaveCount(0);
  await expect(page.getByRole("link", { name: /^New request/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Plan/ })).toHaveCount(0);
  await expect(page.getByRole("checkbox")).toHaveCount(0);

  await page.goto(`/plans/${plan.id}`);
  await settled(page);
  await expect(page.getByRole("button", { name: "Take back" })).toHaveCount(0);
  await page.goto(`/inbox/${plan.id}`);
  await settled(page);
  const decision = page.getByRole("group", { name: "Your decision" });
  await expect(decision.getByRole("button", { name: /^Approve/ })).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("1");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Waits for a signature");
});

test("what is not there is told from what is not allowed", async ({ as, guard }) => {
  const page = await as("odile");
  guard.expectAnswer(404, /request\.get/);
  await page.goto("/requests/999999");
  await expect(page.getByRole("alert").filter({ hasText: "There is no request 999999" })).toBeVisible();
});

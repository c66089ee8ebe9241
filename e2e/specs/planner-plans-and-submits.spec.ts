import { type Plan, positionName } from "../support/flow";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

test("a planner asks for capacity, plans it, reads why, and sends it for approval", async ({ as, api }) => {
  const page = await as("ines");
  await page.goto("/requests");
  await page.getByRole("link", { name: /^New request/ }).click();
  await expect(page).toHaveURL("/requests/new");

  const fits = page.getByRole("region", { name: "Does it fit?" });
  await test.step("an empty form says what is missing and leads there", async () => {
    await page.getByRole("button", { name: "Send request" }).click();
    const summary = page.getByRole("alert").filter({ hasText: "Rack type" });
    await summary.getByRole("link", { name: /What it is for/ }).click();
    await expect(page.getByRole("textbox", { name: "What it is for" })).toBeFocused();
  });

  await test.step("what fits stands beside the form as it is filled", async () => {
    await page.getByRole("textbox", { name: "What it is for" }).fill("Archive of the northern mail service");
    await page.getByRole("textbox", { name: "Service" }).fill("mail-archive");
    await page.getByRole("combobox", { name: "Rack type" }).fill("S7");
    await page.getByRole("option", { name: /^S7/ }).click();
    await page.getByRole("combobox", { name: "Region" }).fill("us");
    await page.getByRole("option", { name: /^us-east/ }).click();
    const racks = page.getByRole("textbox", { name: "How much" });
    await racks.fill("2000");
    await racks.blur();
    await expect(fits.getByRole("paragraph").filter({ hasText: "Does not fit as asked" })).toBeVisible();
    await expect(fits.getByRole("heading", { name: "Where it would fit" })).toBeVisible();
    await racks.fill("2");
    await racks.blur();
    await expect(fits.getByRole("paragraph").filter({ hasText: "Fits in 1 datacenter" })).toBeVisible();
    await expect(fits.getByRole("row", { name: /^ASH-1/ })).toContainText("Whole");
  });

  await test.step("what was typed survives a reload", async () => {
    await page.reload();
    await expect(page.getByText("What you typed here before was kept in this browser.")).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Service" })).toHaveValue("mail-archive");
    await expect(page.getByRole("combobox", { name: "Region" })).toHaveValue("us-east");
  });

  await page.getByRole("button", { name: "Send request" }).click();
  await expect(page).toHaveURL(/\/requests\/\d+$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Archive of the northern mail service");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Open");

  await test.step("the worker plans it, and its progress shows", async () => {
    await page.getByRole("button", { name: /^Plan it/ }).click();
    const dialog = page.getByRole("dialog", { name: "Plan 1 request" });
    await dialog.getByRole("textbox", { name: /^Title/ }).fill("Mail archive, two racks");
    await dialog.getByRole("combobox", { name: "Effort" }).selectOption("thorough");
    await dialog.getByRole("button", { name: "Make the plan" }).click();
    await expect(page).toHaveURL(/\/plans\/\d+$/);
    await expect(page.getByRole("progressbar")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Draft", { timeout: 60_000 });
    await expect(page.getByText("1 of 1", { exact: true })).toBeVisible();
  });

  await test.step("it says why this row", async () => {
    const why = page.getByRole("region", { name: "Why", exact: true });
    await expect(why.getByText("Placed")).toBeVisible();
    await expect(
      why
        .getByRole("row")
        .filter({ hasText: /Positions left over|Share of power/ })
        .first(),
    ).toBeVisible();
    await expect(page.getByRole("table", { name: "Actions of the plan" })).toContainText("2 × S7");
    await expect(page.getByRole("table", { name: "Before and after in ASH-1" })).toBeVisible();
  });

  await test.step("it is sent for approval and its positions are held", async () => {
    await page.getByRole("button", { name: "Send for approval" }).click();
    const dialog = page.getByRole("dialog", { name: /^Send PL-\d+ for approval/ });
    await dialog.getByRole("textbox", { name: /^Note to the approvers/ }).fill("Wanted before the winter freeze");
    await dialog.getByRole("button", { name: "Send for approval" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Submitted");
    await expect(page.getByText(/its positions are held/)).toBeVisible();
    const id = Number(page.url().split("/").at(-1));
    await page
      .getByRole("table", { name: "Actions of the plan" })
      .getByRole("link", { name: /^ASH-1, row/ })
      .click();
    await expect(page).toHaveURL(/\/floors\/ASH-1\?plan=\d+&row=/);
    await settled(page);
    const { actions } = await (await api("ines")).query<Plan>("plan.get", { id });
    for (const action of actions) {
      await page.goto(`/floors/${action.datacenter}?row=${action.rowId}`);
      await settled(page);
      for (const number of action.positions) {
        const name = new RegExp(`^${positionName(action, number)}, held for a plan`);
        await expect(page.getByRole("gridcell", { name })).toHaveCount(1);
      }
    }
  });
});

import type { Page } from "@playwright/test";
import { positionName, rowName, submitted } from "../support/flow";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

test("what is approved stands on the floor as committed, in the drawing and in the table", async ({ as, api }) => {
  const plan = await submitted(await api("tomas"), { title: "Floor: two racks", amount: 2 });
  const action = plan.actions[0];
  if (!action) throw new Error(`PL-${plan.id} places nothing`);
  const { datacenter, rowId, positions } = action;
  const cell = (number: number) => positionName(action, number);
  const page = await as("aino");
  const floor = page.getByRole("grid", { name: new RegExp(`^Floor of ${datacenter}`) });

  const shown = async () => {
    await page.goto(`/floors/${datacenter}?row=${rowId}&metric=space`);
    await settled(page);
  };
  await test.step("before: the positions are held", async () => {
    await shown();
    for (const number of positions)
      await expect(floor.getByRole("gridcell", { name: new RegExp(`^${cell(number)}, held for a plan`) })).toHaveCount(
        1,
      );
  });
  const before = await tableRow(page, rowName(action));

  await page.goto(`/inbox/${plan.id}`);
  await settled(page);
  await page.getByRole("button", { name: /^Approve/ }).click();
  await expect(page.getByText(`PL-${plan.id} approved and committed`)).toBeVisible();

  await test.step("after: they are committed, and say for what", async () => {
    await shown();
    for (const number of positions) {
      const name = new RegExp(`^${cell(number)}, committed, not yet in service, S7`);
      await expect(floor.getByRole("gridcell", { name })).toHaveCount(1);
    }
    await expect(page.getByRole("complementary", { name: "Selected row" })).toContainText(/\d+ committed/);
  });
  await test.step("the table has the same", async () => {
    const after = await tableRow(page, rowName(action));
    expect(after.used).toBe(before.used + positions.length);
    expect(after.free).toBe(before.free);
  });
});

/** The row of the table twin, by positions. */
async function tableRow(page: Page, label: string) {
  await page.getByRole("button", { name: "Table" }).click();
  const table = page.getByRole("table", { name: /^Rows of/ });
  // loaded with the first look at it
  await expect(table).toBeVisible();
  const heads = await table.getByRole("columnheader").allInnerTexts();
  const row = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: label, exact: true }) });
  const cells = await row.locator("th,td").allInnerTexts();
  const number = (head: string) => Number(cells[heads.findIndex((text) => text.trim() === head)]?.trim());
  return { used: number("positions"), free: number("Free") };
}

import { expectAccessible } from "../support/axe";
import { csvBehind } from "../support/download";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

test("a planner filters, orders, selects and keeps a table of racks by keyboard, and takes it along", async ({
  as,
}) => {
  const page = await as("ines");
  await page.goto("/");
  await settled(page);
  await page.keyboard.press("g");
  await page.keyboard.press("v");
  await page.getByRole("table", { name: "Equipment" }).getByRole("link", { name: "Racks", exact: true }).click();
  const table = page.getByRole("table", { name: "Racks", exact: true });
  const names = table.locator("tbody th[scope=row]");
  await expect(names.first()).toBeVisible();

  await test.step("the filter is typed, and stands in words beside it", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("state:in_service code^a");
    await page.keyboard.press("Enter");
    const chips = page.getByRole("list", { name: "Filter" });
    await expect(chips.getByRole("listitem")).toHaveText(["State: In service", "Code begins with “a”"]);
    await expect(page.getByText(/racks match the filter/)).toBeVisible();
    await expect(names.first()).toHaveText(/^A/);
    await page.keyboard.type("state:broken");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: "state:broken" })).toContainText("in_service");
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Escape");
  });

  await test.step("ordered from the menu of a column; address and reload keep it", async () => {
    await page.getByRole("button", { name: "Column Code" }).click();
    await page.getByRole("menuitem", { name: "Descending" }).click();
    await expect(table.locator("thead th[aria-sort=descending]")).toHaveText(/Code/);
    await expect(page).toHaveURL(/sort=-code/);
    const first = await names.first().textContent();
    await page.reload();
    await expect(names.first()).toHaveText(first ?? "");
  });

  await test.step("J and X select rows, and shift selects to here", async () => {
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(page.getByRole("region", { name: "Selected rows" })).toContainText("1 selected");
    for (let i = 0; i < 3; i++) await page.keyboard.press("j");
    await page.keyboard.press("Shift+X");
    await expect(page.getByRole("region", { name: "Selected rows" })).toContainText("4 selected");
    await page.getByRole("button", { name: "Select all that match" }).click();
    await expect(page.getByRole("region", { name: "Selected rows" })).toContainText("that match");
    await expectAccessible(page, "with selected rows");
    await page.getByRole("region", { name: "Selected rows" }).getByRole("button", { name: "Clear" }).click();
  });

  await test.step("the file is exactly what is shown", async () => {
    const shown = (await names.allTextContents()).slice(0, 5);
    const { name, rows } = await csvBehind(page, page.getByRole("link", { name: "CSV" }));
    expect(name).toBe("racks.csv");
    expect(rows.slice(0, 5).map(({ code }) => code)).toEqual(shown);
    const sentence = await page.getByText(/racks match the filter/).textContent();
    expect(rows.length).toBe(Number(sentence?.replace(/\D/g, "")));
  });

  await test.step("kept as a view, which brings filter, order and columns back", async () => {
    await page.getByRole("button", { name: "Views", exact: true }).click();
    await page.getByRole("menuitem", { name: "Save this view…" }).click();
    await page.getByLabel("Name").fill("In service, A");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("button", { name: "In service, A" })).toBeVisible();
    await page.goto("/inventory/racks");
    await page.getByRole("button", { name: "Views", exact: true }).click();
    await page.getByRole("menuitem", { name: "In service, A", exact: true }).click();
    await expect(page).toHaveURL(/filter=state/);
    await expect(page).toHaveURL(/sort=-code/);
    await page.getByRole("button", { name: "In service, A" }).click();
    await page.getByRole("menuitem", { name: /^Remove/ }).click();
    await expect(page.getByRole("button", { name: "Views", exact: true })).toBeVisible();
  });

  await test.step("Enter opens the record, which says what names it", async () => {
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("j");
    const name = (await names.first().textContent()) ?? "";
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await page.getByRole("link", { name: "Servers and devices" }).click();
    await expect(page).toHaveURL(/inventory\/servers\?filter=rack/);
    await expect(
      page.getByRole("table", { name: "Servers and devices" }).locator("tbody tr[data-key]").first(),
    ).toBeVisible();
  });
});

test("a long table shows its end without holding all of its rows", async ({ as }) => {
  const page = await as("ines");
  await page.goto("/inventory/servers");
  await settled(page);
  const table = page.getByRole("table", { name: "Servers and devices", exact: true });
  const lines = table.locator("tbody tr[data-key]");
  await expect(lines.first()).toBeVisible();
  const scroller = table.locator("xpath=..");
  // the next rows are read when the last ones come near
  const down = async () => {
    await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    return Number(await lines.last().getAttribute("aria-rowindex"));
  };
  await expect.poll(down).toBeGreaterThan(900);
  expect(await lines.count()).toBeLessThan(120);
});

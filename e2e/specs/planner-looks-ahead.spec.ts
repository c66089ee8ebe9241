import { expectAccessible } from "../support/axe";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

test("a planner looks at a rack, its room and its region on another day, with the same keys", async ({ as, found }) => {
  const page = await as("ines");
  for (const path of [`/racks/${found.rack}`, `/floors/${found.floor}/racks`, `/floors/${found.floor}`]) {
    await page.goto(path);
    await settled(page);
    await page.keyboard.press("9");
    await expect(page).toHaveURL(/[?&]days=90\b/);
    await expect(page.getByRole("button", { name: /^\+90 d/ })).toHaveAttribute("aria-pressed", "true");
    await expect(page.getByText(/^As on /)).toBeVisible();
    await page.getByLabel("Day shown").fill("2028-01-31");
    await expect(page).toHaveURL(/[?&]days=\d+/);
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("n");
    await expect(page).not.toHaveURL(/days=/);
  }
  await page.goto(`/racks/${found.rack}?days=90`);
  await settled(page);
  await expectAccessible(page, "a rack ahead");
  await page.getByRole("link", { name: "All of the room" }).click();
  await expect(page).toHaveURL(/\/racks\?room=/);
});

test("a planner keeps free units of a rack by the keyboard alone", async ({ as, api, found }) => {
  const page = await as("ines");
  await page.goto(`/racks/${found.rack}`);
  await settled(page);
  await page
    .getByRole("button", { name: /^U\d+ front, free$/ })
    .last()
    .focus();
  const panel = page.getByRole("complementary", { name: "About the rack" });
  await expect(panel.getByText("1 unit chosen")).toBeVisible();
  await page.keyboard.press("Shift+ArrowUp");
  await expect(panel.getByText("2 units chosen")).toBeVisible();
  await expect(page).toHaveURL(/units=\d+-\d+f/);
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "New reservation" });
  await expect(dialog.getByLabel("Units")).toHaveValue(/^\d+-\d+$/);
  await dialog.getByLabel("For", { exact: true }).fill("Network team");
  await dialog.getByLabel("What for").fill("new top switches");
  await dialog.getByLabel("Ticket").fill("NET-12");
  await expectAccessible(page, "a reservation of units");
  await dialog.getByRole("button", { name: "Reserve it" }).click();
  await expect(page.getByRole("button", { name: /Reserved, new top switches, Network team/ }).first()).toBeVisible();

  // others go on with this rack
  const ines = await api("ines");
  const { rows } = await ines.query<{ rows: { kind: string; id: number; mark: string }[] }>("reservation.list", {
    rack: found.rack,
  });
  for (const { kind, id, mark } of rows)
    await ines.mutate("reservation.release", { kind, id, mark, reason: "the switches went elsewhere" });
});

test("a planner keeps positions of a floor by Shift and the arrows", async ({ as, found }) => {
  const page = await as("ines");
  await page.goto(`/floors/${found.floor}`);
  await settled(page);
  await page.locator(".hr-floor-grid").focus();
  await page.keyboard.press("Home");
  await expect(page).toHaveURL(/at=\d+/);
  const end = page.locator(".hr-floor-grid [aria-selected=true]");
  await expect(end).toHaveCount(1);
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page).toHaveURL(/until=\d+/);
  await expect(end).toHaveCount(2);
  await expect(page.getByText(/^Positions \d+/)).toBeVisible();
});

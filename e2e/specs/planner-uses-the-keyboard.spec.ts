import { settled } from "../support/pages";
import { expect, test } from "../support/test";

test("G and a letter lead everywhere", async ({ as }) => {
  const page = await as("ines");
  await page.goto("/");
  await settled(page);
  const places = [
    ["i", "/inbox"],
    ["r", "/regions"],
    ["f", "/floors"],
    ["k", "/racks"],
    ["n", "/imports"],
    ["q", "/requests"],
    ["p", "/plans"],
    ["t", "/utilisation"],
    ["a", "/audit"],
    ["o", "/"],
  ] as const;
  for (const [letter, path] of places) {
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
    await expect(page).toHaveURL(path);
    await settled(page);
  }
});

test("the palette finds places, things and deeds", async ({ as }) => {
  const page = await as("ines");
  await page.goto("/plans");
  await settled(page);
  const palette = page.getByRole("dialog", { name: "Find or do anything" });
  const { keyboard } = page;

  await keyboard.press("Control+k");
  await expect(palette).toBeVisible();
  await keyboard.type("STO-2");
  // other things have it in their names, too: down to the place itself, and open what is marked
  const place = palette.getByRole("menuitem", { name: /^STO-2/ }).first();
  await expect(place).toBeVisible();
  await expect(async () => {
    const marked = await palette.getByRole("searchbox").getAttribute("aria-activedescendant");
    if (marked !== (await place.getAttribute("id"))) await keyboard.press("ArrowDown");
    await expect(palette.getByRole("searchbox")).toHaveAttribute(
      "aria-activedescendant",
      (await place.getAttribute("id"))!,
      { timeout: 500 },
    );
  }).toPass();
  await keyboard.press("Enter");
  await expect(page).toHaveURL("/floors/STO-2");
  await settled(page);

  await keyboard.press("Control+k");
  await keyboard.type("new req");
  await expect(palette.getByRole("menuitem")).toHaveText([/^New request/]);
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await expect(page).toHaveURL("/requests/new");

  await keyboard.press("Control+k");
  await keyboard.type("nothing is called this");
  await expect(palette.getByText(/Nothing found for/)).toBeVisible();
  await keyboard.press("Escape");
  await expect(palette).toBeHidden();

  await keyboard.press("Control+k");
  await keyboard.type("dark");
  await expect(palette.getByRole("menuitem")).toHaveText([/^Use the dark theme/]);
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("the palette has what was typed before it was there", async ({ as }) => {
  const page = await as("ines");
  await page.goto("/plans");
  await settled(page);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("STO-2");
  const palette = page.getByRole("dialog", { name: "Find or do anything" });
  await expect(palette.getByRole("searchbox")).toHaveValue("STO-2");
  await expect(palette.getByRole("menuitem", { name: /^STO-2/ }).first()).toBeVisible();
  await expect(page).toHaveURL("/plans");
});

test("? shows every key; single keys can be switched off", async ({ as }) => {
  const page = await as("ines");
  const { keyboard } = page;
  await page.goto("/requests");
  await settled(page);
  await keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys" });
  await expect(help.getByText("new request")).toBeVisible();
  await expect(help.getByText("find or do anything")).toBeVisible();
  const single = help.getByRole("checkbox", { name: /^Single keys do something/ });
  await single.uncheck();
  await keyboard.press("Escape");
  await expect(help).toBeHidden();

  await keyboard.press("c");
  await keyboard.press("g");
  await keyboard.press("p");
  await keyboard.press("?");
  await expect(help).toBeHidden();
  await expect(page).toHaveURL("/requests");
  await keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Find or do anything" })).toBeVisible();
  await keyboard.press("Escape");

  await page.getByRole("button", { name: /All keys/ }).click();
  await single.check();
  await keyboard.press("Escape");
  await keyboard.press("c");
  await expect(page).toHaveURL("/requests/new");
});

test("a list is worked without a mouse: find, move, tick, plan", async ({ as }) => {
  const page = await as("ines");
  const { keyboard } = page;
  await page.goto("/requests");
  await settled(page);
  await keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await keyboard.press("Enter");
  await keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search requests" })).toBeFocused();
  await keyboard.type("session-store");
  const rows = page
    .getByRole("table", { name: /^Requests/ })
    .getByRole("row")
    .filter({ hasText: "session-store" });
  await expect(page.getByRole("row").filter({ hasText: "log-archive" })).toHaveCount(0);
  await expect(rows.first()).toBeVisible();
  await page.getByRole("searchbox", { name: "Search requests" }).blur();

  const open = rows.filter({ hasText: "Open" }).first();
  for (let moved = 0; moved < 10 && (await open.getAttribute("aria-current")) !== "true"; moved++)
    await keyboard.press("j");
  await expect(open).toHaveAttribute("aria-current", "true");
  await keyboard.press("x");
  await expect(open.getByRole("checkbox")).toBeChecked();
  await keyboard.press("p");
  await expect(page.getByRole("dialog", { name: "Plan 1 request" })).toBeVisible();
  await keyboard.press("Escape");
  await expect(page).toHaveURL(/q=session-store/);
  await page.reload();
  await expect(open).toHaveAttribute("aria-current", "true");
});

test("the floor is walked with the arrows from one tab stop", async ({ as }) => {
  const page = await as("ines");
  const { keyboard } = page;
  await page.goto("/floors/STO-1");
  await settled(page);
  const floor = page.getByRole("grid", { name: /^Floor of STO-1/ });
  await floor.focus();
  const selected = floor.getByRole("gridcell", { selected: true });
  await expect(selected).toHaveText(/^STO-1-1-01-01,/);
  await keyboard.press("ArrowRight");
  await expect(selected).toHaveText(/^STO-1-1-01-02,/);
  await keyboard.press("PageDown");
  await expect(selected).toHaveText(/^STO-1-1-02-0/);
  await keyboard.press("2");
  await expect(page).not.toHaveURL(/metric=space/);
  await keyboard.press("1");
  await expect(page).toHaveURL(/metric=space/);
  await keyboard.press("f");
  await expect(page.getByRole("group", { name: "Try the failure of a device" })).toContainText(/run on one feed/);
  await keyboard.press("t");
  await expect(page.getByRole("table", { name: "Rows of STO-1" })).toBeVisible();
});

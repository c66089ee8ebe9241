import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

const floor = (page: Page) => page.getByRole("grid", { name: /^Floor of STO-2/ });
const map = (page: Page) => page.getByRole("button", { name: /^Map of the whole floor/ });
/** How wide cells are, as the address keeps it; null: all of the floor is seen. */
const cellPx = (page: Page) => {
  const look = new URL(page.url()).searchParams.get("look");
  return look === null ? null : Number(look.split("-")[1]);
};

test("a floor is zoomed by keys to the contents of a rack, opened, and found again by going back", async ({ as }) => {
  const page = await as("ines");
  await page.goto("/floors/STO-2");
  await settled(page);
  await expect(map(page)).toBeHidden();
  await floor(page).focus();
  await page.keyboard.press("ArrowRight");
  const elevations = page.waitForResponse((response) => response.url().includes("rack.elevations"));
  for (let press = 0; press < 6; press++) await page.keyboard.press("+");
  // from near, what racks hold is read
  await elevations;
  await expect(map(page)).toBeVisible();
  await expect.poll(() => cellPx(page)).toBeGreaterThan(90);
  await expectAccessible(page, "a floor from near");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/racks\//);
  await page.goBack();
  await settled(page);
  await expect(map(page)).toBeVisible();
  expect(cellPx(page)).toBeGreaterThan(90);
  // the link alone leads to the same place
  await page.reload();
  await expect(map(page)).toBeVisible();
  await page.keyboard.press("0");
  await expect(map(page)).toBeHidden();
  await expect.poll(() => cellPx(page)).toBeNull();
});

test("the wheel zooms, the mouse pans, and a pan selects nothing", async ({ as }) => {
  const page = await as("ines");
  await page.goto("/floors/STO-2");
  await settled(page);
  const box = (await floor(page).boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  for (let turn = 0; turn < 4; turn++) await page.mouse.wheel(0, -240);
  await expect(map(page)).toBeVisible();
  await expect.poll(() => cellPx(page)).toBeGreaterThan(50);
  const before = new URL(page.url()).searchParams.get("look");
  await page.mouse.down();
  await page.mouse.move(middle.x - 300, middle.y - 120, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => new URL(page.url()).searchParams.get("look")).not.toBe(before);
  expect(new URL(page.url()).searchParams.get("at")).toBeNull();
  await page.mouse.click(middle.x - 40, middle.y - 20);
  await expect
    .poll(() => new URL(page.url()).searchParams.get("at") ?? new URL(page.url()).searchParams.get("row"))
    .not.toBeNull();
});

test("the small map leads to the other end of the floor by keys and by a press", async ({ as }) => {
  const page = await as("ines");
  await page.goto("/floors/STO-2");
  await settled(page);
  await page.getByRole("button", { name: "Zoom in" }).click();
  await page.getByRole("button", { name: "Zoom in" }).click();
  await page.getByRole("button", { name: "Zoom in" }).click();
  await map(page).focus();
  const look = () => new URL(page.url()).searchParams.get("look");
  await expect.poll(look).not.toBeNull();
  const first = look();
  for (let press = 0; press < 12; press++) await page.keyboard.press("ArrowDown");
  await expect.poll(look).not.toBe(first);
  const second = look();
  const box = (await map(page).boundingBox())!;
  await page.mouse.click(box.x + 10, box.y + 10);
  await expect.poll(look).not.toBe(second);
  await page.keyboard.press("Enter");
  await expect(map(page)).toBeHidden();
});

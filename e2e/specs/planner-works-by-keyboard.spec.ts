import { settled } from "../support/pages";
import { expect, test } from "../support/test";

test("from all regions down to a device that moves and comes back, by keyboard alone", async ({ as }) => {
  const page = await as("ines");
  const { keyboard } = page;
  await page.goto("/");
  await settled(page);
  await keyboard.press("g");
  await keyboard.press("r");
  await expect(page).toHaveURL(/\/regions$/);
  await settled(page);
  await keyboard.press("j");
  await expect(page).toHaveURL(/[?&]at=/);
  await keyboard.press("Enter");
  await expect(page).toHaveURL(/\/regions\/[^/?]+/);
  await settled(page);
  await keyboard.press("j");
  await expect(page).toHaveURL(/[?&]at=/);
  await keyboard.press("Enter");
  await expect(page).toHaveURL(/\/floors\/[^/?]+/);
  await settled(page);

  // nothing has the focus: the arrows lead into the floor
  const floor = page.getByRole("grid", { name: /^Floor of/ });
  await keyboard.press("ArrowRight");
  await expect(floor).toBeFocused();
  // to a position where a rack stands, and into it
  await expect(async () => {
    if (/\/floors\//.test(page.url())) {
      await keyboard.press("ArrowRight");
      await keyboard.press("Enter");
    }
    await expect(page).toHaveURL(/\/racks\/[^/?]+/, { timeout: 3_000 });
  }).toPass();
  await settled(page);

  // a device of this rack, or of one of the next, that has somewhere else to go
  const carried = page.getByRole("button", { name: /\. (Stands|Fits|Blocked) at/ });
  const says = async () => (await carried.getAttribute("aria-label")) ?? (await carried.textContent()) ?? "";
  const isAimed = async () => {
    for (let press = 0; press < 60 && !/[?&]device=/.test(page.url()); press++) await keyboard.press("ArrowDown");
    await keyboard.press("m");
    if (
      !(await carried.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      ))
    )
      return false;
    await expect(carried).toBeFocused();
    for (let press = 0; press < 60 && !/Fits at/.test(await says()); press++) await keyboard.press("ArrowUp");
    return /Fits at/.test(await says());
  };
  let found = await isAimed();
  for (let rack = 0; rack < 8 && !found; rack++) {
    const before = page.url();
    await keyboard.press("Escape");
    await keyboard.press("]");
    await expect(page).not.toHaveURL(before);
    await settled(page);
    found = await isAimed();
  }
  expect(found).toBe(true);
  await keyboard.press("Enter");
  await expect(page.getByText(/ moved to /)).toBeVisible();
  await keyboard.press("u");
  await expect(page.getByText(/ is back where it was\./)).toBeVisible();
});

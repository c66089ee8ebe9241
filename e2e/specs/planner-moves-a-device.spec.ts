import type { Page } from "@playwright/test";
import type { Api } from "../support/api";
import { expectAccessible } from "../support/axe";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

interface Device {
  readonly id: number;
  readonly name: string;
  readonly startU: number;
  readonly heightU: number;
  readonly face: "front" | "rear" | "both";
}
interface Rack {
  readonly code: string;
  readonly heightU: number;
  readonly nextRack: string | null;
  readonly devices: readonly Device[];
}

/** A rack in service whose topmost device has free units above and another device below it. */
async function rackWithRoom(api: Api): Promise<{ rack: Rack; top: Device; below: Device }> {
  const { rows } = await api.query<{ rows: readonly { code: string }[] }>("rack.list", {
    state: "in_service",
    limit: 20,
  });
  for (const { code } of rows) {
    const rack = await api.query<Rack>("rack.get", { code });
    const [top, below] = rack.devices;
    if (!top || !below || top.face !== "both" || below.face !== "both" || rack.nextRack === null) continue;
    const touches = below.startU + below.heightU === top.startU;
    if (touches && top.startU + 2 * top.heightU + 2 <= rack.heightU) return { rack, top, below };
  }
  throw new Error("no rack in service has free units above its topmost device");
}

const unitOf = async (api: Api, rack: string, id: number) =>
  (await api.query<Rack>("rack.get", { code: rack })).devices.find((one) => one.id === id)?.startU;

const carriedOf = (page: Page, name: string) => page.getByRole("button", { name: new RegExp(`^${name}\\. `) });

test("a device is moved by keys, told why a slot is blocked, and put back", async ({ as, api }) => {
  const planner = await api("ines");
  const { rack, top, below } = await rackWithRoom(planner);
  const page = await as("ines");
  const { keyboard } = page;
  await page.goto(`/racks/${rack.code}?device=${top.id}`);
  await settled(page);

  await keyboard.press("m");
  const carried = carriedOf(page, top.name);
  await expect(carried).toBeFocused();
  await expect(carried).toHaveAccessibleName(/Stands at/);

  await keyboard.press("ArrowDown");
  await expect(carried).toHaveAccessibleName(/Blocked at/);
  await expect(carried).toHaveAccessibleDescription(new RegExp(below.name));
  await expectAccessible(page, "a device held over a blocked slot");
  // Enter on what is blocked moves nothing
  await keyboard.press("Enter");
  expect(await unitOf(planner, rack.code, top.id)).toBe(top.startU);

  const up = top.heightU + 1;
  for (let i = 0; i <= up; i++) await keyboard.press("ArrowUp");
  await expect(carried).toHaveAccessibleName(/Fits at/);
  await keyboard.press("Enter");
  await expect(page.getByText(new RegExp(`^${top.name} moved to`))).toBeVisible();
  await expect(carried).toBeHidden();
  expect(await unitOf(planner, rack.code, top.id)).toBe(top.startU + up);

  await keyboard.press("u");
  await expect(page.getByText(`${top.name} is back where it was.`)).toBeVisible();
  expect(await unitOf(planner, rack.code, top.id)).toBe(top.startU);
});

test("Esc puts back what is carried, and the address keeps where it is aimed at", async ({ as, api }) => {
  const { rack, top } = await rackWithRoom(await api("ines"));
  const page = await as("ines");
  await page.goto(`/racks/${rack.code}?carry=${top.id}&to=${top.startU + 3}f`);
  await settled(page);
  const carried = carriedOf(page, top.name);
  await expect(carried).toHaveAccessibleName(/Fits at/);
  await carried.focus();
  await page.keyboard.press("Escape");
  await expect(carried).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`/racks/${rack.code}(\\?device=${top.id})?$`));
});

test("a device is dragged to other units", async ({ as, api }) => {
  const planner = await api("ines");
  const { rack, top } = await rackWithRoom(planner);
  const page = await as("ines");
  await page.goto(`/racks/${rack.code}`);
  await settled(page);
  const device = page.locator(`[data-slot="front-${top.startU}"]`);
  await device.scrollIntoViewIfNeeded();
  const box = await device.boundingBox();
  if (!box) throw new Error("the device is not on the screen");
  const [x, y] = [box.x + 40, box.y + 10];
  const by = top.heightU + 1;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y - 30, { steps: 4 });
  await page.mouse.move(x, y - by * 24, { steps: 8 });
  await expect(carriedOf(page, top.name)).toHaveAccessibleName(/Fits at/);
  await page.mouse.up();
  await expect(page.getByText(new RegExp(`^${top.name} moved to`))).toBeVisible();
  expect(await unitOf(planner, rack.code, top.id)).toBe(top.startU + by);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByText(`${top.name} is back where it was.`)).toBeVisible();
  expect(await unitOf(planner, rack.code, top.id)).toBe(top.startU);
});

test("the form aims at another rack, where reasons are told before anything is done", async ({ as, api }) => {
  const planner = await api("ines");
  const { rack, top } = await rackWithRoom(planner);
  const other = rack.nextRack ?? "";
  const page = await as("ines");
  await page.goto(`/racks/${rack.code}?device=${top.id}`);
  await settled(page);
  await page.getByRole("button", { name: /^Move/ }).click();
  const panel = page.getByRole("complementary", { name: "About the rack" });
  const field = panel.getByLabel("To rack");
  await field.fill(other);
  await expect(panel.locator(`datalist option[value="${other}"]`)).toBeAttached();
  await field.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/racks/${other}\\?.*carry=${top.id}`));
  await settled(page);
  const unit = panel.getByRole("textbox", { name: "Lowest unit" });
  await unit.fill("1");
  await unit.press("Tab");
  await expect(panel.getByRole("status", { name: "What is in the way" })).toContainText("Blocked at");
  await panel.getByRole("button", { name: /^Put back/ }).click();
  await expect(carriedOf(page, top.name)).toBeHidden();
});

test("a new device is placed by form, drawn as planned, and taken back", async ({ as, api }) => {
  const planner = await api("ines");
  const { rack } = await rackWithRoom(planner);
  const page = await as("ines");
  await page.goto(`/racks/${rack.code}`);
  await settled(page);
  await page.keyboard.press("p");
  const panel = page.getByRole("complementary", { name: "About the rack" });
  await expect(panel.getByRole("status", { name: "What is in the way" })).toContainText("It fits at");
  const name = `journey-${Date.now()}`;
  await panel.getByRole("textbox", { name: "Name" }).fill(name);
  await panel.getByRole("button", { name: /^Place here/ }).click();
  await expect(page.getByText(new RegExp(`^${name} is planned at`))).toBeVisible();
  const ghost = page
    .getByRole("group", { name: `Front of ${rack.code}` })
    .getByRole("button", { name: new RegExp(name) });
  await expect(ghost).toHaveAccessibleName(/, planned$/);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByText(`${name} is taken back.`)).toBeVisible();
  await expect(ghost).toBeHidden();
});

test("every rack of a room is found, opened, and told in a table", async ({ as, found }) => {
  const page = await as("ines");
  await page.goto(`/floors/${found.floor}/racks`);
  await settled(page);
  const grid = page.getByRole("grid", { name: /^Racks of room/ });
  // every row has its room on the page, and the last one is reached by scrolling
  const rows = Number(await grid.getAttribute("aria-rowcount"));
  expect((await grid.boundingBox())?.height).toBeGreaterThan(rows * 60);
  await grid.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  const words = await grid.getByRole("gridcell", { selected: true }).textContent();
  const chosen = words?.split(",")[0] ?? "";
  await expect(page).toHaveURL(new RegExp(`at=${chosen}`));
  await expectAccessible(page, "the racks of a room");
  await page.keyboard.press("t");
  await expect(page.getByRole("table", { name: "Racks of the room" })).toBeVisible();
  await expectAccessible(page, "the racks of a room as a table");
  await page.keyboard.press("t");
  await page.getByRole("grid", { name: /^Racks of room/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/racks/${chosen}`));
});

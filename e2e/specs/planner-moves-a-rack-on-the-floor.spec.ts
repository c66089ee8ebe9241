import type { Page } from "@playwright/test";
import type { Api } from "../support/api";
import { expectAccessible } from "../support/axe";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

interface Floor {
  rooms: {
    rows: {
      id: string;
      positions: { id: number; n: number; g: string; o?: string; rack?: string; rackId?: number; to?: string }[];
    }[];
  }[];
}
interface Places {
  groups: { id: string }[];
  rows: { id: string }[];
}

const floor = (page: Page) => page.getByRole("grid", { name: /^Floor of / });
const panel = (page: Page) =>
  page.getByRole("complementary", { name: "Move a rack" }).or(page.getByLabel("Move a rack"));
const at = (page: Page) => Number(new URL(page.url()).searchParams.get("at"));

/** A rack with a free position in its row that would take it, wherever other journeys have left one. */
async function somethingToMove(api: Api) {
  for (const dc of ["ASH-1", "STO-1", "STO-2"]) {
    const { rooms } = await api.query<Floor>("datacenter.floor", { code: dc });
    const rows = rooms.flatMap((room) => room.rows);
    for (const row of rows) {
      const free = row.positions.filter((one) => one.o === undefined);
      if (free.length === 0) continue;
      for (const from of row.positions) {
        if (from.o !== "occupied" || from.rackId === undefined || from.to !== undefined) continue;
        const places = await api.query<Places>("rack.places", { datacenter: dc, rackId: from.rackId });
        const broken = new Set(places.groups.map((group) => group.id));
        const to = free.find((one) => !broken.has(one.g));
        if (!to || places.rows.some((one) => one.id === row.id)) continue;
        return { dc, rows, rack: from.rack ?? "", from: from.id, to: to.id };
      }
    }
  }
  throw new Error("no rack has a free position in its row that would take it");
}

test("a planner moves a rack by keys, is told where it cannot go, and takes it back", async ({ as, api }) => {
  const ines = await api("ines");
  const { dc, rows, rack, from, to } = await somethingToMove(ines);
  const read = () => ines.query<Floor>("datacenter.floor", { code: dc });

  const page = await as("ines");
  await page.goto(`/floors/${dc}?at=${from}`);
  await settled(page);
  await floor(page).focus();
  await page.keyboard.press("m");
  await expect(panel(page).first()).toContainText(`Move ${rack}`);
  await expect(panel(page).first()).toContainText("Where it stands");

  // aimed at somebody else's position, it says whose, and Enter does nothing
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => at(page)).not.toBe(from);
  const beside = rows.flatMap((row) => row.positions).find((one) => one.id === at(page));
  if (beside?.o === "occupied") {
    await expect(panel(page).first()).toContainText(`${beside.rack} stands there`);
    await page.keyboard.press("Enter");
    await expect(panel(page).first()).toContainText(`Move ${rack}`);
  }

  // by the form, to the one that takes it
  await page.getByRole("combobox", { name: "Position" }).selectOption(String(to));
  await expect(panel(page).first()).toContainText("It fits");
  await expectAccessible(page, "a rack picked up");
  await floor(page).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(new RegExp(`${rack} moved to`))).toBeVisible();
  const rackAt = async (id: number) =>
    (await read()).rooms.flatMap((room) => room.rows.flatMap((row) => row.positions)).find((one) => one.id === id)
      ?.rack;
  expect(await rackAt(to)).toBe(rack);

  await page.keyboard.press("u");
  await expect(page.getByText(`${rack} is back where it was.`)).toBeVisible();
  expect(await rackAt(from)).toBe(rack);
  expect(await rackAt(to)).toBeUndefined();
});

test("a rack is dragged, and the reason is told before it is dropped", async ({ as, api }) => {
  const dc = "ASH-1";
  const rows = (await (await api("ines")).query<Floor>("datacenter.floor", { code: dc })).rooms.flatMap(
    (room) => room.rows,
  );
  const row = rows.find((one) => one.positions.filter((p) => p.o === "occupied" && p.rackId !== undefined).length > 3);
  const [first] = row?.positions.filter((p) => p.o === "occupied" && p.rackId !== undefined) ?? [];
  if (!first) throw new Error("no rack to drag");
  const page = await as("ines");
  await page.goto(`/floors/${dc}`);
  await settled(page);
  const box = (await floor(page).boundingBox())!;
  // found as a person finds it: by what the pointer says
  const tip = page.locator(".hr-floor-tip");
  const point = async (rack: string) => {
    for (let y = 26; y < Math.min(box.height, 500); y += 8)
      for (let x = 40; x < box.width; x += 24) {
        await page.mouse.move(box.x + x, box.y + y);
        const said = (await tip.count()) > 0 ? await tip.textContent({ timeout: 300 }).catch(() => "") : "";
        if (said?.includes(rack)) return { x: box.x + x, y: box.y + y };
        if (x === 40 && !said?.includes(`-${first.rack?.split("-").at(-2)}-`)) break;
      }
    throw new Error(`${rack} is nowhere on the floor`);
  };
  const spot = await point(first.rack ?? "");
  await page.mouse.click(spot.x, spot.y);
  await expect(page.getByRole("button", { name: /^Move this rack/ })).toBeVisible();
  await page.waitForLoadState("networkidle");
  const again = await point(first.rack ?? "");
  await page.mouse.move(again.x, again.y);
  await page.mouse.down();
  await page.mouse.move(again.x + 40, again.y, { steps: 4 });
  await expect(tip).toContainText(/stands there|It fits here|Blocked|on /);
  await page.mouse.up();
  await expect(panel(page).first()).toContainText(`Move ${first.rack}`);
  await page.keyboard.press("Escape");
  await expect(page.getByText(`Move ${first.rack}`)).toBeHidden();
});

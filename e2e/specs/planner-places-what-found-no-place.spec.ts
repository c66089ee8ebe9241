import type { Page } from "@playwright/test";
import type { Api } from "../support/api";
import { expectAccessible } from "../support/axe";
import { plan, request, rowName } from "../support/flow";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

interface Detail {
  readonly id: number;
  readonly version: number;
  readonly actions: readonly { readonly requestId: number; readonly rowId: number }[];
  readonly requestList: readonly { readonly id: number; readonly outcome: string }[];
}
interface Targets {
  readonly rows: readonly { rowId: number; room: string; row: string; state: string }[];
}

const where = { region: "us-east", datacenter: "ASH-1", rackType: "A2" } as const;

/** The most racks that a row takes, and how many rows do. */
async function mostRacks(api: Api): Promise<{ amount: number; rows: number }> {
  for (let amount = 20; amount > 0; amount--) {
    const asked = { ...where, unit: "racks", amount };
    const { datacenters } = await api.query<{ datacenters: { rowsThatFit: number }[] }>("request.feasibility", asked);
    const rows = datacenters[0]?.rowsThatFit ?? 0;
    if (rows > 0) return { amount, rows };
  }
  throw new Error(`${where.datacenter} takes no rack of ${where.rackType}`);
}

/** Requests that fill the rows. Rows that take one each may share a device that does not take all: those left out are left alone. */
async function thatFitTogether(api: Api, amount: number, rows: number): Promise<number[]> {
  const asked: number[] = [];
  for (let i = 0; i < rows; i++)
    asked.push(await request(api, { ...where, title: "The first to come", amount, priority: 1 }));
  const trial = await plan(api, asked, "As many as fit");
  const { version, requestList } = await api.query<Detail>("plan.get", { id: trial.id });
  await api.mutate("plan.cancel", { id: trial.id, version, reason: "planned again with one more" });
  return requestList.filter(({ outcome }) => outcome === "placed").map(({ id }) => id);
}

/** A point of the floor over a row, found as a person finds it: by what the pointer says. */
async function pointOver(page: Page, row: string) {
  const grid = page.getByRole("grid");
  const box = (await grid.boundingBox())!;
  // wherever its room is drawn
  for (const x of [box.width / 4, box.width / 2, (box.width * 3) / 4])
    for (let y = 24; y < box.height; y += 6) {
      await page.mouse.move(box.x + x, box.y + y);
      const said = await page
        .locator(".hr-floor-tip")
        .textContent({ timeout: 300 })
        .catch(() => "");
      if (said?.includes(`-${row}-`)) return { x, y };
    }
  throw new Error(`row ${row} is nowhere on the floor`);
}

test("a planner gives a rejected request a place, by keys and by dragging, and sees what gives way", async ({
  as,
  api,
}) => {
  const ines = await api("ines");
  const { amount, rows: fitting } = await mostRacks(ines);
  const firsts = await thatFitTogether(ines, amount, fitting);
  const second = await request(ines, { ...where, title: "Too late for the row", amount, priority: 3 });
  const draft = await plan(ines, [...firsts, second], "Two requests for one row");
  const read = () => ines.query<Detail>("plan.get", { id: draft.id });
  const outcomes = async () => Object.fromEntries((await read()).requestList.map((r) => [r.id, r.outcome]));
  expect((await outcomes())[second]).toBe("rejected");
  const { rows } = await ines.query<Targets>("override.targets", { planId: draft.id, requestId: second });
  const target = rows[0]!;
  expect(target.state).toBe("displaces");
  const first = (await read()).actions.find((action) => action.rowId === target.rowId)!.requestId;
  const page = await as("ines");
  const panel = page.getByRole("complementary", { name: "Place a request" });
  const strip = page.getByRole("region", { name: `Without a place in PL-${draft.id}` });

  await test.step("the plan leads to the floor, where the best row is aimed at", async () => {
    await page.goto(`/plans/${draft.id}?why=${second}`);
    await page.getByRole("link", { name: "Place it by hand" }).click();
    await expect(page).toHaveURL(new RegExp(`/floors/${where.datacenter}\\?.*place=${second}`));
    await settled(page);
    await expect(panel).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`row=${target.rowId}`));
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
  });

  await test.step("by keys alone: W picks it up, the arrows aim, Enter goes to the reason", async () => {
    await page.goto(`/floors/${where.datacenter}?plan=${draft.id}`);
    await settled(page);
    await expect(strip).toContainText(`RQ-${second}`);
    await page.keyboard.press("w");
    await expect(panel.getByText("loses its place")).toBeVisible();
    await expect(page.getByRole("grid")).toBeFocused();
    await expectAccessible(page, "placing a request");
    await page.keyboard.press("PageDown");
    await expect(page).not.toHaveURL(new RegExp(`row=${target.rowId}(&|$)`));
    await page.keyboard.press("PageUp");
    await expect(page).toHaveURL(new RegExp(`row=${target.rowId}(&|$)`));
    await expect(panel.getByText("loses its place")).toBeVisible();
    await page.keyboard.press("Enter");
    const reason = panel.getByRole("combobox", { name: "Reason" });
    await expect(reason).toBeFocused();
    await page.keyboard.press("C");
    await page.keyboard.press("Tab");
    await page.keyboard.type("promised to the customer");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(panel).toBeHidden();
    expect(await outcomes()).toMatchObject({ [first]: "rejected", [second]: "placed" });
    expect((await read()).actions.find((action) => action.requestId === second)?.rowId).toBe(target.rowId);
  });

  await test.step("what a person placed gives way to nobody", async () => {
    await expect(strip).toContainText(`RQ-${first}`);
    const targetPosition = await pointOver(page, rowName(target));
    await strip.getByRole("button", { name: `RQ-${first}` }).dragTo(page.getByRole("grid"), { targetPosition });
    await expect(panel.getByText(`Row ${rowName(target)} does not take it`)).toBeVisible();
    await expect(panel.getByRole("button", { name: /^(Keep|Place) it/ })).toBeHidden();
    await page.keyboard.press("Escape");
  });

  await test.step("given back to the planner, it gives way to what is dragged there", async () => {
    const { version } = await read();
    await ines.mutate("override.release", { planId: draft.id, version, requestId: second });
    await page.goto(`/floors/${where.datacenter}?plan=${draft.id}`);
    await settled(page);
    await expect(strip).toContainText(`RQ-${first}`);
    const targetPosition = await pointOver(page, rowName(target));
    await strip.getByRole("button", { name: `RQ-${first}` }).dragTo(page.getByRole("grid"), { targetPosition });
    await expect(panel.getByText("loses its place")).toBeVisible();
    await panel.getByRole("combobox", { name: "Reason" }).selectOption({ label: "Expert judgement" });
    await panel.getByRole("button", { name: /^Keep it/ }).click();
    await expect(panel).toBeHidden();
    expect(await outcomes()).toMatchObject({ [first]: "placed", [second]: "rejected" });
  });

  await test.step("the plan says who placed it, and for whom the other gave way", async () => {
    await page.goto(`/plans/${draft.id}?why=${first}`);
    await expect(page.getByText("Placed by a person")).toBeVisible();
    await expect(page.getByText("The planner had no place for it.")).toBeVisible();
    await page.goto(`/plans/${draft.id}?why=${second}`);
    await expect(page.getByText(`It gave way to RQ-${first}`)).toBeVisible();
  });
});

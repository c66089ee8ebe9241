import { plan, request, rowName } from "../support/flow";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

interface Detail {
  readonly id: number;
  readonly hash: string;
  readonly actions: readonly { readonly id: number; readonly rowId: number; readonly row: string }[];
  readonly requestList: readonly {
    readonly id: number;
    readonly certificate: { readonly override?: { readonly reason: string } };
  }[];
}
interface Targets {
  readonly rows: readonly {
    readonly rowId: number;
    readonly room: string;
    readonly row: string;
    readonly state: string;
  }[];
}

test("a planner moves a placement by keys and by mouse, says why, and sees it in the report", async ({ as, api }) => {
  const ines = await api("ines");
  const title = "Racks to be moved by hand";
  const draft = await plan(ines, [await request(ines, { title, datacenter: "ASH-1", amount: 2 })], title);
  const read = () => ines.query<Detail>("plan.get", { id: draft.id });
  const before = await read();
  const page = await as("ines");

  await test.step("the reasons of the plan say every limit of its row, and lead to the floor", async () => {
    await page.goto(`/plans/${draft.id}`);
    const why = page.getByRole("region", { name: "Why", exact: true });
    await expect(
      why
        .getByRole("list", { name: /^Limits of row/ })
        .getByRole("listitem")
        .first(),
    ).toBeVisible();
    await why.getByRole("link", { name: /^Move RQ-/ }).click();
    await expect(page).toHaveURL(/\/floors\/ASH-1\?.*move=\d+/);
    await settled(page);
    await expect(page.getByRole("complementary", { name: "Move a placement" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("complementary", { name: "Move a placement" })).toBeHidden();
  });

  const panel = page.getByRole("complementary", { name: "Move a placement" });
  const { rows } = await ines.query<Targets>("override.targets", { planId: draft.id, actionId: before.actions[0]!.id });
  const order = await ines.query<{ rooms: { rows: { id: string }[] }[] }>("datacenter.floor", { code: "ASH-1" });
  const ids = order.rooms.flatMap((room) => room.rows.map((row) => Number(row.id)));
  const here = ids.indexOf(before.actions[0]!.rowId);
  const fits = rows.filter((row) => row.state === "fits").map((row) => ids.indexOf(row.rowId));
  const target = fits.sort((a, b) => Math.abs(a - here) - Math.abs(b - here))[0]!;

  await test.step("by keys alone: M picks it up, arrows aim, Enter goes to the reason", async () => {
    await page.getByRole("grid").focus();
    await page.keyboard.press("m");
    await expect(panel).toBeVisible();
    await page.getByRole("grid").focus();
    for (let step = 0; step < Math.abs(target - here); step++)
      await page.keyboard.press(target > here ? "PageDown" : "PageUp");
    await expect(panel.getByText(/than .* points|points (dearer|better) than|no dearer than/)).toBeVisible();
    await expect(panel.getByRole("table", { name: "Limits before and after" })).toBeVisible();
    await page.keyboard.press("Enter");
    const reason = panel.getByRole("combobox", { name: "Reason" });
    await expect(reason).toBeFocused();
    await page.keyboard.press("C");
    await expect(reason.locator("option:checked")).toHaveText(/^C/);
    await page.keyboard.press("Tab");
    await page.keyboard.type("close to the cabling trunk");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(panel).toBeHidden();
    const moved = await read();
    expect(moved.actions[0]!.rowId).toBe(ids[target]);
    expect(moved.hash).not.toBe(before.hash);
    expect(moved.requestList[0]!.certificate.override?.reason).toMatch(/^C/);
  });

  await test.step("by mouse: the form names every row, and what does not fit says why", async () => {
    const action = (await read()).actions[0]!;
    await page.goto(`/floors/ASH-1?plan=${draft.id}&row=${action.rowId}&move=${action.id}`);
    const home = rows.find((row) => row.rowId === before.actions[0]!.rowId)!;
    await panel.getByRole("combobox", { name: "To row" }).fill(rowName(home));
    await page
      .getByRole("option", { name: new RegExp(`^${rowName(home)}`) })
      .first()
      .click();
    await expect(panel.getByRole("table", { name: "Limits before and after" })).toBeVisible();
    await panel.getByRole("button", { name: /^Keep it/ }).click();
    await expect(panel.getByText("Choose why it goes there")).toBeVisible();
    await panel.getByRole("combobox", { name: "Reason" }).selectOption({ label: "Expert judgement" });
    await panel.getByRole("button", { name: /^Keep it/ }).click();
    await expect(panel).toBeHidden();
    expect((await read()).actions[0]!.rowId).toBe(home.rowId);
  });

  await test.step("the report has both, with reasons and cost", async () => {
    await page.goto("/plans/overrides");
    const list = page.getByRole("table", { name: "Moved placements" });
    const own = list.getByRole("row").filter({ hasText: `RQ-${before.requestList[0]!.id}` });
    await expect(own).toHaveCount(2);
    await expect(own.filter({ hasText: "close to the cabling trunk" })).toBeVisible();
    await expect(page.getByRole("table", { name: "By reason" })).toContainText("Expert judgement");
    await page.goto(`/plans/${draft.id}`);
    await expect(page.getByText("Placed by a person")).toBeVisible();
  });
});

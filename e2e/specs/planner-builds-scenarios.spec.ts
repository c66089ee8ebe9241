import { expectAccessible, expectNoSidewaysScroll } from "../support/axe";
import { plan, request } from "../support/flow";
import { expect, test } from "../support/test";

interface Board {
  readonly base: { readonly decisions: readonly { readonly places: readonly { readonly rowId: number }[] }[] };
}

test("a planner tries scenarios beside a draft, and keeps one", async ({ as, api }) => {
  const ines = await api("ines");
  const asked = await request(ines, { title: "Scenario journey", amount: 2 });
  const draft = await plan(ines, [asked], "Scenario journey");
  const page = await as("ines");
  await page.goto(`/plans/${draft.id}`);

  await test.step("from the plan to its scenarios, where there are none yet", async () => {
    await page.getByRole("link", { name: "Scenarios", exact: true }).click();
    await expect(page).toHaveURL(`/plans/${draft.id}/scenarios`);
    await expect(page.getByText("No scenarios yet")).toBeVisible();
  });
  const columns = page.getByRole("table", { name: /and its scenarios/ });
  const dialog = page.getByRole("dialog");

  await test.step("by keys alone: more racks, another order", async () => {
    await expect(async () => {
      await page.keyboard.press("n");
      await expect(dialog).toBeVisible({ timeout: 1_000 });
    }).toPass();
    const growth = dialog.getByRole("textbox", { name: "Growth" });
    await growth.focus();
    await page.keyboard.type("50");
    await page.keyboard.press("Tab");
    await dialog.getByRole("combobox", { name: "Order" }).selectOption("largest");
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveAttribute("placeholder", /\+50 % racks; Largest/);
    await dialog.getByRole("button", { name: "Solve it" }).press("Enter");
    await expect(dialog).toBeHidden();
    await expect(columns.getByRole("row", { name: /^Racks placed/ })).toContainText("3 of 3+1", { timeout: 30_000 });
  });

  await test.step("what stands on another world cannot be kept, and says why", async () => {
    await page.getByRole("button", { name: "Keep A" }).click();
    await expect(dialog).toContainText("more racks than were asked for");
    await dialog.getByRole("button", { name: "Close" }).last().click();
    await expect(dialog).toBeHidden();
  });

  await test.step("a forbidden row: the request goes elsewhere, and the difference says so", async () => {
    await page.getByRole("button", { name: /^Add scenario/ }).click();
    await dialog.getByRole("combobox", { name: "What" }).selectOption("forbid");
    await dialog.getByRole("combobox", { name: "Request" }).selectOption(String(asked));
    await dialog.getByRole("combobox", { name: "Datacenter" }).selectOption({ label: draft.actions[0]!.datacenter });
    await dialog.getByRole("combobox", { name: "Row" }).fill(draft.actions[0]!.row);
    await page.getByRole("listbox").getByRole("option").first().click();
    await dialog.getByRole("button", { name: "Add the change" }).click();
    await dialog.getByRole("button", { name: "Solve it" }).click();
    await expect(columns.getByRole("columnheader", { name: /^Scenario B/ })).toContainText("Chosen");
    const difference = page.getByRole("table", { name: /^Requests that Scenario B places otherwise/ });
    await expect(difference.getByRole("row", { name: /elsewhere/ })).toBeVisible({ timeout: 30_000 });
    await columns.getByRole("button", { name: /^Scenario B/ }).focus();
    await page.keyboard.press("ArrowLeft");
    await expect(columns.getByRole("columnheader", { name: /^Scenario A/ })).toContainText("Chosen");
    await page.keyboard.press("ArrowRight");
    await expect(columns.getByRole("columnheader", { name: /^Scenario B/ })).toContainText("Chosen");
  });

  await test.step("two columns against each other; nothing live was touched", async () => {
    await page.getByRole("combobox", { name: "Held against" }).selectOption("A");
    await expect(page.getByRole("table", { name: /places otherwise than A$/ })).toBeVisible();
    const { actions } = await ines.query<{ actions: readonly { rowId: number }[] }>("plan.get", { id: draft.id });
    expect(actions.map((a) => a.rowId)).toEqual(draft.actions.map((a) => a.rowId));
  });

  await test.step("accessible, and a switcher on a phone", async () => {
    await expectAccessible(page, "columns at a desk");
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page, "phone");
    await expect(columns.getByRole("columnheader", { name: /^Scenario A/ })).toBeHidden();
    await page.getByRole("group", { name: "Column" }).getByRole("button", { name: "A", exact: true }).click();
    await expect(columns.getByRole("columnheader", { name: /^Scenario A/ })).toBeVisible();
    await page.getByRole("group", { name: "Column" }).getByRole("button", { name: "B", exact: true }).click();
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("kept: the draft is another one, with another hash", async () => {
    const { base } = await ines.query<Board>("scenario.board", { planId: draft.id });
    await page.getByRole("button", { name: "Keep B" }).click();
    await dialog.getByRole("button", { name: "Make it the draft" }).click();
    await expect(page).toHaveURL(`/plans/${draft.id}`);
    const kept = await ines.query<{ hash: string; actions: readonly { rowId: number }[] }>("plan.get", {
      id: draft.id,
    });
    expect(kept.hash).not.toBe(draft.hash);
    expect(kept.actions[0]!.rowId).not.toBe(base.decisions[0]!.places[0]!.rowId);
  });
});

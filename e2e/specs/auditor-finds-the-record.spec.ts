import { approve, submitted } from "../support/flow";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

test("an auditor finds who asked, planned, submitted and approved, with before and after", async ({ as, api }) => {
  const plan = await submitted(await api("tomas"), { title: "Audit: one rack" });
  await approve(await api("aino"), plan);
  const page = await as("ruth");
  await page.goto("/");
  await settled(page);
  await page.getByRole("navigation", { name: "Main", exact: true }).getByRole("link", { name: "Audit" }).click();
  const table = page.getByRole("table", { name: "Audit events, newest first" });
  const thing = `PL-${plan.id}`;
  const events = table.getByRole("row").filter({ has: page.getByRole("link", { name: thing, exact: true }) });

  await test.step("found by what was done and by whom", async () => {
    await page.getByRole("combobox", { name: "Action" }).selectOption({ label: "Plan approved" });
    await expect(events).toHaveCount(1);
    await expect(events).toContainText("Aino Virtanen");
    await page.getByRole("combobox", { name: "Actor" }).selectOption({ label: "Tomas Lindqvist" });
    await expect(events).toHaveCount(0);
    await page.getByRole("combobox", { name: "Action" }).selectOption({ label: "Plan submitted" });
    await expect(events).toHaveCount(1);
    await page.getByRole("button", { name: "Clear filter" }).click();
    await expect(page.getByRole("combobox", { name: "Action" })).toHaveValue("");
  });

  await test.step("one event whole: who, through what, every field before and after", async () => {
    await page.getByRole("combobox", { name: "Action" }).selectOption({ label: "Plan approved" });
    await events.getByRole("cell", { name: "Aino Virtanen" }).click();
    const panel = page.getByRole("complementary", { name: "Selected event" });
    await expect(panel).toContainText("Aino Virtanen");
    await expect(panel).toContainText("web");
    const state = panel.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "state", exact: true }) });
    await expect(state.getByRole("cell")).toHaveText(["submitted", "committed"]);
    await expect(page).toHaveURL(/event=/);
    await page.reload();
    await expect(panel).toContainText("Aino Virtanen");
  });

  await test.step("the whole story of the plan, in order", async () => {
    await page.goto(`/audit?kind=plan&entity=${plan.id}`);
    await settled(page);
    const actions = await table.getByRole("row").locator("td:nth-child(2)").allTextContents();
    expect(actions.reverse()).toEqual(["Plan created", "Plan planned", "Plan submitted", "Plan approved"]);
  });

  await test.step("an auditor changes nothing", async () => {
    await page.goto("/requests");
    await settled(page);
    await expect(page.getByRole("link", { name: /^New request/ })).toHaveCount(0);
    await page.goto(`/plans/${plan.id}`);
    await settled(page);
    await page.getByRole("button", { name: "More" }).click();
    // what leads elsewhere is for everybody who may look
    const changes = page.getByRole("menuitem").and(page.locator(":not([href])"));
    await expect(changes).not.toHaveCount(0);
    for (const item of await changes.all()) await expect(item).toHaveAttribute("aria-disabled", "true");
  });
});

import { settled } from "../support/pages";
import { expect, test } from "../support/test";

test("a planner sets how long people have for a stage, by keys; an operator reads it", async ({ as }) => {
  const page = await as("ines");
  const { keyboard } = page;
  await page.goto("/runs");
  await settled(page);
  await page.getByRole("link", { name: "Clocks" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Clocks" })).toBeVisible();
  await page.getByRole("group", { name: "Kind of run" }).getByRole("button", { name: "Decommission" }).click();
  const drain = page.getByRole("table", { name: /^Time for each stage/ }).getByRole("row", { name: /^Drain/ });
  await expect(drain).toBeVisible();
  for (let i = 0; i < 12 && (await drain.getAttribute("aria-current")) !== "true"; i++) await keyboard.press("j");
  await keyboard.press("e");
  const dialog = page.getByRole("dialog", { name: "Drain, decommission" });
  const hours = dialog.getByRole("textbox", { name: /^People have/ });
  await hours.fill("never");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText(/^Type hours/)).toBeVisible();
  await hours.fill("6");
  await hours.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(drain).toContainText("6 h");
  await expect(drain).toContainText("set by people");

  const reader = await as("odile");
  await reader.goto("/runs/clocks?kind=decommission&at=drain");
  await settled(reader);
  await expect(reader.getByRole("row", { name: /^Drain/ })).toContainText("set by people");
  await reader.keyboard.press("e");
  await expect(reader.getByRole("dialog")).toHaveCount(0);
});

test("from dock to live is read stage by stage, by datacenter and type", async ({ as }) => {
  const page = await as("marek");
  await page.goto("/runs/clocks?days=365");
  await settled(page);
  const whole = page.getByRole("table", { name: /^From the dock to service/ });
  await whole.getByRole("row").nth(1).click();
  await expect(page).toHaveURL(/dock=/);
  const stages = page.getByRole("table", { name: /^Stages of/ });
  await expect(stages.getByRole("row", { name: /^Burn-in/ })).toBeVisible();
  await expect(stages.getByRole("row", { name: /^Acceptance/ })).toBeVisible();
});

test("Z shows what was, what is about now, and what comes, and the address keeps it", async ({ as, api }) => {
  const odile = await api("odile");
  const { rows } = await odile.query<{ rows: { id: number }[] }>("run.list", {
    ...{ states: ["running"], kinds: ["decommission"], limit: 1 },
  });
  const page = await as("odile");
  await page.goto(`/runs/${rows[0]?.id}`);
  await settled(page);
  const time = page.getByRole("group", { name: "Time" });
  const pressed = (name: string) => expect(time.getByRole("button", { name })).toHaveAttribute("aria-pressed", "true");
  await pressed("All");
  for (const name of ["Past", "Now", "Ahead"]) {
    await page.keyboard.press("z");
    await pressed(name);
    await expect(page).toHaveURL(new RegExp(`zoom=${name.toLowerCase()}`));
  }
  await page.reload();
  await settled(page);
  await pressed("Ahead");
  await page.keyboard.press("z");
  await expect(page).not.toHaveURL(/zoom=/);
});

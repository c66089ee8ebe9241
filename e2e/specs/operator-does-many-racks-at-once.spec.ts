import { expectAccessible, expectNoSidewaysScroll } from "../support/axe";
import { settled } from "../support/pages";
import { committed, read, taskOf, tickAll } from "../support/runs";
import { expect, test } from "../support/test";

test("an operator ticks one task of many racks once, leaves one out, and does that one by itself", async ({
  as,
  api,
}) => {
  test.setTimeout(180_000);
  const odile = await api("odile");
  const planId = await committed(await api("tomas"), await api("aino"), "Runs: four racks at once", 4);
  const { runs } = await odile.mutate<{ runs: { id: number }[] }>("run.create", {
    source: { from: "plan", planId },
    waves: { canary: 0, pilotShare: 0, most: 24 },
  });
  const { id } = runs[0]!;
  await taskOf(odile, id, "order");
  const page = await as("odile");
  await page.goto(`/runs/${id}`);
  await settled(page);
  const steps = async () =>
    (await read(odile, id)).waves[0]!.subjects.map((rack) => rack.steps.find(({ stage }) => stage === "order")!);
  const orders = async () => (await steps()).map(({ state }) => state);
  const dialog = page.getByRole("dialog");

  await test.step("what is open is said, and what was ticked is kept", async () => {
    await page.getByRole("button", { name: "Order of 4 racks at once" }).press("Enter");
    await expect(dialog.getByRole("heading", { name: "Order of 4 racks" })).toBeVisible();
    await expect(dialog.getByText("3 left on the checklist")).toBeVisible();
    await expectAccessible(page, "one task of many racks");
    await dialog
      .getByRole("group", { name: /^Checklist/ })
      .getByRole("checkbox")
      .first()
      .check();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Order of 4 racks at once" }).click();
    await expect(dialog.getByText("2 left on the checklist")).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page, "one task of many racks");
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("three are taken and done, and one stays", async () => {
    await tickAll(dialog);
    await dialog
      .getByRole("group", { name: /^Racks/ })
      .getByRole("checkbox")
      .last()
      .uncheck();
    await dialog.getByRole("button", { name: "Take all 3" }).click();
    await expect(dialog.getByRole("button", { name: "Take all 3" })).toBeHidden();
    await dialog.getByRole("button", { name: "Done, 3 racks" }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(async () => (await orders()).filter((state) => state === "done").length).toBe(3);
  });

  await test.step("the last one is done by itself", async () => {
    const last = (await steps()).find(({ state }) => state !== "done")!;
    await page.goto(`/runs/${id}?step=${last.id}`);
    await settled(page);
    const form = page.getByRole("form", { name: "The task" });
    await tickAll(form);
    await form.getByRole("button", { name: /^Done/ }).click();
    await expect.poll(orders).toEqual(Array(4).fill("done"));
    await expect(page.getByText("\u2713 Quantity, rack type and options match the plan")).toBeVisible();
  });
});

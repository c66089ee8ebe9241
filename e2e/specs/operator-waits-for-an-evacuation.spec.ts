import { expectAccessible } from "../support/axe";
import { settled } from "../support/pages";
import { committed, finish, read, taskOf } from "../support/runs";
import { expect, test } from "../support/test";

interface Racks {
  readonly rows: readonly { readonly code: string }[];
}

test("a rack is not drained before the plan that takes its load is carried out, or another way is named", async ({
  as,
  api,
}) => {
  test.setTimeout(180_000);
  const odile = await api("odile");
  const planId = await committed(await api("tomas"), await api("aino"), "Runs: takes the load of a rack");
  const page = await as("odile");
  const dialog = page.getByRole("dialog");
  const rack = await free();

  await test.step("the plan is named where the run is made", async () => {
    await page.goto(`/decommission?racks=${encodeURIComponent(rack)}&kind=repair`);
    await settled(page);
    const start = page.getByRole("alertdialog");
    await start.getByText("Evacuation plan", { exact: true }).click();
    await start.getByRole("button", { name: "A plan here" }).click();
    await expect(start.getByText("Choose a plan").first()).toBeVisible();
    await start.getByRole("combobox", { name: "Plan", exact: true }).selectOption(String(planId));
    await expectAccessible(page, "an evacuation plan of a new run");
    await start.getByRole("button", { name: "Begin" }).click();
    await page.waitForURL(/\/runs\/\d+/);
  });

  const id = Number(/\/runs\/(\d+)/.exec(page.url())![1]);
  const drain = await taskOf(odile, id, "drain");
  const form = page.getByRole("form", { name: "The task" });

  await test.step("the task names it, and cannot be done before", async () => {
    await page.goto(`/runs/${id}?step=${drain.id}`);
    await settled(page);
    await expect(page.getByRole("region", { name: "Evacuation plan" })).toContainText(
      `PL-${planId} Runs: takes the load of a rack, committed, 0 of 1 racks serve`,
    );
    await expect(form.getByText("Its evacuation plan is not carried out")).toBeVisible();
    await expect(form.getByRole("button", { name: /^Done/ })).toHaveAttribute("aria-disabled", "true");
  });

  await test.step("another way is named with a reason", async () => {
    await page.getByRole("button", { name: "Change it…" }).click();
    await dialog.getByRole("button", { name: "Kept elsewhere" }).click();
    await dialog.getByRole("textbox", { name: "What it is called" }).fill("Caches warm up in the next row");
    await dialog.getByRole("textbox", { name: /^Address/ }).fill("wiki/caches");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByText("An address begins with https:// or http://")).toBeVisible();
    await expect(dialog.getByRole("textbox", { name: /^Address/ })).toBeFocused();
    await dialog.getByRole("textbox", { name: /^Address/ }).fill("https://wiki.example.org/caches");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByRole("textbox", { name: "Reason" })).toBeFocused();
    await dialog.getByRole("textbox", { name: "Reason" }).fill("The plan waits for a supplier");
    await expectAccessible(page, "another evacuation plan");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("region", { name: "Evacuation plan" })).toContainText(
      "Caches warm up in the next row.",
    );
    await expect(page.getByRole("list", { name: "Log, newest first" })).toContainText(
      "evacuation plan: Caches warm up in the next row",
    );
  });

  await test.step("then it is done", async () => {
    await expect(form.getByText("4 left on the checklist")).toBeVisible();
    await finish(odile, drain);
    await expect
      .poll(async () => (await read(odile, id)).waves[0]!.subjects[0]!.steps.find((one) => one.id === drain.id)!.state)
      .toBe("done");
  });

  /** A rack that serves and that no run has. */
  async function free(): Promise<string> {
    const { rows } = await odile.query<Racks>("rack.list", { state: "in_service", limit: 100 });
    for (const { code } of rows.toReversed()) {
      const { obstacles } = await odile.query<{ obstacles: unknown[] }>("run.preview", {
        source: { from: "racks", kind: "repair", racks: [code] },
      });
      if (obstacles.length === 0) return code;
    }
    throw new Error("no rack is free");
  }
});

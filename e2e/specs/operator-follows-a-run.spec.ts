import { settled } from "../support/pages";
import { begun, committed, finish, read, taskOf, tickAll, until } from "../support/runs";
import { expect, test } from "../support/test";

test("an operator follows a run live, does a task, retries, skips and opens a gate by keyboard", async ({
  as,
  api,
}) => {
  test.setTimeout(240_000);
  const planId = await committed(await api("tomas"), await api("aino"), "Runs: followed live");
  const odile = await api("odile");
  const id = await begun(odile, planId);
  await taskOf(odile, id, "order");
  const page = await as("odile");
  const { keyboard } = page;

  await test.step("from the list to the run, by keys", async () => {
    await page.goto("/");
    await settled(page);
    await keyboard.press("g");
    await keyboard.press("u");
    await expect(page.getByRole("heading", { level: 1, name: "Runs" })).toBeVisible();
    const row = page.getByRole("row", { name: new RegExp(`RN-${id} `) });
    await expect(row).toBeVisible();
    for (let i = 0; i < 30 && (await row.getAttribute("aria-current")) !== "true"; i++) await keyboard.press("j");
    await keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/runs/${id}`));
    await settled(page);
  });

  const wave = page.getByRole("region", { name: "Wave 1" });
  const stage = (name: string) =>
    wave.getByRole("listitem").filter({ has: page.getByRole("button", { name: new RegExp(`^${name},`) }) });

  await test.step("a step that ends elsewhere is seen to end", async () => {
    await expect(stage("Order")).toContainText("0 of 1");
    await finish(odile, await taskOf(odile, id, "order"));
    await expect(stage("Order")).toContainText("1 of 1");
    await expect(page.getByRole("list", { name: "Log, newest first" })).toContainText("task for a person");
  });

  await test.step("a task is taken and done where it stands", async () => {
    await taskOf(odile, id, "supply");
    await keyboard.press("j");
    await keyboard.press("Enter");
    const form = page.getByRole("form", { name: "The task" });
    await form.getByRole("button", { name: "Take it" }).click();
    await expect(page.getByText(/Odile.* has it\./)).toBeVisible();
    await form.getByRole("textbox", { name: /^Evidence/ }).fill("Delivery note 4711");
    await expect(form.getByText("3 left on the checklist")).toBeVisible();
    await tickAll(form);
    await form.getByRole("button", { name: /^Done/ }).click();
    await expect(stage("Supplier's date")).toContainText("1 of 1");
  });

  await test.step("what cannot be done fails, and is tried again", async () => {
    const dock = await until(odile, id, "dock");
    await page.goto(`/runs/${id}?step=${dock.id}`);
    await settled(page);
    await page.getByRole("button", { name: "Cannot be done…" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByRole("textbox", { name: "Reason" }).fill("The lorry is late");
    await dialog.getByRole("button", { name: "It cannot be done" }).click();
    await expect(page.getByText("It halted by itself:")).toBeVisible();
    await page.getByRole("button", { name: "Try again now" }).click();
    await expect(stage("Dock")).not.toContainText("failed");
    await keyboard.press("Escape");
    await page.getByRole("button", { name: /^Resume/ }).click();
    await dialog.getByRole("textbox", { name: "Reason" }).fill("It came");
    await dialog.getByRole("button", { name: "Resume", exact: true }).click();
    await expect(page.getByText("It halted by itself:")).toBeHidden();
    await taskOf(odile, id, "dock");
  });

  await test.step("a step is skipped with its reason", async () => {
    const firmware = await until(odile, id, "firmware");
    await page.goto(`/runs/${id}?step=${firmware.id}`);
    await settled(page);
    await page.getByRole("button", { name: "Skip…" }).click();
    const dialog = page.getByRole("alertdialog", { name: /^Skip firmware of/ });
    await dialog.getByRole("button", { name: "Skip it" }).click();
    await expect(dialog.getByText("Say why in a few words")).toBeVisible();
    await dialog.getByRole("textbox", { name: "Reason" }).fill("Came with the wanted version");
    await dialog.getByRole("button", { name: "Skip it" }).click();
    await expect(page.getByText("“Came with the wanted version”").first()).toBeVisible();
  });

  await test.step("O opens the gate", async () => {
    await expect
      .poll(
        async () => {
          const run = await read(odile, id);
          const task = run.waves[0]!.subjects[0]!.steps.find((step) => step.state === "working" && step.task);
          if (task) await finish(odile, task);
          return run.waves[0]!.gates.find(({ after }) => after === "burn_in")?.state;
        },
        { timeout: 60_000, message: "somebody is asked about burn-in" },
      )
      .toBe("asked");
    await page.goto(`/runs/${id}`);
    await settled(page);
    const gate = page.getByRole("region", { name: "Gate 1, burn-in" });
    await expect(gate).toContainText("Criterion:");
    await keyboard.press("o");
    await expect(page.getByRole("alertdialog", { name: "Open gate 1, burn-in?" })).toBeVisible();
    await page.getByRole("button", { name: "Open it" }).press("Enter");
    await expect(gate).toBeHidden();
    await taskOf(odile, id, "accept");
  });
});

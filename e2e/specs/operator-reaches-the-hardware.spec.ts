import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expectAccessible, expectNoSidewaysScroll } from "../support/axe";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

const headroom = resolve(import.meta.dirname, "../../apps/cli/bin/headroom.mjs");
const folder = mkdtempSync(join(tmpdir(), "headroom-lab-"));
const csv = join(folder, "lab.csv");
let lab: ChildProcess | null = null;

test.afterAll(async () => {
  if (lab) {
    const ended = once(lab, "exit");
    lab.kill("SIGTERM");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

test("controllers come in by a file, are looked at, switched and confirmed, and leave again", async ({ as, api }) => {
  test.slow();
  const odile = await api("odile");
  const { rows: racks } = await odile.query<{ rows: { code: string }[] }>("rack.list", {
    state: "in_service",
    limit: 1,
  });
  const rack = racks[0]!.code;
  const started = spawn(process.execPath, [
    ...[headroom, "lab", "bmc", "--rack", rack, "--servers", "2", "--height", "1", "--port", "24640"],
    ...["--mischief", "0", "--csv", csv],
  ]);
  lab = started;
  await new Promise<void>((ready, broken) => {
    started.stderr.on("data", (text) => /written down in/.test(String(text)) && ready());
    started.once("exit", (code) => broken(new Error(`the lab ended with ${code}`)));
  });
  const page = await as("odile");

  await test.step("a file that is wrong says where, and a right one brings them in", async () => {
    await page.goto(`/controllers?rack=${rack}`);
    await settled(page);
    await page.getByRole("button", { name: "Import CSV" }).first().click();
    const dialog = page.getByRole("dialog", { name: "Import controllers" });
    const file = (text: string) => ({ name: "lab.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    const good = readFileSync(csv, "utf8");
    await dialog.getByLabel("CSV file").setInputFiles(file(good.replace("http://", "")));
    await dialog.getByRole("button", { name: "Take over" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Line 2: url");
    await dialog.getByLabel("CSV file").setInputFiles(file(good));
    await dialog.getByRole("button", { name: "Take over" }).click();
    await expect(dialog.getByText(/^(2 new, 0|0 new, 2) changed\.$/)).toBeVisible();
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("table", { name: "Management controllers" }).getByRole("row")).toHaveCount(3);
  });

  await test.step("L looks at what is behind it", async () => {
    await page.getByRole("table", { name: "Management controllers" }).getByRole("link").first().click();
    await expect(page.getByRole("button", { name: "Look again" })).toBeEnabled();
    await settled(page);
    await page.keyboard.press("l");
    const orders = page.getByRole("table", { name: /^Orders/ });
    await expect(orders).toContainText("Confirmed: off", { timeout: 60_000 });
    await expect(page.getByRole("table", { name: "Drives" })).toContainText(`LAB-${rack}-1-D1`);
    await expect(page.getByRole("table", { name: "Firmware" }).getByRole("row", { name: /^Controller/ })).toContainText(
      "2.1",
    );
    await expectAccessible(page, "a controller, at a desk");
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page, "a controller, on a phone");
    await expectNoSidewaysScroll(page, "a controller");
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("on and off are confirmed; what takes a server down wants a reason", async () => {
    const orders = page.getByRole("table", { name: /^Orders/ });
    await page.getByRole("button", { name: "Switch on" }).click();
    await expect(orders).toContainText("Confirmed: on", { timeout: 60_000 });
    await page.getByRole("button", { name: "Cut its power…" }).click();
    const dialog = page.getByRole("alertdialog", { name: /^Cut its power/ });
    const typed = dialog.getByRole("textbox", { name: /^Type/ });
    if (await typed.isVisible()) await typed.fill(rack);
    await dialog.getByRole("button", { name: "Cut its power" }).click();
    await expect(dialog.getByText("Say why in a few words")).toBeVisible();
    await dialog.getByRole("textbox", { name: "Reason" }).fill("it smokes");
    await dialog.getByRole("button", { name: "Cut its power" }).click();
    await expect(orders.getByRole("row", { name: /Cut its power/ })).toContainText("Confirmed: off", {
      timeout: 60_000,
    });
    await expect(orders).toContainText("it smokes");
  });

  await test.step("it is edited without its password, and removed with a reason", async () => {
    await page.keyboard.press("e");
    const form = page.getByRole("dialog", { name: /^Change the controller/ });
    await expect(form.getByLabel("Password")).toHaveValue("");
    await form.getByLabel(/Readings every/).fill("5");
    await form.getByRole("button", { name: "Save changes" }).click();
    await expect(form.getByText("0, or 15 to 3600 seconds")).toBeVisible();
    await form.getByLabel(/Readings every/).fill("0");
    await form.getByRole("button", { name: "Save changes" }).click();
    await expect(form).toBeHidden();
    await expect(page.getByText("never", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Remove…" }).click();
    const dialog = page.getByRole("alertdialog", { name: /^Remove the controller/ });
    await dialog.getByRole("textbox", { name: "Reason" }).fill("it was a lab");
    await dialog.getByRole("button", { name: "Remove it" }).click();
    await expect(page).toHaveURL(/\/controllers$/);
  });

  const { rows } = await odile.query<{ rows: { id: number; version: number }[] }>("controller.list", { rack });
  for (const { id, version } of rows) await odile.mutate("controller.remove", { id, version, reason: "it was a lab" });
});

test("who may only look sees why nothing can be asked", async ({ as }) => {
  const page = await as("ines");
  await page.goto("/controllers");
  await settled(page);
  await expect(page.getByRole("button", { name: "Add a controller" })).toBeDisabled();
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await expect(page).toHaveURL(/\/controllers$/);
});

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { contents, files, folder } from "../support/netbox";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

// The tables of a real installation where they lie beside the repository, else a small one of our own.
const real = resolve(import.meta.dirname, "../../../shared/data/netbox/v4.2_csv");
const tables = existsSync(real) ? real : folder;

test("a planner brings a NetBox installation in: checked, assumptions confirmed, written, on the floor", async ({
  as,
}) => {
  const page = await as("ines");
  const chosen = files(tables);
  const check = async () => {
    await page.goto("/imports");
    await settled(page);
    await page.getByLabel("Files", { exact: true }).setInputFiles(chosen);
    await page.getByRole("button", { name: `Check ${chosen.length} files` }).click();
    await expect(page).toHaveURL(/\/imports\/\d+$/);
    await settled(page);
  };

  await test.step("without files it asks for them", async () => {
    await page.goto("/imports");
    await settled(page);
    await page.getByRole("button", { name: "Check" }).click();
    await expect(page.getByText("Choose the files first")).toBeVisible();
  });

  await check();
  const write = page.getByRole("button", { name: "Write to the inventory" });
  const counts = page.getByRole("table", { name: "Counts by kind" });
  const made = async (noun: RegExp) =>
    Number(await counts.getByRole("row", { name: noun }).getByRole("cell").nth(1).textContent());

  await test.step("nothing is written before every assumption is confirmed", async () => {
    await expect(page.getByText(/Nothing was written yet/)).toBeVisible();
    expect(await made(/^Racks\b/)).toBeGreaterThan(0);
    const assumed = page.getByRole("region", { name: "Assumed" }).getByRole("checkbox");
    expect(await assumed.count()).toBeGreaterThan(2);
    await expect(write).toHaveAttribute("aria-disabled", "true");
    await page.getByRole("button", { name: /^Tick all/ }).click();
    await assumed.first().uncheck();
    await expect(page.getByText("1 assumption not confirmed yet")).toBeVisible();
    await expect(write).toHaveAttribute("aria-disabled", "true");
    await assumed.first().check();
  });

  await write.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Committed");

  await test.step("its floors are there", async () => {
    await page.goto("/racks?q=");
    await page.goto("/floors");
    await settled(page);
    const floors = page.getByRole("table").getByRole("link");
    const codes = await floors.allTextContents();
    const imported = codes.filter((code) => !/^(STO|ASH)-/.test(code));
    expect(imported.length).toBeGreaterThan(0);
  });

  await test.step("a second time it changes nothing", async () => {
    await check();
    await expect(page.getByText(/there is nothing to write: all of it is here already/)).toBeVisible();
    await expect(write).toHaveAttribute("aria-disabled", "true");
  });
});

test("files that are not what they should be are refused by line and column", async ({ as }) => {
  const page = await as("ines");
  await page.goto("/imports");
  await settled(page);
  const chosen = contents().map(({ name, base64 }) => ({
    name,
    mimeType: "text/csv",
    buffer: name === "dcim_rack.csv" ? Buffer.from("id,name,<b>what</b>\n1,A01,x\n") : Buffer.from(base64, "base64"),
  }));
  await page.getByLabel("Files", { exact: true }).setInputFiles(chosen);
  await page.getByRole("button", { name: /^Check/ }).click();
  await expect(page).toHaveURL(/\/imports\/\d+$/);
  await settled(page);
  await expect(
    page.getByRole("region", { name: "Rejected" }).getByRole("row").filter({ hasText: "dcim_rack.csv" }).first(),
  ).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Rejected");
  await expect(page.getByRole("button", { name: "Write to the inventory" })).toHaveCount(0);
});

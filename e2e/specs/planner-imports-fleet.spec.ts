import { settled } from "../support/pages";
import { expect, test } from "../support/test";

const file = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const regions = "Code,Label,geography,latitude,longitude,colour\nmars-north,North of Mars,Mars,70,10,red\n";

test("a planner brings files of their own in: mapped, refused by line, mended, written", async ({ as }) => {
  const page = await as("ines");
  await page.goto("/imports");
  await settled(page);
  await page.getByLabel("From").selectOption("fleet");
  const files = page.getByLabel("Files", { exact: true });

  await test.step("columns under other names are asked for", async () => {
    await files.setInputFiles([file("regions.csv", regions)]);
    await expect(page.getByLabel("Column Code")).toHaveValue("code");
    await expect(page.getByLabel("Column colour")).toHaveValue("");
    await expect(page.getByText("Still needed: name")).toBeVisible();
    await page.getByLabel("Column Label").selectOption("name");
    await expect(page.getByText("Still needed")).toHaveCount(0);
  });

  await test.step("an empty file of each type can be taken", async () => {
    await page.getByText("Templates").click();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "zones.csv", exact: true }).click();
    expect((await download).suggestedFilename()).toBe("zones.csv");
  });

  await test.step("a wrong value is refused with its line and what to do", async () => {
    await files.setInputFiles([file("regions.csv", regions.replace(",70,", ",700,"))]);
    await page.getByLabel("Column Label").selectOption("name");
    await page.getByRole("button", { name: "Check 1 file" }).click();
    await expect(page).toHaveURL(/\/imports\/\d+$/);
    const row = page.getByRole("table", { name: "Rejected rows" }).getByRole("row").nth(1);
    await expect(row).toContainText("latitude");
    await expect(row).toContainText("700");
    await expect(row).toContainText("a number from -90 to 90");
    await expect(row).toContainText("write it in plain digits");
  });

  await page.goto("/imports");
  await settled(page);
  await page.getByLabel("From").selectOption("fleet");
  await files.setInputFiles([file("regions.csv", regions)]);
  await page.getByLabel("Column Label").selectOption("name");
  await page.getByRole("button", { name: "Check 1 file" }).click();
  await expect(page.getByText("Nothing was written yet")).toBeVisible();
  await page.getByRole("button", { name: "Write to the inventory" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Committed");
  await page.goto("/regions/mars-north");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("mars-north");
});

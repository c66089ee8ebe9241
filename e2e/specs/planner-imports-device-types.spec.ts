import { expectAccessible } from "../support/axe";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
const device = file(
  "s1.yaml",
  "manufacturer: Acme\nmodel: Server 1\nslug: acme-s1\nu_height: 1.5\nmodule-bays:\n  - name: PSU1\n  - name: PSU2\n",
);
const clouds = [
  "id,provider,display_name,country,country_code,city,latitude,longitude,continent,availability_zones",
  "acme-oslo,acme,Oslo,Norway,NO,Oslo,59.9,10.7,europe,3",
  'acme-paris,acme,"Paris, north",France,FR,Paris,48.9,2.3,europe,2',
  "",
].join("\n");

test("a planner brings device types in and answers what one draws that says nothing of it", async ({ as }) => {
  const page = await as("ines");
  await page.goto("/imports");
  await settled(page);
  await page.getByLabel("From").selectOption("devicetypes");
  await page.getByLabel("Files", { exact: true }).setInputFiles([device]);
  await page.getByRole("textbox", { name: "Acme Server 1" }).fill("750");
  await page.keyboard.press("Tab");
  await expectAccessible(page, "device types without power");
  await page.getByRole("button", { name: /^Check 1 file/ }).click();
  await expect(page).toHaveURL(/\/imports\/\d+$/);
  await settled(page);
  await page.getByRole("button", { name: "Write to the inventory" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Committed");
});

test("a planner begins a fleet with some of the cloud's regions, chosen from a list", async ({ as }) => {
  const page = await as("ines");
  await page.goto("/imports");
  await settled(page);
  await page.getByLabel("From").selectOption("regions");
  await page.getByLabel("Files", { exact: true }).setInputFiles([file("clouds.csv", clouds)]);
  const choice = page.getByRole("group", { name: /^Regions/ });
  await expect(choice.getByText("2 of 2 chosen")).toBeVisible();
  await choice.getByLabel(/^Find a region/).fill("norway");
  await choice.getByRole("button", { name: "Leave these out" }).click();
  await choice.getByLabel(/^Find a region/).fill("");
  await expect(choice.getByText("1 of 2 chosen")).toBeVisible();
  await expect(choice.getByRole("checkbox", { name: /acme-oslo/ })).not.toBeChecked();
  await expectAccessible(page, "regions to choose from");
  await page.getByRole("button", { name: /^Check 1 file/ }).click();
  await expect(page).toHaveURL(/\/imports\/\d+$/);
  await settled(page);
  await page.getByRole("button", { name: "Write to the inventory" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Committed");
  await page.goto("/inventory/regions?filter=code~acme");
  await settled(page);
  await expect(page.getByRole("link", { name: "acme-paris" })).toBeVisible();
  await expect(page.getByRole("link", { name: "acme-oslo" })).toHaveCount(0);
});

import { readFileSync } from "node:fs";
import { expectAccessible } from "../support/axe";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

test("a planner takes the fleet out as an archive, and it comes back with nothing to write", async ({ as }) => {
  const page = await as("ines");
  await page.goto("/imports");
  await settled(page);
  const out = page.getByRole("region", { name: "Take the fleet out" });
  const archive = async () => {
    const download = page.waitForEvent("download");
    await out.getByRole("link", { name: "Download the archive" }).click();
    const file = await download;
    return { name: file.suggestedFilename(), mimeType: "application/zip", buffer: readFileSync(await file.path()) };
  };

  const fleet = await archive();
  expect(fleet.name).toBe("headroom-fleet-csv.zip");

  await test.step("what NetBox has no place for is told before the archive can be had", async () => {
    await out.getByLabel("As", { exact: true }).selectOption("netbox forms");
    await out.getByLabel("For NetBox").selectOption("3.6");
    await expect(out.getByRole("link", { name: "Download the archive" })).toHaveCount(0);
    await out.getByRole("button", { name: "See what NetBox has no place for" }).click();
    await expect(out.getByRole("table").getByRole("row").nth(1)).toBeVisible();
    await expectAccessible(page, "imports, with what NetBox has no place for");
    expect((await archive()).name).toBe("headroom-netbox-3.6-forms.zip");
  });

  await page.getByLabel("From").selectOption("fleet");
  await page.getByLabel("Files", { exact: true }).setInputFiles([fleet]);
  await page.getByRole("button", { name: /^Check \d+ files$/ }).click();
  await expect(page).toHaveURL(/\/imports\/\d+$/);
  await expect(page.getByText(/there is nothing to write: all of it is here already/)).toBeVisible();
});

test("nobody has the fleet without a session, and a format or a datacenter that is not there is said", async ({
  as,
  request,
}) => {
  expect((await request.get("/api/export/fleet")).status()).toBe(401);
  const page = await as("ines");
  expect((await page.request.get("/api/export/fleet?format=xml")).status()).toBe(400);
  expect((await page.request.get("/api/export/netbox?datacenter=NOWHERE")).status()).toBe(404);
  expect((await page.request.get("/api/export/all")).status()).toBe(404);
});

import { expect } from "@playwright/test";
import { settled } from "../support/pages";
import { test } from "../support/test";
import { photograph } from "./camera";

const only = process.env.PICTURES_ONLY;

test("an installation with nothing but its first admin", async ({ page }) => {
  await page.goto(process.env.E2E_ADMIN_LINK ?? "");
  await page.getByRole("textbox", { name: "Your name" }).fill("Ada Okafor");
  await page.getByRole("textbox", { name: "E-mail" }).fill("ada@quillfjord.example");
  await page.getByLabel("Password", { exact: true }).fill("a long enough one");
  await page.getByLabel("Password again").fill("a long enough one");
  await page.getByRole("button", { name: "Create the account" }).click();
  await expect(page).toHaveURL(/sign-in/);
  await page.getByRole("textbox", { name: "E-mail" }).fill("ada@quillfjord.example");
  await page.getByLabel("Password", { exact: true }).fill("a long enough one");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/$/);
  for (const name of [
    "overview",
    "inbox",
    "regions",
    "floors",
    "racks",
    "contacts",
    "freezes",
    "limits",
    "imports",
    "requests",
    "plans",
    "runs",
    "decommission",
    "operations",
    "utilisation",
    "audit",
    "admin",
  ]) {
    if (only && !`${name}-empty`.includes(only)) continue;
    await page.goto(name === "overview" ? "/" : `/${name}`);
    await settled(page);
    await photograph(page, `${name}-empty`);
  }
});

import { settled } from "../support/pages";
import { expect, test } from "../support/test";

interface Detail {
  readonly rules: {
    readonly spread: { readonly key: string; readonly scope: string; readonly maxRacksPerDomain: number } | null;
    readonly antiAffinity: { readonly key: string } | null;
  };
}

test("a request makes a key, another one chooses it, and what fits respects it", async ({ as, api }) => {
  const odile = await api("odile");
  const page = await as("odile");
  const key = `shards-${Date.now()}`;
  await page.goto("/requests/new");
  await settled(page);
  await page.getByRole("textbox", { name: "What it is for" }).fill("Spread over fault domains");
  await page.getByRole("textbox", { name: "Service" }).fill("journey-tests");
  await page.getByRole("combobox", { name: "Rack type" }).fill("S7");
  await page.getByRole("option", { name: /^S7/ }).first().click();
  await page.getByRole("combobox", { name: "Region" }).fill("eu-north");
  await page
    .getByRole("option", { name: /^eu-north/ })
    .first()
    .click();
  const spread = page.getByRole("combobox", { name: /^Spread/ });

  await test.step("a new key wants a name", async () => {
    await spread.first().selectOption({ label: "A new key" });
    await page.getByRole("button", { name: "Send request" }).click();
    await expect(page.getByText("Name the key", { exact: true })).toBeVisible();
    await page.getByRole("textbox", { name: "Spread: name of the key" }).fill(key);
    await page.getByRole("textbox", { name: "Racks in one domain, at most" }).fill("1");
    await page.getByRole("textbox", { name: "How much" }).fill("9");
    await page.getByRole("textbox", { name: "How much" }).blur();
  });

  await test.step("what fits says which key stops it", async () => {
    const fits = page.getByRole("region", { name: "Does it fit?" });
    await expect(fits.getByText(new RegExp(`Spread, fault domain .*, key ${key}`)).first()).toBeVisible();
  });

  await page.getByRole("textbox", { name: "How much" }).fill("1");
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(page).toHaveURL(/\/requests\/\d+$/);
  await expect(page.getByText(`${key}: at most 1 rack in one fault domain`)).toBeVisible();
  const id = Number(page.url().match(/requests\/(\d+)/)![1]);
  expect((await odile.query<Detail>("request.get", { id })).rules.spread).toEqual({
    ...{ key, scope: "faultDomain", maxRacksPerDomain: 1 },
  });

  await test.step("by keyboard: the key is among those to choose, and leaves again", async () => {
    await page.keyboard.press("e");
    await expect(page).toHaveURL(/\/edit$/);
    await settled(page);
    await spread.first().focus();
    await expect(spread.first().locator("option:checked")).toHaveText(`${key}: at most 1 rack in one fault domain`);
    await page.keyboard.press("Home");
    await expect(spread.first().locator("option:checked")).toHaveText("No rule");
    await page.keyboard.press("Control+Enter");
    await expect(page).toHaveURL(/\/requests\/\d+$/);
    await expect(page.getByText(`${key}: at most`)).toHaveCount(0);
    expect((await odile.query<Detail>("request.get", { id })).rules.spread).toBeNull();
  });
});

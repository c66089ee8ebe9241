import { expectAccessible } from "../support/axe";
import { receiver } from "../support/hooks";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

interface Named {
  readonly id: number;
  readonly version: number;
  readonly name: string;
}

const source = {
  ...{
    name: "journey-away",
    url: "http://127.0.0.1:9",
    query: "up",
    kind: "rack",
    metric: "power_w",
    labels: ["rack"],
  },
  stepSeconds: 60,
};

test("an admin makes a rule, an operator has it told outside, and what it finds arrives", async ({ as, api }) => {
  // the worker asks a source that is not there, looks at the rules, gathers for half a minute, and sends
  test.setTimeout(240_000);
  const outside = await receiver();
  const [ada, odile, tomas] = [await api("ada"), await api("odile"), await api("tomas")];
  // a try before this one left them
  for (const { id, version, name } of await odile.query<Named[]>("alert.routes"))
    if (name === "Night shift") await odile.mutate("alert.removeRoute", { id, version });
  for (const { id, version, name } of (await tomas.query<{ rows: Named[] }>("contact.list")).rows)
    if (name === "Pager") await tomas.mutate("contact.remove", { id, version, reason: "tried again" });
  for (const { id, own } of await ada.query<{ id: string; own: boolean }[]>("alert.rules"))
    if (own && id.startsWith("journey-")) await ada.mutate("alert.removeRule", { id });
  await tomas.mutate("contact.create", { name: "Pager", channel: "webhook", address: outside.url });

  const admin = await as("ada");
  await test.step("an admin makes a rule, and sees what it means before it is saved", async () => {
    await admin.goto("/alerts/rules");
    await settled(admin);
    await expectAccessible(admin, "the rules of alerts");
    await admin.keyboard.press("n");
    const dialog = admin.getByRole("dialog", { name: "New rule" });
    await dialog.getByRole("textbox", { name: "Title" }).fill("Journey: telemetry is away");
    await expect(dialog.getByText(/Nothing was measured|It would/)).toBeVisible();
    await dialog.getByRole("combobox", { name: "Severity" }).selectOption({ label: "Critical" });
    await dialog.getByRole("combobox", { name: "Looks for" }).selectOption({ label: "Takes too long" });
    await dialog
      .getByRole("combobox", { name: "What takes too long" })
      .selectOption({ label: "A source of telemetry was not read" });
    await dialog.getByRole("textbox", { name: "For more than" }).fill("0");
    await dialog.getByRole("textbox", { name: "For more than" }).blur();
    await expect(dialog.getByText(/a source of telemetry was not read for more than/)).toBeVisible();
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toBeHidden();
    await expect(admin.getByRole("row", { name: /Journey: telemetry is away/ })).toContainText("Critical");
  });

  const page = await as("odile");
  await test.step("an operator sends what is critical to a contact, by keys, and tries it", async () => {
    await page.goto("/alerts/routes");
    await settled(page);
    await page.keyboard.press("n");
    const dialog = page.getByRole("dialog", { name: "New route" });
    await dialog.getByRole("textbox", { name: "Name" }).fill("Night shift");
    await dialog.getByRole("combobox", { name: "Who is told" }).selectOption({ label: "Pager (contact)" });
    await expect(dialog.getByRole("checkbox", { name: "Critical" })).toBeChecked();
    await expectAccessible(page, "a new route");
    await dialog.getByRole("button", { name: "Save" }).press("Enter");
    const row = page.getByRole("row", { name: /Night shift/ });
    await expect(row).toContainText("Webhook to Pager");
    await row.getByRole("button", { name: "Test Night shift" }).click();
    await page.getByRole("button", { name: "Send it" }).click();
    await expect(page.getByText(/^Taken by/)).toBeVisible();
    expect(outside.hooks.map(({ type }) => type)).toContain("com.headroom.test");
    await page.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).last().click();
  });

  await test.step("what the rule finds arrives as one message", async () => {
    await odile.mutate("telemetry.saveSource", source);
    const told = () => outside.hooks.filter(({ type }) => type === "com.headroom.alerts");
    await expect.poll(() => told().length, { timeout: 150_000, intervals: [2_000] }).toBe(1);
    expect(told()[0]!.data).toMatchObject({
      route: "Night shift",
      firing: expect.arrayContaining([expect.objectContaining({ title: "Journey: telemetry is away" })]),
    });
    await page.reload();
    await expect(page.getByRole("row", { name: /Night shift/ })).toContainText(/sent (just now|\d)/);
  });

  await test.step("the rule is switched off by a key, and the record says who did", async () => {
    await admin.goto("/alerts/rules?at=journey-telemetry-is-away");
    await settled(admin);
    await admin.keyboard.press("o");
    const row = admin.getByRole("row", { name: /Journey: telemetry is away/ });
    await expect(row.getByRole("button", { name: /^Switch .* on$/ })).toBeVisible();
    await row.getByRole("link", { name: "your own, see who" }).click();
    await expect(admin.getByRole("row", { name: /Rule of alerts changed/ }).first()).toBeVisible();
    await admin.goto("/alerts/rules");
    await admin.getByRole("button", { name: "Remove Journey: telemetry is away" }).click();
    await admin.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
    await expect(row).toBeHidden();
  });
  await odile.mutate("telemetry.removeSource", { name: source.name });
  await page.getByRole("button", { name: "Remove Night shift" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByRole("row", { name: /Night shift/ })).toBeHidden();
  await outside.close();
});

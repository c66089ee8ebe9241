import { expectAccessible, expectNoSidewaysScroll } from "../support/axe";
import { receiver } from "../support/hooks";
import { settled } from "../support/pages";
import { begun, committed, read, taskOf } from "../support/runs";
import { expect, test } from "../support/test";

interface Contacts {
  readonly rows: readonly { readonly id: number; readonly version: number; readonly name: string }[];
}

test("a technician without an account takes a work order on and answers it, on a phone; another cannot be done", async ({
  as,
  api,
  guard,
}) => {
  test.setTimeout(240_000);
  const outside = await receiver();
  // a try before this one left its contact
  for (const { id, version, name } of (await (await api("tomas")).query<Contacts>("contact.list")).rows)
    if (name === "Ben Berg")
      await (await api("tomas")).mutate("contact.remove", { id, version, reason: "tried again" });
  const tomas = await api("tomas");
  const odile = await api("odile");
  const planId = await committed(tomas, await api("aino"), "Runs: done by a vendor");
  const planner = await as("tomas");

  await test.step("a planner keeps who does what, and sees that messages arrive", async () => {
    await planner.goto("/contacts");
    await settled(planner);
    await planner.keyboard.press("n");
    const dialog = planner.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Name" }).fill("Ben Berg");
    await dialog.getByRole("textbox", { name: /^Organisation/ }).fill("Rack Works");
    await dialog.getByText("Webhook", { exact: true }).click();
    await dialog.getByRole("textbox", { name: "Address" }).fill(outside.url);
    await dialog.getByRole("button", { name: "Add a task" }).click();
    await dialog.getByRole("combobox", { name: "Task 1", exact: true }).selectOption({ label: "Order" });
    await expectAccessible(planner, "a new contact");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByRole("textbox", { name: "Secret" })).toHaveValue(/^whsec_/);
    await dialog.getByRole("button", { name: "I have kept it" }).click();
    const row = planner.getByRole("row", { name: /Ben Berg/ });
    await expect(row).toContainText("Order anywhere");
    await row.getByRole("button", { name: /test message/ }).click();
    await planner.getByRole("button", { name: "Send it" }).click();
    await expect(planner.getByText(/^Taken by/)).toBeVisible();
    await planner.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).last().click();
  });

  const id = await begun(odile, planId);
  const order = await taskOf(odile, id, "order");
  const linkOf = async (count: number) => {
    const orders = () => outside.hooks.filter(({ type }) => type === "com.headroom.work_order.opened");
    await expect.poll(() => orders().length, { timeout: 30_000, message: "the work order arrives" }).toBe(count);
    return String(orders().at(-1)!.data.link);
  };

  await test.step("the operator sees who was asked", async () => {
    await linkOf(1);
    const page = await as("odile");
    await page.goto(`/runs/${id}?step=${order.id}`);
    await settled(page);
    await expect(page.getByText("Ben Berg was asked, and has not answered yet.")).toBeVisible();
  });

  const page = await as(null);
  await page.setViewportSize({ width: 390, height: 844 });
  await test.step("the link opens without an account, and opening it changes nothing", async () => {
    const link = await linkOf(1);
    for (let i = 0; i < 3; i++) await page.goto(link);
    await expect(page.getByRole("heading", { level: 1, name: /^Order: / })).toBeVisible();
    await expectAccessible(page, "a work order");
    await expectNoSidewaysScroll(page, "a work order");
    const [step] = (await read(odile, id)).waves[0]!.subjects[0]!.steps;
    expect(step).toMatchObject({ state: "working", order: { state: "open" } });
  });

  await test.step("it is taken on and done, by keys, and the run goes on", async () => {
    await page.getByRole("button", { name: "I take it on" }).press("Enter");
    await expect(page.getByText("You have taken it on.")).toBeVisible();
    await page.getByRole("textbox", { name: /^Evidence/ }).fill("PO 4711");
    await expect(page.getByText("3 left on the checklist")).toBeVisible();
    for (const box of await page.getByRole("group", { name: "Checklist" }).getByRole("checkbox").all())
      await box.press("Space");
    await page.getByRole("button", { name: "It is done" }).press("Enter");
    await expect(page.getByText(/^Thank you\. You said that it is done/)).toBeVisible();
    await taskOf(odile, id, "supply");
    await page.reload();
    await expect(page.getByText(/^Thank you\./)).toBeVisible();
    await expect(page.getByRole("button", { name: "It is done" })).toBeHidden();
  });

  await test.step("an operator sends the next task outside; it cannot be done, and the run says why", async () => {
    const supply = await taskOf(odile, id, "supply");
    const operator = await as("odile");
    await operator.goto(`/runs/${id}?step=${supply.id}`);
    await settled(operator);
    await operator.getByLabel("Or send it outside, to").selectOption({ label: "Ben Berg, Rack Works" });
    await operator.getByRole("button", { name: "Send", exact: true }).click();
    await expect(operator.getByText(/^Work order \d+ to Ben Berg,/)).toBeVisible();
    await page.goto(await linkOf(2));
    await page.getByRole("button", { name: "It cannot be done…" }).click();
    await page.getByRole("button", { name: "It cannot be done", exact: true }).click();
    await expect(page.getByText("Say why in a few words")).toBeVisible();
    await page.getByRole("textbox", { name: "Why it cannot be done" }).fill("The factory is closed");
    await page.getByRole("button", { name: "It cannot be done", exact: true }).click();
    await expect(page.getByText(/“The factory is closed”/)).toBeVisible();
    await expect(operator.getByText(/Ben Berg: “The factory is closed”/).first()).toBeVisible();
  });

  await test.step("a link that is none opens nothing", async () => {
    guard.expectAnswer(404, /workOrder\.lookup/);
    await page.goto(new URL("/work/1.abc.0123456789012345678901234567890", await linkOf(2)).href);
    await expect(page.getByRole("heading", { name: "This link opens nothing" })).toBeVisible();
  });

  await test.step("the contact goes, and its tasks wait for people again", async () => {
    await planner.reload();
    await settled(planner);
    await planner.getByRole("button", { name: "Remove Ben Berg" }).click();
    const dialog = planner.getByRole("alertdialog");
    await dialog.getByRole("textbox", { name: "Reason" }).fill("The contract ended");
    await dialog.getByRole("button", { name: "Remove", exact: true }).click();
    await expect(planner.getByRole("row", { name: /Ben Berg/ })).toBeHidden();
  });
  await outside.close();
});

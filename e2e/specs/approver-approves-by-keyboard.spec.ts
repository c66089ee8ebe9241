import { submitted } from "../support/flow";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

test("an approver works through the inbox with the keyboard alone", async ({ as, api }) => {
  const tomas = await api("tomas");
  const mine = await submitted(tomas, { title: "Keys: to be approved" });
  const next = await submitted(tomas, { title: "Keys: the one after it" });
  const page = await as("aino");
  const { keyboard } = page;

  await page.goto("/");
  await settled(page);
  await keyboard.press("g");
  await keyboard.press("i");
  await expect(page.getByRole("heading", { level: 1, name: "Inbox" })).toBeVisible();
  const table = page.getByRole("table", { name: "Plans waiting for a signature" });
  const wanted = table.getByRole("row", { name: new RegExp(`PL-${mine.id} `) });
  await expect(wanted).toBeVisible();

  await test.step("J and K choose, Enter opens", async () => {
    const rows = await table.getByRole("row").count();
    for (let moved = 0; moved < rows && !(await isCurrent()); moved++) await keyboard.press("j");
    expect(await isCurrent()).toBe(true);
    await keyboard.press("k");
    expect(await isCurrent()).toBe(false);
    await keyboard.press("j");
    expect(await isCurrent()).toBe(true);
    await keyboard.press("Enter");
    await expect(page).toHaveURL(`/inbox/${mine.id}`);
  });

  await test.step("the review shows what would be signed", async () => {
    await settled(page);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Keys: to be approved");
    await expect(page.getByRole("table", { name: "Impact on ASH-1" })).toBeVisible();
    await expect(page.getByRole("table", { name: "Every action of the plan" })).toContainText("1 × S7");
    const hash = mine.hash ?? "";
    await expect(page.getByRole("region", { name: "What you sign" })).toContainText(hash.slice(0, 4));
    await expect(page.getByText("All positions are held for this plan")).toBeVisible();
    await expect(page.getByRole("group", { name: "Your decision" }).getByRole("button")).toHaveCount(3);
  });

  await test.step("2 asks for changes only with a reason", async () => {
    await keyboard.press("2");
    const dialog = page.getByRole("alertdialog", { name: `Ask for changes to PL-${mine.id}?` });
    await expect(dialog).toBeVisible();
    await keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  });

  await test.step("1 signs, and the next one comes", async () => {
    await keyboard.press("1");
    await expect(page.getByText(`PL-${mine.id} approved and committed`)).toBeVisible();
    await expect(page).toHaveURL(/\/inbox(\/\d+)?$/);
    await expect(page).not.toHaveURL(`/inbox/${mine.id}`);
  });

  const { state } = await tomas.query<{ state: string }>("plan.get", { id: mine.id });
  expect(state).toBe("committed");
  const other = await tomas.query<{ state: string }>("plan.get", { id: next.id });
  expect(other.state).toBe("submitted");

  async function isCurrent() {
    return (await wanted.getAttribute("aria-current")) === "true";
  }
});

test("nobody signs their own plan, and the page says so", async ({ as, api }) => {
  const { id } = await submitted(await api("ines"), { title: "Keys: my own" });
  const page = await as("ines");
  await page.goto(`/inbox/${id}`);
  await settled(page);
  const decision = page.getByRole("group", { name: "Your decision" });
  await expect(decision.getByRole("button", { name: /^Approve/ })).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("1");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Waits for a signature");
});

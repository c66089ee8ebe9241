import { plan, positionName, request } from "../support/flow";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

const reason = "The row is kept for the spring refresh";

test("a declined plan comes back to its planner and to who asked, with the reason", async ({ as, api }) => {
  const requestId = await request(await api("odile"), { title: "Decline: one rack for the night watch" });
  const tomas = await api("tomas");
  const draft = await plan(tomas, [requestId], "Decline: night watch");
  await tomas.mutate("plan.submit", { id: draft.id, version: draft.version });

  const approver = await as("aino");
  await approver.goto(`/inbox/${draft.id}`);
  await settled(approver);
  await approver.keyboard.press("3");
  const dialog = approver.getByRole("alertdialog", { name: `Decline PL-${draft.id}?` });
  await dialog.getByRole("button", { name: "Decline" }).click();
  await expect(dialog.getByText("Say why in a few words")).toBeVisible();
  await dialog.getByRole("textbox", { name: /^Reason/ }).fill(reason);
  await dialog.getByRole("button", { name: "Decline" }).click();
  await expect(approver.getByText(`PL-${draft.id} declined`)).toBeVisible();

  await test.step("who asked reads it on the request and in the bell", async () => {
    const page = await as("odile");
    await page.goto(`/requests/${requestId}`);
    await settled(page);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Declined");
    await expect(page.getByText(reason).first()).toBeVisible();
    await page.getByRole("button", { name: /^Notifications/ }).click();
    const bell = page.getByRole("dialog", { name: "Notifications" });
    await expect(bell.getByRole("link", { name: `PL-${draft.id} was declined` })).toBeVisible();
    await expect(bell.getByText(reason)).toBeVisible();
  });

  await test.step("the planner reads it on the plan; the positions are free again", async () => {
    const page = await as("tomas");
    await page.goto(`/plans/${draft.id}`);
    await settled(page);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Declined");
    const signatures = page.getByRole("region", { name: "Signatures" });
    await expect(signatures).toContainText("Aino Virtanen declined");
    await expect(signatures).toContainText(reason);
    const action = draft.actions[0];
    if (!action) throw new Error(`PL-${draft.id} places nothing`);
    await page.goto(`/floors/${action.datacenter}?row=${action.rowId}`);
    await settled(page);
    const cell = positionName(action, action.positions[0] ?? 0);
    await expect(page.getByRole("gridcell", { name: new RegExp(`^${cell}, free`) })).toHaveCount(1);
  });
});

test("a plan sent back for changes is a draft again, with what to change", async ({ as, api }) => {
  const tomas = await api("tomas");
  const draft = await plan(tomas, [await request(tomas, { title: "Changes: one rack" })], "Changes: one rack");
  await tomas.mutate("plan.submit", { id: draft.id, version: draft.version });
  const approver = await as("aino");
  await approver.goto(`/inbox/${draft.id}`);
  await settled(approver);
  await approver.getByRole("button", { name: /changes/i }).click();
  const dialog = approver.getByRole("alertdialog", { name: `Ask for changes to PL-${draft.id}?` });
  await dialog.getByRole("textbox", { name: /^Reason/ }).fill("Please use the other room");
  await dialog.getByRole("button", { name: "Ask for changes" }).click();
  await expect(approver.getByText(`PL-${draft.id} sent back for changes`)).toBeVisible();

  const page = await as("tomas");
  await page.goto(`/plans/${draft.id}`);
  await settled(page);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Draft");
  await expect(page.getByRole("region", { name: "Signatures" })).toContainText("Please use the other room");
});

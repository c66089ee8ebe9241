import { settled } from "../support/pages";
import { begun, committed, read } from "../support/runs";
import { expect, test } from "../support/test";

test("a planner begins the run of a committed plan after a look at what is at stake", async ({ as, api }) => {
  const planId = await committed(await api("tomas"), await api("aino"), "Runs: carried out", 2);
  const page = await as("tomas");
  await page.goto(`/plans/${planId}`);
  await settled(page);
  await expect(page.getByText("Nobody has carried it out yet")).toBeVisible();
  await page.keyboard.press("c");
  const dialog = page.getByRole("alertdialog", { name: `Carry out PL-${planId}?` });
  await expect(dialog.getByText("racks at stake")).toBeVisible();
  await expect(dialog).toContainText("2 racks");
  await expect(dialog.getByRole("table", { name: "Waves" }).getByRole("row")).toHaveCount(3);
  await dialog.getByRole("button", { name: "Begin" }).click();
  await expect(page).toHaveURL(/\/runs\/\d+$/);
  await settled(page);
  await expect(page.getByText(/0 of 2 racks in service/).first()).toBeVisible();
  await expect(page.getByRole("link", { name: `PL-${planId}` })).toBeVisible();
});

test("who may not carry out runs is told who may", async ({ as, api }) => {
  const planId = await committed(await api("tomas"), await api("aino"), "Runs: looked at");
  const id = await begun(await api("tomas"), planId);
  const page = await as("ruth");
  await page.goto(`/plans/${planId}`);
  await settled(page);
  await page.goto(`/runs/${id}`);
  await settled(page);
  const pause = page.getByRole("button", { name: /^Pause/ });
  await expect(pause).toHaveAttribute("aria-disabled", "true");
  await expect(pause).toHaveAccessibleDescription(/role/);
  await page.keyboard.press("p");
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  expect((await read(await api("ruth"), id)).state).not.toBe("paused");
});

test("racks are named, looked at, and taken out only after their site is typed", async ({ as, found }) => {
  const page = await as("odile");
  await page.goto(`/racks/${found.rack}`);
  await settled(page);
  await page.getByRole("link", { name: "Take out…" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Take 1 rack out?" });
  await expect(dialog.getByText("racks at stake")).toBeVisible();
  const go = dialog.getByRole("button", { name: "Take out 1 rack" });
  await expect(go).toHaveAttribute("aria-disabled", "true");
  await expect(go).toHaveAccessibleDescription(/^Type/);
  await dialog.getByRole("button", { name: "Not yet" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Decommission" })).toBeVisible();
});

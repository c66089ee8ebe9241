import { approve, plan, request, submitted } from "../support/flow";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

test("a plan whose numbers got worse is not committed: it says what changed and is planned again", async ({
  as,
  api,
}) => {
  const tomas = await api("tomas");
  // In one room every pair of feeds shares a device with every other: the second makes the first one's numbers worse.
  const where = { region: "eu-north", datacenter: "STO-2" };
  const first = await submitted(tomas, { title: "Stale: seen first", ...where });
  const second = await submitted(tomas, { title: "Stale: committed meanwhile", amount: 2, ...where });

  const page = await as("aino");
  await page.goto(`/inbox/${first.id}`);
  await settled(page);
  expect((await approve(await api("aino"), second)).outcome).toBe("committed");

  await page.keyboard.press("1");
  await expect(page.getByRole("alert").filter({ hasText: "Nothing was committed" })).toBeVisible();
  await expect(page.getByText("A number that was shown got worse.")).toBeVisible();
  await expect(page.getByText(/STO-2 .+ %, now .+ %/).first()).toBeVisible();

  const planner = await as("tomas");
  await planner.goto(`/plans/${first.id}`);
  await settled(planner);
  await expect(planner.getByRole("heading", { level: 1 })).toContainText("Stale");
  await expect(planner.getByText("A number that was shown got worse.")).toBeVisible();
  await planner
    .getByRole("button", { name: /^Plan again/ })
    .first()
    .click();
  await expect(planner.getByRole("heading", { level: 1 })).toContainText("Draft", { timeout: 60_000 });
});

test("a draft whose request went with another plan says so and cannot be sent", async ({ as, api, guard }) => {
  const ines = await api("ines");
  const asked = await request(ines, { title: "Race: one request" });
  const winner = await plan(ines, [asked], "Race: sent first");
  const loser = await plan(ines, [asked], "Race: too late");
  await ines.mutate("plan.submit", { id: winner.id, version: winner.version });

  const page = await as("ines");
  guard.expectAnswer(409, /plan\.submit/);
  await page.goto(`/plans/${loser.id}`);
  await settled(page);
  await expect(page.getByText("The facts under it have moved.")).toBeVisible();
  await page.getByRole("button", { name: "Send for approval" }).click();
  const dialog = page.getByRole("dialog", { name: /^Send PL-/ });
  await dialog.getByRole("button", { name: "Send for approval" }).click();
  await expect(dialog.getByRole("alert")).toContainText("The plan no longer holds");
});

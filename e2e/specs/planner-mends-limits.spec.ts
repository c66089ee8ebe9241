import type { Api } from "../support/api";
import { approve, type Plan } from "../support/flow";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

interface Repair {
  readonly broken: readonly { readonly over: number }[];
  readonly moves: readonly { readonly racks: number }[];
}

/** Its own title names a datacenter, which other journeys search for. */
async function renamed(api: Api, id: number): Promise<Plan> {
  const { version } = await api.query<Plan>("plan.get", { id });
  await api.mutate("plan.rename", { id, version, title: "Moves of a journey" });
  return api.query<Plan>("plan.get", { id });
}

test("a planner sees what is broken, makes a plan of the proposed moves, and an approver signs it", async ({
  as,
  api,
}) => {
  const ines = await api("ines");
  const page = await as("ines");
  await page.goto("/limits");
  await settled(page);
  const fleet = page.getByRole("table", { name: /^Datacenters, those with most broken limits/ });
  const link = fleet.getByRole("row").nth(1).getByRole("link");
  const datacenter = ((await link.textContent()) ?? "").trim();
  await link.click();
  await expect(page).toHaveURL(new RegExp(`/limits/${datacenter}`));
  const { broken, moves } = await ines.query<Repair>("repair.get", { datacenter });
  await expect(page.getByRole("table", { name: `Broken limits of ${datacenter}` }).getByRole("row")).toHaveCount(
    broken.length + 1,
  );
  const steps = page.getByRole("list", { name: "Proposed moves, in order" }).locator("> li");
  await expect(steps).toHaveCount(moves.length);
  await expect(steps.first()).toContainText("over, then");
  await page.getByRole("button", { name: /^Make a plan of it/ }).click();
  await expect(page).toHaveURL(/\/plans\/\d+/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`Repair of ${datacenter}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Draft", { timeout: 60_000 });
  await expect(page.getByRole("list", { name: "Moves and what each mends" }).locator("> li")).toHaveCount(moves.length);
  const id = Number(page.url().match(/plans\/(\d+)/)![1]);
  await renamed(ines, id);
  await page.reload();
  await settled(page);
  await page.getByRole("button", { name: "Send for approval" }).click();
  const dialog = page.getByRole("dialog", { name: /^Send PL-/ });
  await dialog.getByRole("button", { name: "Send for approval" }).click();
  await expect(dialog).toBeHidden();

  const review = await as("aino");
  await review.goto(`/inbox/${id}`);
  await settled(review);
  await expect(review.getByText(/to mend what is broken there/)).toBeVisible();
  await expect(review.getByRole("list", { name: "Moves and what each mends" })).toBeVisible();
  const plan = await ines.query<Plan>("plan.get", { id });
  expect(await approve(await api("aino"), plan)).toMatchObject({ outcome: "committed" });
  await page.goto(`/limits/${datacenter}`);
  const underWay = page.getByRole("region", { name: "Plans that move racks here" });
  await expect(underWay.getByRole("link", { name: `PL-${id}` })).toBeVisible();
  // given back, so that the limit is as it was for whoever comes next
  const { version } = await ines.query<Plan>("plan.get", { id });
  await ines.mutate("plan.cancel", { id, version, reason: "end of the journey" });
});

test("the same by keyboard alone, up to the draft", async ({ as, api }) => {
  const ines = await api("ines");
  const page = await as("ines");
  await page.goto("/");
  await settled(page);
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await expect(page).toHaveURL(/\/limits/);
  await settled(page);
  await page.keyboard.press("j");
  await expect(page).toHaveURL(/at=/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/limits\/.+/);
  await settled(page);
  await expect(page.getByRole("button", { name: /^Make a plan of it/ })).not.toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("p");
  await expect(page).toHaveURL(/\/plans\/\d+/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Draft", { timeout: 60_000 });
  const id = Number(page.url().match(/plans\/(\d+)/)![1]);
  const { version } = await renamed(ines, id);
  await ines.mutate("plan.cancel", { id, version, reason: "end of the journey" });
});

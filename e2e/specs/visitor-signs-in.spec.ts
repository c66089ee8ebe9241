import type { Page } from "@playwright/test";
import { live } from "../support/live";
import { person } from "../support/people";
import { expect, test } from "../support/test";

async function signIn(page: Page, email: string, password: string) {
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a visitor is sent to sign in, and afterwards to the page they asked for", async ({ page, guard }) => {
  const { email, password, name } = person("marek");
  guard.expectAnswer(401, /sign-in/);
  await page.goto("/floors/STO-1?view=table");
  await expect(page).toHaveURL("/sign-in?next=%2Ffloors%2FSTO-1%3Fview%3Dtable");

  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Type the e-mail address of your account")).toBeVisible();

  await signIn(page, email, "not the password");
  await expect(page.getByRole("alert").filter({ hasText: "do not belong together" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Password" })).toBeFocused();
  await expect(page.getByRole("textbox", { name: "Password" })).toHaveValue("");

  await signIn(page, email, password);
  await expect(page).toHaveURL("/floors/STO-1?view=table");
  await expect(page.getByRole("table", { name: "Rows of STO-1" })).toBeVisible();
  await live(page);

  await test.step("signing out ends it, also for the pages before", async () => {
    await page.getByRole("button", { name: new RegExp(name) }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page).toHaveURL("/sign-in");
    await page.goto("/plans");
    await expect(page).toHaveURL("/sign-in?next=%2Fplans");
  });
});

test("a link to somewhere else leads nowhere else", async ({ page, baseURL }) => {
  const { email, password } = person("ruth");
  await page.goto("/sign-in?next=https://headroom.invalid/");
  await signIn(page, email, password);
  await expect(page).toHaveURL(`${baseURL}/`);
  await expect(page.getByRole("navigation", { name: "Main", exact: true })).toBeVisible();
});

test("a wrong address reads like a wrong password, and too many tries have to wait", async ({
  page,
  guard,
  request,
}) => {
  const email = "nobody.at.all@quillfjord.example";
  guard.expectAnswer(401, /sign-in/);
  guard.expectAnswer(429, /sign-in/);
  await page.goto("/sign-in");
  await signIn(page, email, "not the password");
  await expect(page.getByRole("alert").filter({ hasText: "do not belong together" })).toBeVisible();
  for (let tries = 1; tries < 10; tries++) {
    const headers = { origin: new URL(page.url()).origin };
    await request.post("/api/auth/sign-in/email", { headers, data: { email, password: "not the password" } });
  }
  await signIn(page, email, "not the password");
  await expect(page.getByRole("alert").filter({ hasText: "Too many attempts" })).toContainText(
    /Try again in \d+ minutes/,
  );
});

import { settled } from "../support/pages";
import { expect, test } from "../support/test";

test("an admin invites somebody, who joins, works, and is shut out again", async ({ as, page, browser }) => {
  const email = "linnea@quillfjord.example";
  const admin = await as("ada");
  await admin.goto("/admin");
  await admin.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = admin.getByRole("dialog", { name: "Invite somebody" });
  await dialog.getByRole("textbox", { name: "E-mail" }).fill(email);
  await dialog.getByRole("combobox", { name: "Role" }).selectOption("operator");
  await dialog.getByRole("checkbox", { name: /^Send the link by mail, too/ }).check();
  await dialog.getByRole("button", { name: "Make the invitation" }).click();
  await expect(admin.getByText(/^The mail was not taken yet: no mail server is set up here/)).toBeVisible();
  const link = (await admin.getByText(/^http.*\/invite\//).textContent()) ?? "";
  await admin.getByRole("button", { name: "Done" }).click();
  await expect(admin.getByRole("table", { name: "Invitations" }).getByRole("row", { name: email })).toContainText(
    "Invited",
  );

  await test.step("the invitee makes the account and signs in", async () => {
    await page.goto(link);
    await expect(page.getByRole("heading", { name: "Join Headroom as operator" })).toBeVisible();
    await expect(page.getByRole("textbox", { name: "E-mail" })).toHaveValue(email);
    await page.getByRole("textbox", { name: "Your name" }).fill("Linnea Holm");
    await page.getByLabel("Password", { exact: true }).fill("a long enough one");
    await page.getByLabel("Password again").fill("another one");
    await page.getByRole("button", { name: "Create the account" }).click();
    await expect(page.getByText("The two passwords differ")).toBeVisible();
    await page.getByLabel("Password again").fill("a long enough one");
    await page.getByRole("button", { name: "Create the account" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await page.getByRole("textbox", { name: "E-mail" }).fill(email);
    await page.getByLabel("Password", { exact: true }).fill("a long enough one");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("button", { name: /Linnea Holm, operator/ })).toBeVisible();
  });

  await test.step("the link works once", async () => {
    const context = await browser.newContext();
    const other = await context.newPage();
    await other.goto(link);
    await expect(other.getByRole("heading", { name: "This invitation cannot be used" })).toBeVisible();
    await context.close();
  });

  await test.step("disabled, every session ends", async () => {
    await admin.reload();
    const people = admin.getByRole("table", { name: "People" });
    await expect(people.getByRole("row", { name: /Linnea Holm/ })).toContainText("On");
    await people.getByRole("button", { name: "Disable Linnea Holm" }).click();
    await admin
      .getByRole("alertdialog", { name: "Disable Linnea Holm?" })
      .getByRole("button", { name: "Disable" })
      .click();
    await expect(people.getByRole("row", { name: /Linnea Holm/ })).toContainText("Disabled");
    await page.goto("/requests");
    await expect(page).toHaveURL(/\/sign-in/);
  });
  await settled(admin);
});

test("an invitation can be taken back", async ({ as, api, page }) => {
  const email = "never.joins@quillfjord.example";
  const { path } = await (await api("ada")).mutate<{ path: string }>("admin.invite", { email, role: "auditor" });
  const admin = await as("ada");
  await admin.goto("/admin");
  await admin.getByRole("button", { name: `Take back the invitation for ${email}` }).click();
  await expect(admin.getByRole("table", { name: "Invitations" }).getByRole("row", { name: email })).toContainText(
    "Taken back",
  );
  await page.goto(path);
  await expect(page.getByText("It has expired or was taken back.")).toBeVisible();
});

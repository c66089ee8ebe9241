import { settled } from "../support/pages";
import { expect, test } from "../support/test";

test("an operator pauses everything and lets it go on; everybody sees it", async ({ as }) => {
  const page = await as("odile");
  await page.goto("/operations");
  await settled(page);
  await page.getByRole("button", { name: /^Pause all runs/ }).click();
  const dialog = page.getByRole("alertdialog", { name: "Pause all runs?" });
  await expect(dialog.getByRole("button", { name: "Pause all" })).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Power work in hall 2");
  await dialog.getByRole("textbox", { name: /^Type/ }).fill("pause all");
  await dialog.getByRole("button", { name: "Pause all" }).click();
  await expect(page.getByText("All runs are paused")).toBeVisible();
  const other = await as("marek");
  await other.goto("/utilisation");
  await expect(other.getByText(/All runs are paused.*Power work in hall 2/)).toBeVisible();
  await page.getByRole("button", { name: /^Resume all runs/ }).click();
  const resume = page.getByRole("alertdialog", { name: "Resume all runs?" });
  await resume.getByRole("textbox", { name: "Reason" }).fill("Done");
  await resume.getByRole("button", { name: "Resume all" }).click();
  await expect(page.getByText("All runs are paused")).toBeHidden();
});

test("a shift leaves a note to the next one", async ({ as }) => {
  const page = await as("odile");
  await page.goto("/operations");
  await settled(page);
  await page.getByRole("button", { name: "Write" }).click();
  await page.getByRole("textbox", { name: "Note" }).fill("Wave 2 waits for the carrier");
  await page.getByRole("button", { name: "Leave it" }).click();
  const next = await as("ines");
  await next.goto("/operations");
  await settled(next);
  await expect(next.getByRole("region", { name: "Note to the next shift" })).toContainText(
    "Wave 2 waits for the carrier",
  );
});

import { settled } from "../support/pages";
import { expect, test } from "../support/test";

interface Rule {
  readonly id: string;
  readonly usual: boolean;
  readonly own: boolean;
  readonly test: object;
}

const source = {
  ...{
    name: "journey-pdus",
    url: "http://127.0.0.1:9",
    query: "up",
    kind: "rack",
    metric: "power_w",
    labels: ["rack"],
  },
  stepSeconds: 60,
};

test("what a rule finds is acknowledged and silenced by keys, and its runbook says what to do", async ({ as, api }) => {
  // the worker asks a source that is not there, and looks at the rules a quarter of a minute later
  test.slow();
  const ada = await api("ada");
  const rules = await ada.query<Rule[]>("alert.rules");
  const { usual: _, own: __, ...rule } = rules.find(({ id }) => id === "source-failing") as Rule;
  await ada.mutate("alert.saveRule", { ...rule, test: { ...rule.test, afterMinutes: 0 } });
  const odile = await api("odile");
  const page = await as("odile");
  await odile.mutate("telemetry.saveSource", source);
  const found = async () =>
    (await odile.query<{ rows: { id: number }[] }>("alert.list", { state: "firing", rule: "source-failing" })).rows;
  await expect.poll(async () => (await found()).length, { timeout: 120_000, intervals: [2_000] }).toBeGreaterThan(0);
  const [alert] = await found();

  await test.step("A acknowledges the current one", async () => {
    await page.goto(`/alerts?at=${alert?.id}`);
    await settled(page);
    await expect(page.getByRole("row", { name: /A source of telemetry does not answer/ })).toContainText("Firing");
    await page.keyboard.press("a");
    await expect(page.getByRole("row", { name: /A source of telemetry does not answer/ })).toContainText(
      "Acknowledged",
    );
  });

  await test.step("S silences it, with a reason", async () => {
    await page.keyboard.press("s");
    const dialog = page.getByRole("alertdialog", { name: /^Silence/ });
    await dialog.getByRole("button", { name: "Silence" }).click();
    await expect(dialog.getByText("Say why in a few words")).toBeVisible();
    await dialog.getByRole("combobox", { name: "For" }).selectOption("24");
    await dialog.getByRole("textbox", { name: "Reason" }).fill("the network is rebuilt");
    await dialog.getByRole("button", { name: "Silence" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("row", { name: /A source of telemetry does not answer/ })).toContainText("Silenced");
  });

  await test.step("its page has what became of it, and the runbook", async () => {
    await page.getByRole("link", { name: "A source of telemetry does not answer" }).click();
    const history = page.getByRole("table", { name: /What became of the alert/ });
    await expect(history).toContainText("the network is rebuilt");
    await expect(history).toContainText("Acknowledged");
    await page.getByRole("link", { name: "Runbook: source-failing" }).click();
    await expect(page.getByRole("heading", { name: "A source of telemetry does not answer" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "What to do" })).toBeVisible();
  });

  await odile.mutate("telemetry.removeSource", { name: source.name });
  await ada.mutate("alert.saveRule", rule);
});

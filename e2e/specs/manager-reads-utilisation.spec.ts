import { csvBehind, rowsOf } from "../support/download";
import { approve, submitted } from "../support/flow";
import { settled } from "../support/pages";
import { expect, test } from "../support/test";

const month = (code: string) =>
  new Date(`${code}-01T00:00:00Z`).toLocaleDateString("en-US", { month: "short", year: "numeric", timeZone: "UTC" });

for (const [resource, unit] of [
  ["Power", "mw"],
  ["Space", "positions"],
] as const)
  test(`the months of ${resource.toLowerCase()} in the file are the months of the table`, async ({ as }) => {
    const page = await as("marek");
    await page.goto("/utilisation");
    await page
      .getByRole("group", { name: "Resource" })
      .getByRole("button", { name: new RegExp(`^${resource}`) })
      .click();
    await page.getByRole("combobox", { name: "Region" }).selectOption("us-east");
    const chart = page.getByRole("region", { name: `${resource}, us-east` });
    // the numbers of all regions stay on the page until those of one are there
    await expect(page).toHaveURL(/region=us-east/);
    await settled(page);
    await chart.getByRole("button", { name: "Table" }).click();
    const shown = await rowsOf(chart.getByRole("table"));
    const { name, rows } = await csvBehind(page, chart.getByRole("button", { name: "CSV" }));
    expect(name).toBe(`utilisation-${resource.toLowerCase()}-us-east.csv`);
    expect(rows.length).toBe(14);
    const digits = unit === "mw" ? 2 : 0;
    const number = (text: string | undefined) => Number(text).toFixed(digits);
    expect(
      rows.map((row) => [
        month(row.month ?? ""),
        ...["in_service", "installed", "committed", "stranded", "limit"].map((column) =>
          number(row[`${column}_${unit}`]),
        ),
      ]),
    ).toEqual(
      [...shown]
        .reverse()
        .map((row) => [
          row.Month,
          ...["In service", "Installed", "Committed", "Stranded"].map((head) => row[head]),
          Object.entries(row).find(([head]) => head.startsWith("Limit"))?.[1],
        ]),
    );
  });

test("the chart of this month moves when a plan is approved, and says when it runs out", async ({ as, api }) => {
  const page = await as("marek");
  const path = "/utilisation?resource=space&region=us-east&view=table";
  const committed = async () => {
    await page.goto(path);
    await settled(page);
    const rows = await rowsOf(page.getByRole("region", { name: "Space, us-east" }).getByRole("table"));
    const newest = rows.find((row) => row.Month === month(new Date().toISOString().slice(0, 7)));
    return Number(newest?.Committed);
  };
  const before = await committed();
  const plan = await submitted(await api("tomas"), { title: "Facts: two racks", amount: 2 });
  await approve(await api("aino"), plan);
  expect(await committed()).toBe(before + 2);

  await page.goto("/utilisation");
  await settled(page);
  await expect(page.getByText(/by the plain trend of twelve months/).first()).toBeVisible();
  const plot = page.getByRole("group", { name: /^Power, all regions/ });
  await plot.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByText(/^[A-Z][a-z]+ \d{4}: in service/)).toBeVisible();

  await test.step("a region opens its datacenters", async () => {
    await page.getByRole("region", { name: "By region" }).getByRole("link", { name: "eu-north" }).click();
    const members = page.getByRole("region", { name: "By datacenter" });
    await expect(members.getByRole("link", { name: "STO-1" })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(/\/utilisation(\?month=[\d-]+)?$/);
  });
});

test("the floor's file has the rows of the floor's table", async ({ as }) => {
  const page = await as("marek");
  await page.goto("/floors/STO-1?view=table&metric=power");
  await settled(page);
  const shown = await rowsOf(page.getByRole("table", { name: "Rows of STO-1" }));
  const { rows } = await csvBehind(page, page.getByRole("button", { name: "CSV" }));
  expect(rows.map((row) => [row.row, row.racks, row.free, Number(row.used_kw).toFixed(1)])).toEqual(
    shown.map((row) => [row.Row, row.Racks, row.Free, row.kW]),
  );
});

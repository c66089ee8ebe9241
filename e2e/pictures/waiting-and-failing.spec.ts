import type { Page, Route } from "@playwright/test";
import pg from "pg";
import { expect, test } from "../support/test";
import { photograph } from "./camera";

const only = process.env.PICTURES_ONLY;
const wanted = (picture: string) => !only || picture.includes(only);

/** Lists that the browser itself asks for, with the procedure behind each. */
const lists = [
  { name: "requests", path: "/requests", procedure: "request.list" },
  { name: "plans", path: "/plans", procedure: "plan.list" },
  { name: "racks", path: "/racks", procedure: "rack.list" },
  { name: "runs", path: "/runs", procedure: "run.list" },
  { name: "operations", path: "/operations", procedure: "run.list" },
  { name: "decommission", path: "/decommission", procedure: "decommission.list" },
  { name: "audit", path: "/audit", procedure: "audit.list" },
] as const;

/** Pages that come with their data: they fail where a table they read is away. */
const read = [
  { name: "frame", path: "/regions", table: "datacenter_capacity" },
  { name: "regions", path: "/regions", table: "region" },
  { name: "floors", path: "/floors", table: "datacenter" },
  { name: "utilisation", path: "/utilisation", table: "capacity_month" },
  { name: "contacts", path: "/contacts", table: "contact" },
  { name: "freezes", path: "/freezes", table: "freeze_window" },
  { name: "imports", path: "/imports", table: "import_run" },
] as const;

const trouble = {
  error: {
    message: "INTERNAL",
    code: -32603,
    data: { code: "INTERNAL", details: {}, httpStatus: 500, traceId: "3f2b8c1e-77aa-4f0e" },
  },
};

/** Answers one procedure of a batch in place of the server. */
async function inPlaceOf(page: Page, procedure: string, answer: (route: Route) => Promise<unknown>) {
  await page.route(
    (url) => url.pathname.startsWith("/api/trpc/") && url.pathname.includes(procedure),
    async (route) => {
      await answer(route);
    },
  );
}

test("lists on their way, and lists that did not come", async ({ as, guard }) => {
  for (const { name, path, procedure } of lists.filter(({ name }) => wanted(`${name}-loading`))) {
    const loading = await as("ines");
    await inPlaceOf(loading, procedure, () => new Promise(() => {}));
    await loading.goto(path);
    await expect(loading.locator("[aria-busy=true]").first()).toBeVisible();
    await photograph(loading, `${name}-loading`);
    await loading.context().close();
  }
  for (const { name, path, procedure } of lists.filter(({ name }) => wanted(`${name}-failed`))) {
    guard.expectAnswer(500, new RegExp(procedure));
    const failed = await as("ines");
    await inPlaceOf(failed, procedure, (route) => {
      const asked = new URL(route.request().url()).pathname.split(",").length;
      return route.fulfill({ status: 500, json: Array.from({ length: asked }, () => trouble) });
    });
    await failed.goto(path);
    await expect(failed.getByRole("button", { name: "Try again" }).first()).toBeVisible({ timeout: 30_000 });
    await photograph(failed, `${name}-failed`);
    await failed.context().close();
  }
});

test("pages whose data cannot be read", async ({ as, guard }) => {
  const client = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  try {
    for (const { name, path, table } of read.filter(({ name }) => wanted(`${name}-failed`))) {
      guard.expectAnswer(500, /trpc/);
      const page = await as("ines");
      await page.goto("/requests/new");
      await client.query(`alter table ${table} rename to ${table}_away`);
      try {
        await page.goto(path);
        await expect(page.getByRole("button", { name: "Try again" })).toBeVisible({ timeout: 30_000 });
        await photograph(page, `${name}-failed`);
      } finally {
        await client.query(`alter table ${table}_away rename to ${table}`);
      }
      await page.context().close();
    }
  } finally {
    await client.end();
  }
});

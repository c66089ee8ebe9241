import { testDatabase } from "@headroom/config/vitest/database";
import { expect, it } from "vitest";
import { withClient } from "./database.mjs";
import { migrate } from "./prisma.mjs";

const ask = (url, sql) => withClient(url, async (client) => (await client.query(sql)).rows);

it("applies what is missing, and sees when nothing is", async () => {
  const { url } = await testDatabase({ migrated: false });
  expect((await migrate(url)).note).toMatch(/^\d+ migrations? applied$/);
  expect((await migrate(url)).note).toBe("up to date");
  const books = await ask(url, "select migration_name, finished_at is not null as whole from _prisma_migrations");
  expect(books.every(({ whole }) => whole)).toBe(true);
});

it("leaves a half migration to Prisma", async () => {
  const { url } = await testDatabase();
  await ask(url, "update _prisma_migrations set finished_at = null, logs = null");
  await expect(migrate(url)).rejects.toThrow("The migrations could not be applied: see above.");
});

import pg from "pg";
import { describe, expect, it } from "vitest";
import { testDatabase } from "./database";

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

const tables = "select count(*)::int as n from information_schema.tables where table_schema = 'public'";

describe("testDatabase", () => {
  it("gives every caller a migrated database of its own", async () => {
    const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
    expect(one.name).not.toBe(other.name);
    await ask(one.url, "create table only_here (id int)");
    const [mine, theirs] = await Promise.all([ask(one.url, tables), ask(other.url, tables)]);
    expect(theirs).not.toEqual([{ n: 0 }]);
    expect(mine).not.toEqual(theirs);
    expect(await ask(other.url, "select to_regclass('only_here') as it")).toEqual([{ it: null }]);
  });

  it("gives an empty one where that is asked for, and removes it", async () => {
    const empty = await testDatabase({ migrated: false });
    expect(await ask(empty.url, tables)).toEqual([{ n: 0 }]);
    await empty.drop();
    await expect(ask(empty.url, tables)).rejects.toThrow(/does not exist/);
  });
});

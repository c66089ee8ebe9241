import { testDatabase } from "@headroom/config/vitest/database";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "./client";
import { copyRows } from "./copy";
import { createUnitOfWork, transact } from "./unit-of-work";

let database: Database;
beforeAll(async () => {
  database = openDatabase((await testDatabase()).url, { connections: 4 });
});
afterAll(() => database.close());
beforeEach(() => database.pool.query("DELETE FROM region"));

const region = (code: string) => ({ code, name: code, geography: "x", latitude: 1, longitude: 1 });
const count = async () =>
  Number((await database.pool.query<{ n: string }>("SELECT count(*) AS n FROM region")).rows[0]!.n);

test("Prisma, SQL and COPY are one transaction: each sees the others' changes, and all end together", async () => {
  await transact(database, "write", async ({ prisma, sql }) => {
    await prisma.region.create({ data: region("prisma") });
    await copyRows(sql, {
      table: "region",
      columns: ["code", "name", "geography", "latitude", "longitude"],
      rows: [["copy", "copy", "x", 1, 1]],
    });
    await sql.query("UPDATE region SET name = 'seen' WHERE code = 'prisma'");
    expect((await prisma.region.findMany({ orderBy: { code: "asc" } })).map((r) => r.name)).toEqual(["copy", "seen"]);
    expect(await count()).toBe(0);
  });
  expect(await count()).toBe(2);
});

test("a throw rolls everything back", async () => {
  const failing = transact(database, "write", async ({ prisma, sql }) => {
    await prisma.region.create({ data: region("a") });
    await sql.query("INSERT INTO region (code, name, geography, latitude, longitude) VALUES ('b', 'b', 'x', 1, 1)");
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  expect(await count()).toBe(0);
});

test("many at once each have a connection of their own", async () => {
  const ids = await Promise.all(
    Array.from({ length: 30 }, () =>
      transact(database, "write", async ({ prisma, sql }) => {
        const [a] = (await sql.query<{ id: string }>("SELECT txid_current()::text AS id")).rows;
        const [b] = await prisma.$queryRaw<{ id: string }[]>`SELECT txid_current()::text AS id`;
        expect(b).toEqual(a);
        return a!.id;
      }),
    ),
  );
  expect(new Set(ids).size).toBe(30);
});

test("reading sees one moment and changes nothing", async () => {
  const work = createUnitOfWork(database);
  const seen = transact(database, "read", async ({ sql }) => {
    const regions = async () => (await sql.query("SELECT code FROM region")).rowCount;
    expect(await regions()).toBe(0);
    await database.pool.query(
      "INSERT INTO region (code, name, geography, latitude, longitude) VALUES ('c', 'c', 'x', 1, 1)",
    );
    expect(await regions()).toBe(0);
    await expect(sql.query("DELETE FROM region")).rejects.toThrow(/read-only/);
    return regions();
  });
  await expect(seen).rejects.toThrow(/current transaction is aborted/);
  expect(await count()).toBe(1);
  await expect(
    work.read(({ audit }) =>
      audit.append([
        { actorId: null, actorName: "x", via: "t", action: "a.b", entityKind: "k", entityId: "1", requestId: "r" },
      ]),
    ),
  ).rejects.toThrow(/read-only/);
});

test("a read that ends, well or not, gives its connection back as it was", async () => {
  const work = createUnitOfWork(database);
  for (let i = 0; i < 12; i++) {
    const limit = await transact(database, "read", async ({ sql }) => (await sql.query("SHOW statement_timeout")).rows);
    expect(limit).toEqual([{ statement_timeout: "1min" }]);
    await expect(work.read(() => Promise.reject(new Error("not found")))).rejects.toThrow("not found");
  }
  const clients = await Promise.all(Array.from({ length: 4 }, () => database.pool.connect()));
  for (const client of clients) {
    expect((await client.query("SHOW statement_timeout")).rows).toEqual([{ statement_timeout: "0" }]);
    expect((await client.query("SHOW transaction_read_only")).rows).toEqual([{ transaction_read_only: "off" }]);
    client.release();
  }
});

test("a read whose connection breaks fails, and leaves nobody a broken one", async () => {
  const read = transact(database, "read", async ({ sql }) => {
    const [{ pid }] = (await sql.query("SELECT pg_backend_pid() AS pid")).rows;
    await database.pool.query("SELECT pg_terminate_backend($1)", [pid]);
    return sql.query("SELECT 1");
  });
  await expect(read).rejects.toThrow(/terminat|connection/i);
  for (let i = 0; i < 8; i++) expect(await count()).toBe(0);
});

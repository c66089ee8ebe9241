import { describe, expect, it } from "vitest";
import { connectionTo, databaseOf, refusal } from "./connection.mjs";

describe("a DATABASE_URL", () => {
  it.each([
    ["postgresql://a:b@h/db"],
    ["postgres://h:5433/db?sslmode=verify-full&sslrootcert=/ca.pem"],
    ["postgresql://a@h/db?schema=public"],
  ])("may be %s", (url) => {
    expect(refusal(url)).toBe(undefined);
  });

  it.each([
    ["mysql://h/db", /not a PostgreSQL address/],
    ["postgresql://", /./],
    ["nonsense", /not a PostgreSQL address/],
    ["postgresql://h:5432", /names no database/],
    ["postgresql://h/db?schema=tenant", /schema=tenant.*"public"/],
    ["postgresql://h/db?sslaccept=strict", /sslaccept=.*sslmode=/],
  ])("may not be %s, for one sentence", (url, why) => {
    expect(refusal(url)).toMatch(why);
  });

  it("keeps its options when another database is meant", () => {
    const { connectionString } = connectionTo(
      "postgresql://a:p%40ss@h:5433/main?sslmode=require&schema=public",
      "shadow db",
    );
    expect(connectionString).toBe("postgresql://a:p%40ss@h:5433/shadow%20db?sslmode=require");
    expect(databaseOf(connectionString)).toBe("shadow db");
  });
});

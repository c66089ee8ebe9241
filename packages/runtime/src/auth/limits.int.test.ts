import { testDatabase } from "@headroom/config/vitest/database";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSignIn } from "../testing/sign-in";
import { attemptLimits } from "./limits";

type SignIn = ReturnType<typeof openSignIn>;
let url: string;
let app: SignIn;

beforeEach(async () => {
  url = (await testDatabase()).url;
  app = openSignIn(url);
  await app.addPerson("ana@example.org", "planner");
  await app.addPerson("bo@example.org", "approver");
});
afterEach(() => app.close());

const many = (times: number, attempt: (i: number) => Promise<unknown>) =>
  Promise.all(Array.from({ length: times }, (_, i) => attempt(i)));

describe("attempts by account", () => {
  it("are refused after ten, from any address, with the right password too, and after a restart", async () => {
    for (let i = 0; i < attemptLimits.account; i++) {
      const answer = await app.signIn("ana@example.org", "wrong horse battery", { peer: `203.0.113.${i}` });
      expect(answer.status).toBe(401);
    }
    const restarted = openSignIn(url);
    const answer = await restarted.signIn("Ana@example.org", undefined, { peer: "198.51.100.1" });
    expect(answer).toMatchObject({ status: 429, setCookie: [] });
    expect(Number(answer.retryAfter)).toBeGreaterThan(0);
    expect(answer.body).toEqual({
      code: "TOO_MANY_ATTEMPTS",
      details: { retryAfterSeconds: Number(answer.retryAfter) },
    });
    expect((await restarted.signIn("bo@example.org", undefined, { peer: "198.51.100.1" })).status).toBe(200);
    await restarted.close();
  });

  it("are counted alike for accounts that do not exist", async () => {
    await many(attemptLimits.account, () => app.limits.attempt("nobody@example.org", null));
    expect((await app.signIn("nobody@example.org")).status).toBe(429);
  });

  it("begin afresh after a success", async () => {
    await many(attemptLimits.account - 1, () => app.limits.attempt("ana@example.org", null));
    expect((await app.signIn("ana@example.org")).status).toBe(200);
    expect((await app.signIn("ana@example.org", "wrong horse battery")).status).toBe(401);
  });

  it("cannot be outrun by asking all at once", async () => {
    const waits = await many(attemptLimits.account * 3, () => app.limits.attempt("ana@example.org", null));
    expect(waits.filter((wait) => wait === null)).toHaveLength(attemptLimits.account);
  });

  it("name nobody in the database", async () => {
    await app.signIn("ana@example.org", "wrong horse battery");
    const { rows } = await app.database.pool.query("SELECT key FROM rate_limit");
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain("ana");
  });
});

describe("attempts by address", () => {
  const exhaust = (address: string) =>
    many(attemptLimits.address, (i) => app.limits.attempt(`person-${i}@example.org`, address));

  it("are refused over all accounts, for that address alone, and after a restart", async () => {
    await exhaust("203.0.113.9");
    const restarted = openSignIn(url);
    expect((await restarted.signIn("ana@example.org", undefined, { peer: "203.0.113.9" })).status).toBe(429);
    expect((await restarted.signIn("ana@example.org", undefined, { peer: "203.0.113.10" })).status).toBe(200);
    await restarted.close();
  });

  it("are not used up by people who know their password", async () => {
    for (let i = 0; i < 3; i++) await app.signIn("ana@example.org", undefined, { peer: "203.0.113.9" });
    const { rows } = await app.database.pool.query("SELECT points FROM rate_limit WHERE key LIKE 'address:%'");
    expect(rows).toEqual([{ points: 0 }]);
  });

  it("are counted by the socket, whatever a client claims", async () => {
    await exhaust("203.0.113.9");
    const headers = { "x-forwarded-for": "198.51.100.7", "x-headroom-address": "198.51.100.7" };
    const answer = await app.signIn("ana@example.org", undefined, { peer: "203.0.113.9", headers });
    expect(answer.status).toBe(429);
  });

  it("are counted by what a configured proxy says", async () => {
    const proxied = openSignIn(url, { HEADROOM_TRUSTED_PROXY: "10.0.0.0/8" });
    await exhaust("198.51.100.7");
    const from = (forwarded: string) =>
      proxied.signIn("ana@example.org", undefined, { peer: "10.1.2.3", headers: { "x-forwarded-for": forwarded } });
    expect((await from("198.51.100.7")).status).toBe(429);
    expect((await from("192.0.2.1, 198.51.100.7")).status).toBe(429);
    expect((await from("198.51.100.7, 192.0.2.1")).status).toBe(200);
    const { rows } = await proxied.database.pool.query("SELECT ip_address FROM session");
    expect(rows).toEqual([{ ip_address: "192.0.2.1" }]);
    await proxied.close();
  });
});

import { testDatabase } from "@headroom/config/vitest/database";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openSignIn, PASSWORD } from "../testing/sign-in";
import { readSession } from "./session";

type SignIn = ReturnType<typeof openSignIn>;
let url: string;
let app: SignIn;

beforeAll(async () => {
  url = (await testDatabase()).url;
  app = openSignIn(url);
  await app.addPerson("ana@example.org", "planner");
});
afterAll(() => app.close());

const refused = { code: "UNAUTHENTICATED", details: {} };
const sessions = async () => (await app.database.pool.query("SELECT * FROM session")).rows;

describe("sign-in", () => {
  it("gives a session that lives in the database and travels in an HttpOnly cookie alone", async () => {
    const answer = await app.signIn("Ana@Example.org");
    expect(answer).toMatchObject({ status: 200, body: { ok: true } });
    expect(answer.setCookie).toEqual([
      expect.stringMatching(/^headroom\.session_token=[^;]+;.*HttpOnly; SameSite=Lax$/),
    ]);

    const who = await app.call("GET /get-session", { cookie: answer.cookie });
    expect(who.body).toEqual({
      user: { id: expect.any(String), name: "ana", email: "ana@example.org", role: "planner" },
    });
    const [session] = await sessions();
    expect(answer.cookie).toContain(session.token);
    expect(JSON.stringify([answer.body, who.body])).not.toContain(session.token);

    await app.database.pool.query("DELETE FROM session");
    expect((await app.call("GET /get-session", { cookie: answer.cookie })).body).toEqual({ user: null });
  });

  it("ends the session at sign-out", async () => {
    const { cookie } = await app.signIn("ana@example.org");
    expect((await app.call("POST /sign-out", { cookie, body: {} })).status).toBe(200);
    expect(await sessions()).toEqual([]);
    expect((await app.call("GET /get-session", { cookie })).body).toEqual({ user: null });
  });

  it("is read with one statement, and prolonged when a day of it is used", async () => {
    const { cookie } = await app.signIn("ana@example.org");
    const headers = new Headers({ cookie });
    const library = vi.spyOn(app.auth.api, "getSession");
    const shiftDays = (days: number) =>
      app.database.pool.query("UPDATE session SET expires_at = now() + make_interval(days => $1, mins => 1)", [days]);
    const leftDays = async () => ((await sessions())[0].expires_at.getTime() - Date.now()) / 86_400_000;

    await shiftDays(6);
    expect(await readSession(app, headers, { prolong: true })).toMatchObject({ user: { name: "ana" }, cookies: [] });
    await shiftDays(5);
    expect(await readSession(app, headers)).toMatchObject({ user: { name: "ana" }, cookies: [] });
    expect(library).not.toHaveBeenCalled();
    expect(await leftDays()).toBeLessThan(5.1);

    const prolonged = await readSession(app, headers, { prolong: true });
    expect(prolonged?.cookies).toEqual([expect.stringMatching(/^headroom\.session_token=.*Max-Age=604800/)]);
    expect(await leftDays()).toBeGreaterThan(6.9);

    await shiftDays(-1);
    expect(await readSession(app, headers, { prolong: true })).toBeNull();
    expect(await sessions()).toEqual([]);
    library.mockRestore();
  });

  it("is never prolonged where the person did not want to be remembered", async () => {
    const { cookie } = await app.call("POST /sign-in/email", {
      body: { email: "ana@example.org", password: PASSWORD, rememberMe: false },
    });
    const before = await sessions();
    expect(await readSession(app, new Headers({ cookie }), { prolong: true })).toMatchObject({ cookies: [] });
    expect(await sessions()).toEqual(before);
    await app.database.pool.query("DELETE FROM session");
  });

  it("does not believe a forged cookie", async () => {
    const { cookie } = await app.signIn("ana@example.org");
    const forged = cookie.replace(/=(.)/, (_, first: string) => `=${first === "a" ? "b" : "a"}`);
    expect((await app.call("GET /get-session", { cookie: forged })).body).toEqual({ user: null });
  });

  it("sends its cookie over HTTPS only where the site is served so", async () => {
    const secure = openSignIn(url, { HEADROOM_URL: "https://headroom.example.org" });
    const { setCookie } = await secure.signIn("ana@example.org");
    await secure.close();
    expect(setCookie).toEqual([expect.stringMatching(/^__Secure-headroom\.session_token=.*; Secure/)]);
  });

  it("answers an unknown account, a wrong password and a disabled person alike", async () => {
    const disabled = await app.addPerson("gone@example.org", "planner");
    await app.ports.work.write(({ accounts }) => accounts.setDisabled(disabled, new Date()));
    const answers = [
      await app.signIn("nobody@example.org"),
      await app.signIn("ana@example.org", "wrong horse battery"),
      await app.signIn("gone@example.org"),
    ];
    for (const answer of answers) expect(answer).toEqual({ ...answers[0], status: 401, body: refused, setCookie: [] });
  });

  it.each([
    ["no JSON", "email=ana"],
    ["no password", { email: "ana@example.org" }],
    ["a query for an address", { email: { contains: "@" }, password: PASSWORD }],
    ["too much", { email: "ana@example.org", password: "x".repeat(5000) }],
  ])("refuses %s", async (_, body) => {
    const answer = await app.call("POST /sign-in/email", { body });
    expect(answer).toMatchObject({ status: 400, body: { code: "INVALID_INPUT" }, setCookie: [] });
  });
});

describe("everything else under /api/auth", () => {
  it("is not there, whatever the library can do", async () => {
    const { cookie } = await app.signIn("ana@example.org");
    const endpoints = Object.values(app.auth.api as Record<string, { path?: string; options?: { method?: unknown } }>);
    const routes = endpoints.flatMap(({ path, options }) =>
      [options?.method ?? ["GET", "POST"]].flat().map((method) => `${method} ${path}`),
    );
    expect(routes).toContain("POST /sign-up/email");
    expect(routes).toContain("POST /update-user");
    const open = ["POST /sign-in/email", "POST /sign-out", "GET /get-session"];
    const body = { email: "eve@example.org", password: PASSWORD, name: "Eve", role: "admin" };
    for (const route of routes.filter((one) => !open.includes(one))) {
      const answer = await app.call(route, { cookie, ...(route.startsWith("POST") ? { body } : {}) });
      expect([route, answer.status, answer.setCookie]).toEqual([route, 404, []]);
    }
    for (const route of [
      "POST /sign-up/email/",
      "POST //sign-up/email",
      "POST /sign-in/../sign-up/email",
      "PUT /sign-in/email",
    ]) {
      expect([route, (await app.call(route, { cookie, body })).status]).toEqual([route, 404]);
    }
    const { rows } = await app.database.pool.query("SELECT email FROM user_account WHERE email LIKE 'eve%'");
    expect(rows).toEqual([]);
  });

  it("has no way to a role: fields beyond address and password are dropped", async () => {
    const answer = await app.call("POST /sign-in/email", {
      body: {
        email: "ana@example.org",
        password: PASSWORD,
        role: "admin",
        disabledAt: null,
        callbackURL: "https://evil.example",
      },
    });
    expect(answer.body).toEqual({ ok: true });
    const who = await app.call("GET /get-session", { cookie: answer.cookie });
    expect(who.body).toMatchObject({ user: { role: "planner" } });
    expect(app.auth.options.user.additionalFields.role.input).toBe(false);
  });
});

describe("origin", () => {
  it.each([
    [{ origin: "https://evil.example" }, 403],
    [{ origin: "null" }, 403],
    [{ origin: "http://127.0.0.1:3001" }, 403],
    [{ origin: "http://localhost:3000" }, 200],
    [{ origin: "http://127.0.0.1:3000" }, 200],
  ])("%o is answered %i", async (headers, status) => {
    const answer = await app.signIn("ana@example.org", PASSWORD, { headers });
    expect(answer.status).toBe(status);
    expect(answer.setCookie.length).toBe(status === 200 ? 1 : 0);
  });

  it("cannot sign a person out from another site", async () => {
    const { cookie } = await app.signIn("ana@example.org");
    const answer = await app.call("POST /sign-out", { cookie, body: {}, headers: { origin: "https://evil.example" } });
    expect(answer.status).toBe(403);
    expect((await app.call("GET /get-session", { cookie })).body).toMatchObject({ user: { name: "ana" } });
  });
});

describe("a person who is disabled", () => {
  it("is out at once, even where a session was left", async () => {
    const id = await app.addPerson("bo@example.org", "approver");
    const { cookie } = await app.signIn("bo@example.org");
    expect((await app.call("GET /get-session", { cookie })).body).toMatchObject({ user: { id } });
    await app.ports.work.write(({ accounts }) => accounts.setDisabled(id, new Date()));
    expect((await app.call("GET /get-session", { cookie })).body).toEqual({ user: null });
  });
});

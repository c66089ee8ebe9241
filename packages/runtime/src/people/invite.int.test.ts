import { testDatabase } from "@headroom/config/vitest/database";
import { type Database, openDatabase } from "@headroom/db/client";
import { createUnitOfWork } from "@headroom/db/unit-of-work";
import type { Actor } from "@headroom/services/actor";
import { neverJobs } from "@headroom/services/fakes/jobs";
import { acceptInvite } from "@headroom/services/invite/accept";
import { createInvite } from "@headroom/services/invite/create";
import { firstAdminLink } from "@headroom/services/invite/first-admin";
import { lookupInvite } from "@headroom/services/invite/lookup";
import { revokeInvite } from "@headroom/services/invite/revoke";
import { INVITE_LIFETIME_MS } from "@headroom/services/invite/token";
import type { Ports } from "@headroom/services/ports";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { importers } from "../importers";

let database: Database;
let now = Date.UTC(2026, 10, 23);
let ports: Ports;
const system: Actor = { id: null, name: "start", role: "system", via: "cli", requestId: "r-system" };
const admin: Actor = { id: "admin", name: "Ada", role: "admin", via: "web", requestId: "r-admin" };
const origin = { via: "web", requestId: "r-accept" } as const;

beforeAll(async () => {
  database = openDatabase((await testDatabase()).url);
  ports = {
    clock: { now: () => now },
    work: createUnitOfWork(database),
    jobs: neverJobs,
    passwords: { hash: async (password) => `hash of ${password}` },
    importers,
  };
});
afterAll(() => database.close());

beforeEach(async () => {
  // Connections opened beforehand: what runs at the same moment does so from its first statement on.
  await Promise.all(Array.from({ length: 8 }, () => database.pool.query("SELECT pg_sleep(0.02)")));
  await database.pool.query("DELETE FROM invite; DELETE FROM user_account");
  await ports.work.write(({ accounts }) =>
    accounts.add({ id: "admin", name: "Ada", email: "ada@example.org", role: "admin", passwordHash: "x" }),
  );
});

const rows = async (sql: string) => (await database.pool.query(sql)).rows;
const tokenOf = (path: string) => path.replace("/invite/", "");
const person = { name: "Bo", email: "bo@example.org", password: "correct horse battery" };

async function invited(role: "planner" | "approver" = "approver"): Promise<{ id: number; token: string }> {
  const { id, path } = await createInvite(ports, admin, { email: "Bo@Example.org", role });
  return { id, token: tokenOf(path) };
}
const accept = (token: string, changes: Partial<typeof person> = {}) =>
  acceptInvite(ports, origin, { ...person, ...changes, token });

describe("an invitation", () => {
  it("becomes an account with its role, its address in lower case, and an audit trail", async () => {
    const { id, token } = await invited();
    expect(await lookupInvite(ports, { token })).toEqual({ state: "open", email: "bo@example.org", role: "approver" });
    await accept(token, { email: "BO@example.org" });
    expect(await lookupInvite(ports, { token })).toEqual({ state: "used", email: null, role: null });
    const [user] = await rows("SELECT * FROM user_account WHERE id <> 'admin'");
    expect(user).toMatchObject({ email: "bo@example.org", role: "approver", name: "Bo", disabled_at: null });
    expect(await rows("SELECT * FROM account WHERE id <> 'credential-admin'")).toMatchObject([
      { user_id: user.id, account_id: user.id, provider_id: "credential", password: "hash of correct horse battery" },
    ]);
    const trail = await rows(
      "SELECT * FROM audit_event WHERE request_id IN ('r-admin', 'r-accept') ORDER BY id DESC LIMIT 2",
    );
    expect(trail).toMatchObject([
      { action: "invite.accept", actor_id: user.id, entity_kind: "user", entity_id: user.id },
      { action: "invite.create", actor_id: "admin", entity_kind: "invite", entity_id: String(id) },
    ]);
    expect(JSON.stringify(trail)).not.toContain("correct horse");
  });

  it("keeps only a digest of its token", async () => {
    const { token } = await invited();
    const kept = JSON.stringify([await rows("SELECT * FROM invite"), await rows("SELECT * FROM audit_event")]);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(kept).not.toContain(token);
  });

  it("works once, however many try at the same moment", async () => {
    const { token } = await invited();
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => accept(token)));
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of tries) {
      if (one.status === "rejected")
        expect(one.reason).toMatchObject({ code: "WRONG_STATE", details: { state: "used" } });
    }
    expect(await rows("SELECT 1 FROM user_account WHERE email = 'bo@example.org'")).toHaveLength(1);
  });

  it("ends after seven days", async () => {
    const { token } = await invited();
    const then = now;
    now += INVITE_LIFETIME_MS;
    try {
      expect(await lookupInvite(ports, { token })).toMatchObject({ state: "expired", role: null });
      await expect(accept(token)).rejects.toMatchObject({ code: "WRONG_STATE", details: { state: "expired" } });
    } finally {
      now = then;
    }
  });

  it("can be taken back, once, and not after it was used", async () => {
    const first = await invited();
    await revokeInvite(ports, admin, { id: first.id });
    await revokeInvite(ports, admin, { id: first.id });
    await expect(accept(first.token)).rejects.toMatchObject({ code: "WRONG_STATE" });
    expect(
      await rows(`SELECT 1 FROM audit_event WHERE action = 'invite.revoke' AND entity_id = '${first.id}'`),
    ).toHaveLength(1);
    const second = await invited();
    await accept(second.token);
    await expect(revokeInvite(ports, admin, { id: second.id })).rejects.toMatchObject({ code: "WRONG_STATE" });
    await expect(revokeInvite(ports, admin, { id: 999_999 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is for the address it names, and for one without an account", async () => {
    const { token } = await invited();
    await expect(accept(token, { email: "eve@example.org" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(accept("x".repeat(43))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await accept(token);
    const again = await invited();
    await expect(accept(again.token)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      details: { issues: [{ path: "email" }] },
    });
    expect(await lookupInvite(ports, { token: again.token })).toMatchObject({ state: "open" });
  });
});

describe("the first admin's link", () => {
  it("makes an admin where there is none, and only the newest works", async () => {
    expect(await firstAdminLink(ports, system)).toBeNull();
    await database.pool.query("UPDATE user_account SET disabled_at = now()");
    const older = await firstAdminLink(ports, system);
    const newest = await firstAdminLink(ports, system);
    await expect(accept(tokenOf(older!.path))).rejects.toMatchObject({ code: "WRONG_STATE" });
    await accept(tokenOf(newest!.path));
    expect(await rows("SELECT role FROM user_account WHERE email = 'bo@example.org'")).toEqual([{ role: "admin" }]);
    expect(await firstAdminLink(ports, system)).toBeNull();
  });

  it("makes one, however many use it at the same moment", async () => {
    await database.pool.query("UPDATE user_account SET disabled_at = now()");
    const token = tokenOf((await firstAdminLink(ports, system))!.path);
    const tries = Array.from({ length: 8 }, (_, i) => accept(token, { email: `bo-${i}@example.org` }));
    const made = (await Promise.allSettled(tries)).filter((one) => one.status === "fulfilled");
    expect(made).toHaveLength(1);
    expect(await rows("SELECT 1 FROM user_account WHERE disabled_at IS NULL")).toHaveLength(1);
  });

  it("is worth nothing once there is an admin", async () => {
    await database.pool.query("UPDATE user_account SET disabled_at = now()");
    const link = await firstAdminLink(ports, system);
    await database.pool.query("UPDATE user_account SET disabled_at = NULL");
    await expect(accept(tokenOf(link!.path))).rejects.toMatchObject({ code: "WRONG_STATE" });
  });
});

import { testDatabase } from "@headroom/config/vitest/database";
import { type Role, roles } from "@headroom/core/access/permissions";
import { type Database, openDatabase } from "@headroom/db/client";
import { createUnitOfWork } from "@headroom/db/unit-of-work";
import type { Actor } from "@headroom/services/actor";
import { setDisabled } from "@headroom/services/admin/set-disabled";
import { setRole } from "@headroom/services/admin/set-role";
import { listUsers } from "@headroom/services/admin/users";
import { neverJobs } from "@headroom/services/fakes/jobs";
import { createInvite } from "@headroom/services/invite/create";
import { firstAdminLink } from "@headroom/services/invite/first-admin";
import { revokeInvite } from "@headroom/services/invite/revoke";
import type { Ports } from "@headroom/services/ports";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { importers } from "../importers";

let database: Database;
let ports: Ports;
const actor = (id: string, role: Role): Actor => ({ id, name: id, role, via: "web", requestId: `r-${id}` });
const ada = actor("ada", "admin");

beforeAll(async () => {
  database = openDatabase((await testDatabase()).url);
  ports = {
    clock: { now: () => Date.UTC(2026, 10, 23) },
    work: createUnitOfWork(database),
    jobs: neverJobs,
    passwords: { hash: async () => "x" },
    importers,
  };
});
afterAll(() => database.close());

beforeEach(async () => {
  await database.pool.query("DELETE FROM invite; DELETE FROM user_account");
  await ports.work.write(async ({ accounts }) => {
    for (const [id, role] of [
      ["ada", "admin"],
      ["bo", "planner"],
      ["cy", "admin"],
    ] as const) {
      await accounts.add({ id, name: id, email: `${id}@example.org`, role, passwordHash: "x" });
    }
  });
});

const user = async (id: string) =>
  (await database.pool.query("SELECT role, disabled_at FROM user_account WHERE id = $1", [id])).rows[0];
const lastEvent = async () => (await database.pool.query("SELECT * FROM audit_event ORDER BY id DESC LIMIT 1")).rows[0];
const lastAdmin = { code: "WRONG_STATE", details: { state: "last_admin" } };

describe("roles", () => {
  it("are changed by admins, with a trail", async () => {
    await setRole(ports, ada, { userId: "bo", role: "approver" });
    expect(await user("bo")).toMatchObject({ role: "approver" });
    expect(await lastEvent()).toMatchObject({
      actor_id: "ada",
      action: "user.set_role",
      entity_id: "bo",
      before: { role: "planner" },
      after: { role: "approver" },
      request_id: "r-ada",
    });
    await expect(setRole(ports, ada, { userId: "nobody", role: "planner" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("say nothing where nothing changes", async () => {
    const before = await lastEvent();
    await setRole(ports, ada, { userId: "bo", role: "planner" });
    expect(await lastEvent()).toEqual(before);
  });
});

describe("disabling", () => {
  it("ends a person's sessions and enabling lets them in again", async () => {
    await database.pool.query(
      "INSERT INTO session (id, token, user_id, expires_at, updated_at) VALUES ('s', 't', 'bo', now() + interval '1 day', now())",
    );
    await setDisabled(ports, ada, { userId: "bo", disabled: true });
    expect((await user("bo")).disabled_at).not.toBeNull();
    expect((await database.pool.query("SELECT 1 FROM session")).rowCount).toBe(0);
    expect(await lastEvent()).toMatchObject({ action: "user.disable", entity_id: "bo", after: { sessionsEnded: 1 } });
    await setDisabled(ports, ada, { userId: "bo", disabled: false });
    expect((await user("bo")).disabled_at).toBeNull();
    expect(await lastEvent()).toMatchObject({ action: "user.enable" });
  });
});

describe("the last active admin", () => {
  it("can neither step down nor be shut out", async () => {
    await setDisabled(ports, ada, { userId: "cy", disabled: true });
    await expect(setRole(ports, ada, { userId: "ada", role: "planner" })).rejects.toMatchObject(lastAdmin);
    await expect(setDisabled(ports, ada, { userId: "ada", disabled: true })).rejects.toMatchObject(lastAdmin);
    await setRole(ports, ada, { userId: "cy", role: "auditor" });
    await setRole(ports, ada, { userId: "ada", role: "admin" });
    expect(await user("ada")).toMatchObject({ role: "admin", disabled_at: null });
  });

  it("is kept when two admins put each other out at the same moment", async () => {
    for (let round = 0; round < 10; round++) {
      const both = await Promise.allSettled([
        setRole(ports, ada, { userId: "cy", role: "planner" }),
        setDisabled(ports, actor("cy", "admin"), { userId: "ada", disabled: true }),
      ]);
      const { rows } = await database.pool.query(
        "SELECT id FROM user_account WHERE role = 'admin' AND disabled_at IS NULL",
      );
      expect([round, rows.length, both.filter((one) => one.status === "fulfilled").length]).toEqual([round, 1, 1]);
      await database.pool.query(
        "UPDATE user_account SET disabled_at = NULL, role = CASE id WHEN 'bo' THEN 'planner' ELSE 'admin' END::role",
      );
    }
  });
});

describe("the list", () => {
  it("shows people by name with when they were last here, and the invitations", async () => {
    await createInvite(ports, ada, { email: "dee@example.org", role: "manager" });
    await database.pool.query(
      "INSERT INTO session (id, token, user_id, expires_at, updated_at) VALUES ('s', 't', 'bo', now(), '2026-11-20T10:00:00Z')",
    );
    const { users, invites } = await listUsers(ports, ada);
    expect(users.map(({ id, role, lastSeenAt }) => [id, role, lastSeenAt])).toEqual([
      ["ada", "admin", null],
      ["bo", "planner", "2026-11-20T10:00:00.000Z"],
      ["cy", "admin", null],
    ]);
    expect(invites).toMatchObject([
      {
        email: "dee@example.org",
        role: "manager",
        createdBy: "ada",
        usedAt: null,
        expiresAt: "2026-11-30T00:00:00.000Z",
      },
    ]);
  });
});

describe("permissions", () => {
  const forbidden = { code: "FORBIDDEN" };

  it.each(roles.filter((role) => role !== "admin"))("%s may not manage people", async (role) => {
    const one = actor("bo", role);
    await expect(setRole(ports, one, { userId: "bo", role: "admin" })).rejects.toMatchObject(forbidden);
    await expect(setDisabled(ports, one, { userId: "ada", disabled: true })).rejects.toMatchObject(forbidden);
    await expect(createInvite(ports, one, { email: "x@example.org", role: "admin" })).rejects.toMatchObject(forbidden);
    await expect(revokeInvite(ports, one, { id: 1 })).rejects.toMatchObject(forbidden);
    await expect(firstAdminLink(ports, one)).rejects.toMatchObject(forbidden);
    expect(await user("bo")).toMatchObject({ role: "planner" });
  });

  it.each(roles)("%s sees the list only with user.read", async (role) => {
    const asked = listUsers(ports, actor("bo", role));
    if (role === "admin" || role === "auditor") expect((await asked).users).toHaveLength(3);
    else await expect(asked).rejects.toMatchObject(forbidden);
  });
});

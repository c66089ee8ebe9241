import { can, type Permission, type Role, roles } from "@headroom/core/access/permissions";
import { usualTemplates } from "@headroom/core/rollout/usual";
import { usualPolicy } from "@headroom/core/sanitisation/policy";
import type { Actor } from "@headroom/services/actor";
import { ServiceError } from "@headroom/services/errors";
import type { Ports } from "@headroom/services/ports";
import { TRPCError } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { appRouter } from "./root";
import { createCallerFactory } from "./trpc";

/**
 * Every procedure of the API by every role. Ports fail as soon as a use case touches them, so that an allowed call is told by how
 * far it comes, and a refused one by touching nothing.
 */

interface Entry {
  readonly needs: Permission | "signed in" | "anybody";
  readonly input?: unknown;
}

const demand = { rackType: "compute", unit: "racks", amount: 4, region: "nord" };
const request = { ...demand, title: "Search index", service: "search", neededBy: "2099-01-01" };
const ref = { id: 1, version: 1 };
const token = "t".repeat(30);
const orderToken = `1.abc.${token}`;
const controller = {
  place: { kind: "unit", rack: "R1", unit: 3 },
  ...{ url: "https://10.0.0.7", username: "root", password: "x", trust: { kind: "system" } },
};

const contact = {
  name: "Ben Berg",
  channel: "email",
  address: "ben@example.org",
  duties: [{ work: "rack", datacenter: null }],
};

const route = { name: "Night shift", to: { kind: "contact", id: 1 }, severities: ["critical"] };

/** A procedure without an entry here fails the test: say who may call it. */
const table: Readonly<Record<string, Entry>> = {
  "session.me": { needs: "signed in" },
  "region.list": { needs: "fleet.read" },
  "region.get": { needs: "fleet.read", input: { code: "nord" } },
  "datacenter.list": { needs: "fleet.read", input: {} },
  "datacenter.floor": { needs: "fleet.read", input: { code: "N1" } },
  "datacenter.thumb": { needs: "fleet.read", input: { code: "N1" } },
  "datacenter.row": { needs: "fleet.read", input: { rowId: 1 } },
  "rack.list": { needs: "fleet.read", input: {} },
  "rack.device": { needs: "fleet.read", input: { id: 1 } },
  "rack.places": { needs: "fleet.read", input: { datacenter: "N1", rackId: 1 } },
  "rack.elevations": { needs: "fleet.read", input: { datacenter: "N1" } },
  "catalog.serverTypes": { needs: "fleet.read" },
  "controller.list": { needs: "hardware.read", input: {} },
  "controller.create": { needs: "hardware.manage", input: controller },
  "controller.update": { needs: "hardware.manage", input: { ...ref, ...controller } },
  "controller.remove": { needs: "hardware.manage", input: { ...ref, reason: "scrapped" } },
  "controller.import": { needs: "hardware.manage", input: { controllers: [controller] } },
  "controller.importFile": { needs: "hardware.manage", input: { name: "c.csv", text: "rack" } },
  "controller.get": { needs: "hardware.read", input: { id: 1 } },
  "controller.order": { needs: "hardware.manage", input: { id: 1, what: "off", reason: "it smokes" } },
  "controller.firmware": { needs: "hardware.read", input: {} },
  "controller.polling": { needs: "hardware.read" },
  "controller.savePolling": { needs: "hardware.manage", input: { datacenter: "N1", seconds: 60, baseVersion: 0 } },
  "controller.profile": { needs: "hardware.read", input: { serverType: "web" } },
  "controller.saveProfile": {
    needs: "hardware.manage",
    input: { serverType: "web", models: [], drives: null, firmware: [], version: 0 },
  },
  "sanitisation.policy": { needs: "hardware.read" },
  "sanitisation.savePolicy": { needs: "sanitisation.policy", input: { policy: usualPolicy, reason: "audit" } },
  "sanitisation.drives": { needs: "hardware.read", input: {} },
  "sanitisation.confirm": { needs: "sanitisation.confirm", input: ref },
  "sanitisation.destroy": { needs: "sanitisation.confirm", input: { ...ref, method: "shred", serialScanned: "D1" } },
  "sanitisation.witness": { needs: "sanitisation.confirm", input: ref },
  "sanitisation.askWitness": { needs: "sanitisation.confirm", input: { id: 1, contactId: 1 } },
  "sanitisation.withdrawWitness": { needs: "sanitisation.confirm", input: { id: 1 } },
  "sanitisation.certificates": { needs: "hardware.read", input: {} },
  "sanitisation.certificate": { needs: "hardware.read", input: { number: 1 } },
  "controller.reseal": { needs: "user.manage" },
  "reservation.list": { needs: "fleet.read", input: {} },
  "reservation.create": {
    needs: "reservation.manage",
    input: {
      target: { kind: "device", rack: "R1", server: "web-01" },
      ...{ from: "2099-01-01", owner: "Ada", reason: "spare for the move" },
    },
  },
  "reservation.update": {
    needs: "reservation.manage",
    input: { kind: "units", id: 1, mark: "m", owner: "Ada", reason: "patch panels" },
  },
  "reservation.release": {
    needs: "reservation.manage",
    input: { kind: "units", id: 1, mark: "m", reason: "not needed" },
  },
  "power.get": { needs: "fleet.read", input: { datacenter: "N1" } },
  "power.rack": { needs: "fleet.read", input: { rackId: 1 } },
  "power.write": {
    needs: "telemetry.write",
    input: { readings: [{ kind: "rack", rack: "R1", powerW: 5, at: "2026-11-23T00:00:00Z" }] },
  },
  "alert.list": { needs: "alert.read", input: {} },
  "alert.get": { needs: "alert.read", input: { id: 1 } },
  "alert.rules": { needs: "alert.read" },
  "alert.acknowledge": { needs: "alert.handle", input: ref },
  "alert.silence": { needs: "alert.handle", input: { ...ref, until: "2026-11-24T00:00:00Z", reason: "moved away" } },
  "alert.reopen": { needs: "alert.handle", input: ref },
  "alert.routes": { needs: "alert.read" },
  "alert.createRoute": { needs: "alert.routes", input: route },
  "alert.updateRoute": { needs: "alert.routes", input: { ...ref, ...route } },
  "alert.removeRoute": { needs: "alert.routes", input: ref },
  "alert.testRoute": { needs: "alert.routes", input: { id: 1 } },
  "alert.previewRule": {
    needs: "alert.rules",
    input: { test: { kind: "missing", of: "rack", metric: "power_w", afterMinutes: 30, knownDays: 7 } },
  },
  "alert.removeRule": { needs: "alert.rules", input: { id: "worker-silent" } },
  "alert.saveRule": {
    needs: "alert.rules",
    input: {
      ...{ id: "worker-silent", title: "A worker is silent", severity: "warning", enabled: true },
      test: { kind: "clock", clock: "worker_silent", afterMinutes: 5 },
    },
  },
  "contact.list": { needs: "contact.read" },
  "contact.create": { needs: "contact.manage", input: contact },
  "contact.update": { needs: "contact.manage", input: { ...ref, ...contact } },
  "contact.remove": { needs: "contact.manage", input: { ...ref, reason: "left" } },
  "contact.test": { needs: "contact.manage", input: { id: 1 } },
  "contact.testStands": { needs: "contact.read", input: { key: "test-1" } },
  "workOrder.lookup": { needs: "anybody", input: { token: orderToken } },
  "workOrder.accept": { needs: "anybody", input: { token: orderToken } },
  "workOrder.finish": { needs: "anybody", input: { token: orderToken } },
  "workOrder.refuse": { needs: "anybody", input: { token: orderToken, reason: "no key" } },
  "workOrder.witness": { needs: "anybody", input: { token: orderToken, drives: [ref] } },
  "workOrder.send": { needs: "run.control", input: { stepId: 1, contactId: 1 } },
  "workOrder.withdraw": { needs: "run.control", input: { stepId: 1 } },
  "telemetry.write": {
    needs: "telemetry.write",
    input: { series: [{ of: { kind: "rack", rack: "R1" }, metric: "inlet_c", points: [[1_764_000_000_000, 21.5]] }] },
  },
  "telemetry.series": {
    needs: "fleet.read",
    input: { of: { kind: "rack", rack: "R1" }, metric: "power_w", range: "7d" },
  },
  "telemetry.sources": { needs: "fleet.read" },
  "telemetry.saveSource": {
    needs: "telemetry.manage",
    input: { name: "pdus", url: "http://p:9090", query: "up", kind: "rack", metric: "power_w", labels: ["rack"] },
  },
  "telemetry.removeSource": { needs: "telemetry.manage", input: { name: "pdus" } },
  "telemetry.nameSeries": {
    needs: "telemetry.manage",
    input: { name: "pdus", names: [{ said: "pdu-17:9116", parts: ["R1"] }] },
  },
  "rack.get": { needs: "fleet.read", input: { code: "R1" } },
  "catalog.list": { needs: "fleet.read" },
  "search.find": { needs: "fleet.read", input: { text: "n1" } },
  "overview.get": { needs: "capacity.read" },
  "utilisation.get": { needs: "facts.read", input: {} },
  "audit.list": { needs: "audit.read", input: {} },
  "audit.get": { needs: "audit.read", input: { id: 1 } },
  "request.list": { needs: "request.read", input: {} },
  "request.get": { needs: "request.read", input: { id: 1 } },
  "request.feasibility": { needs: "request.read", input: demand },
  "request.create": { needs: "request.create", input: request },
  "request.update": { needs: "request.edit", input: { ...ref, request } },
  "request.reopen": { needs: "request.edit", input: ref },
  "request.cancel": { needs: "request.cancel", input: { ...ref, reason: "no more" } },
  "plan.list": { needs: "plan.read", input: {} },
  "plan.get": { needs: "plan.read", input: { id: 1 } },
  "plan.progress": { needs: "plan.read", input: { id: 1 } },
  "plan.watch": { needs: "plan.read", input: { id: 1 } },
  "plan.create": { needs: "plan.create", input: { requestIds: [1] } },
  "plan.replan": { needs: "plan.create", input: ref },
  "plan.rename": { needs: "plan.edit", input: { ...ref, title: "Another" } },
  "plan.leaveOut": { needs: "plan.edit", input: { ...ref, requestId: 1 } },
  "plan.submit": { needs: "plan.submit", input: ref },
  "plan.withdraw": { needs: "plan.submit", input: ref },
  "plan.cancel": { needs: "plan.cancel", input: { ...ref, reason: "no more" } },
  "placement.why": { needs: "request.read", input: { requestId: 1 } },
  "placement.tryRelief": {
    needs: "request.read",
    input: { requestId: 1, datacenter: "N1", relief: { rowId: 1, changes: [], fewer: 1 } },
  },
  "override.targets": { needs: "plan.read", input: { planId: 1, actionId: 1 } },
  "override.preview": { needs: "plan.read", input: { planId: 1, actionId: 1, rowId: 1 } },
  "override.keep": { needs: "override.keep", input: { planId: 1, version: 1, actionId: 1, rowId: 1, reasonId: 1 } },
  "override.release": { needs: "override.keep", input: { planId: 1, version: 1, requestId: 1 } },
  "override.reasons": { needs: "override.read" },
  "override.saveReason": { needs: "override.reasons", input: { label: "Near the dock" } },
  "override.report": { needs: "override.read" },
  "key.list": { needs: "request.read" },
  "freeze.list": { needs: "fleet.read", input: {} },
  "freeze.places": { needs: "fleet.read", input: { datacenter: "N1" } },
  "freeze.conflicts": { needs: "plan.read", input: { datacenter: "N1", startsOn: "2099-01-01", endsOn: "2099-01-02" } },
  "freeze.create": {
    needs: "freeze.manage",
    input: { datacenter: "N1", startsOn: "2099-01-01", endsOn: "2099-01-02", reason: "year end" },
  },
  "freeze.update": {
    needs: "freeze.manage",
    input: { ...ref, startsOn: "2099-01-01", endsOn: "2099-01-02", reason: "year end" },
  },
  "freeze.end": { needs: "freeze.manage", input: { ...ref, reason: "done early" } },
  "repair.list": { needs: "fleet.read" },
  "repair.get": { needs: "fleet.read", input: { datacenter: "N1" } },
  "repair.plan": { needs: "plan.create", input: { datacenter: "N1" } },
  "rule.keep": { needs: "rule.manage", input: { rowId: 1, familyId: null, reasonId: 1 } },
  "rule.end": { needs: "rule.manage", input: { id: 1 } },
  "scenario.board": { needs: "scenario.read", input: { planId: 1 } },
  "scenario.options": { needs: "scenario.read", input: { planId: 1 } },
  "scenario.progress": { needs: "scenario.read", input: { planId: 1 } },
  "scenario.watch": { needs: "scenario.read", input: { planId: 1, ids: [1] } },
  "scenario.create": { needs: "scenario.edit", input: { planId: 1, name: "Growth", changes: [] } },
  "scenario.update": { needs: "scenario.edit", input: { ...ref, name: "Growth", changes: [] } },
  "scenario.again": { needs: "scenario.edit", input: ref },
  "scenario.cancel": { needs: "scenario.edit", input: ref },
  "scenario.remove": { needs: "scenario.edit", input: ref },
  "scenario.keep": { needs: "plan.edit", input: { ...ref, planVersion: 1 } },
  "replay.list": { needs: "replay.read", input: {} },
  "replay.get": { needs: "replay.read", input: { id: 1 } },
  "replay.progress": { needs: "replay.read", input: { id: 1 } },
  "replay.watch": { needs: "replay.read", input: { id: 1 } },
  "replay.create": { needs: "replay.create", input: { from: "2026-08-01", to: "2026-10-31" } },
  "replay.again": { needs: "replay.create", input: ref },
  "replay.cancel": { needs: "replay.create", input: ref },
  "approval.inbox": { needs: "approval.read" },
  "approval.review": { needs: "approval.read", input: { planId: 1 } },
  "approval.decide": { needs: "approval.decide", input: { approvalId: 1, hash: "0".repeat(64), verdict: "approve" } },
  "approval.snooze": { needs: "approval.decide", input: { planId: 1, until: null } },
  "notification.list": { needs: "notification.read" },
  "notification.topics": { needs: "notification.read" },
  "notification.setTopics": { needs: "notification.read", input: { topics: ["tasks"] } },
  "notification.markRead": { needs: "notification.read", input: { ids: [1] } },
  "admin.users": { needs: "user.read" },
  "admin.invite": { needs: "user.manage", input: { email: "new@example.org", role: "planner" } },
  "admin.revokeInvite": { needs: "user.manage", input: { id: 1 } },
  "admin.setRole": { needs: "user.manage", input: { userId: "u", role: "planner" } },
  "admin.setDisabled": { needs: "user.manage", input: { userId: "u", disabled: true } },
  "invite.lookup": { needs: "anybody", input: { token } },
  "invite.accept": {
    needs: "anybody",
    input: { token, name: "New", email: "new@example.org", password: "correct horse battery" },
  },
  "import.ask": {
    needs: "fleet.import",
    input: { kind: "regions", files: [{ name: "clouds.csv", base64: "aWQK" }] },
  },
  "import.check": {
    needs: "fleet.import",
    input: { kind: "netbox", files: [{ name: "dcim_site.csv", base64: "aWQK" }] },
  },
  "import.commit": { needs: "fleet.import", input: { id: 1, confirmed: [] } },
  "export.netbox": { needs: "fleet.read", input: {} },
  "import.list": { needs: "fleet.read" },
  "record.get": { needs: "fleet.read", input: { type: "racks", id: 1 } },
  "record.history": { needs: "fleet.read", input: { type: "racks", id: 1 } },
  "record.asOf": { needs: "fleet.read", input: { type: "racks", id: 1, day: "2026-11-01" } },
  "record.preview": { needs: "fleet.edit", input: { changes: [{ op: "delete", type: "racks", id: 1, version: 1 }] } },
  "record.change": { needs: "fleet.edit", input: { changes: [{ op: "delete", type: "racks", id: 1, version: 1 }] } },
  "record.undo": { needs: "fleet.edit", input: { change: 1 } },
  "table.rows": { needs: "fleet.read", input: { type: "racks" } },
  "table.count": { needs: "fleet.read", input: { type: "racks" } },
  "table.types": { needs: "fleet.read" },
  "table.record": { needs: "fleet.read", input: { type: "racks", key: ["R1"] } },
  "decommission.list": { needs: "run.read", input: {} },
  "worker.health": { needs: "fleet.read" },
  "handover.list": { needs: "fleet.read", input: {} },
  "handover.write": { needs: "operations.note", input: { text: "All quiet", after: null } },
  "view.list": { needs: "fleet.read", input: { type: "racks" } },
  "view.save": { needs: "view.save", input: { type: "racks", name: "Mine", shared: false } },
  "view.remove": { needs: "view.save", input: ref },
  "run.list": { needs: "run.read", input: {} },
  "run.get": { needs: "run.read", input: { id: 1 } },
  "run.events": { needs: "run.read", input: { id: 1 } },
  "run.watch": { needs: "run.read", input: { id: 1 } },
  "run.preview": { needs: "run.read", input: { source: { from: "plan", planId: 1 } } },
  "run.create": { needs: "run.create", input: { source: { from: "plan", planId: 1 } } },
  "run.evacuation": { needs: "run.control", input: { id: 1, evacuation: { kind: "plan", planId: 2 } } },
  "run.pause": { needs: "run.control", input: { id: 1, reason: "a storm comes" } },
  "run.resume": { needs: "run.control", input: { id: 1, reason: "it is over" } },
  "run.abort": { needs: "run.control", input: { id: 1, reason: "no more needed" } },
  "run.retryAll": { needs: "run.control", input: { id: 1 } },
  "run.openGate": { needs: "run.gate", input: { id: 1, wave: 0, after: "burn_in" } },
  "run.holdGate": { needs: "run.gate", input: { id: 1, wave: 0, after: "burn_in", reason: "too warm" } },
  "task.list": { needs: "run.read", input: {} },
  "task.workers": { needs: "run.read" },
  "task.finish": { needs: "run.control", input: { stepId: 1 } },
  "task.finishMany": { needs: "run.control", input: { steps: [{ stepId: 1 }] } },
  "task.fail": { needs: "run.control", input: { stepId: 1, reason: "a broken rail" } },
  "task.assign": { needs: "run.control", input: { stepIds: [1], assigneeId: null } },
  "task.retry": { needs: "run.control", input: { stepId: 1 } },
  "task.skip": { needs: "run.control", input: { stepId: 1, reason: "done by hand" } },
  "operations.get": { needs: "run.read" },
  "operations.pause": { needs: "run.control", input: { reason: "a storm comes" } },
  "operations.resume": { needs: "run.control", input: { reason: "it is over" } },
  "clock.list": { needs: "run.read", input: { kind: "repair" } },
  "clock.dockToLive": { needs: "run.read", input: {} },
  "clock.save": {
    needs: "run.template",
    input: { kind: "repair", stage: "drain", dueMs: 3_600_000, warnShare: 0.8, baseVersion: 0 },
  },
  "template.list": { needs: "run.read", input: {} },
  "template.get": { needs: "run.read", input: { kind: "repair" } },
  "template.save": { needs: "run.template", input: { kind: "repair", baseVersion: 0, body: usualTemplates.repair } },
  "import.get": { needs: "fleet.read", input: { id: 1 } },
};

const procedures = Object.keys(appRouter._def.procedures).sort();
const callers = createCallerFactory(appRouter);

class Touched extends Error {}

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

/** How a call of a procedure ends: as the transport tells it, and whether a port was touched. */
async function call(path: string, role: Role | null): Promise<{ code: string; touched: boolean }> {
  let touched = false;
  const touch = () => {
    touched = true;
    throw new Touched();
  };
  const untouchable = (): unknown => new Proxy(touch, { get: untouchable, apply: touch });
  const ports = {
    clock: { now: () => Date.UTC(2026, 10, 23) },
    work: { read: async () => touch(), write: async () => touch() },
    jobs: untouchable(),
    passwords: { hash: async () => touch() },
    secrets: untouchable(),
    importers: untouchable(),
    readControllers: async () => touch(),
  } as unknown as Ports;
  const actor: Actor | null = role && { id: "u", name: "u", role, via: "web", requestId: "r" };
  const caller = callers({ ports, actor, requestId: "r", report: () => {} });
  const [router, name] = path.split(".") as [string, string];
  const run = (caller as unknown as Record<string, Record<string, (input?: unknown) => Promise<unknown>>>)[router]![
    name
  ]!;
  try {
    const answer = await run(table[path]?.input);
    // a subscription does its work when its first event is taken
    if (isIterable(answer)) await answer[Symbol.asyncIterator]().next();
    return { code: "ok", touched };
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : undefined;
    const code = cause instanceof ServiceError ? cause.code : error instanceof TRPCError ? error.code : String(error);
    return { code, touched };
  }
}

test("every procedure says who may call it", () => {
  expect(procedures.filter((path) => !(path in table))).toEqual([]);
});

describe.each(procedures)("%s", (path) => {
  const { needs } = table[path] ?? { needs: "signed in" };

  test("without a sign-in", async () => {
    const { code, touched } = await call(path, null);
    expect(touched).toBe(needs === "anybody");
    expect(code === "UNAUTHORIZED").toBe(needs !== "anybody");
  });

  test.each(roles)("as %s", async (role) => {
    const allowed = needs === "anybody" || needs === "signed in" || can(role, needs);
    const { code, touched } = await call(path, role);
    expect({ refused: code === "FORBIDDEN", touched }).toEqual({ refused: !allowed, touched: allowed });
  });
});

test("what the roles come to", () => {
  const who = (permission: Permission) => roles.filter((role) => can(role, permission));
  expect(who("plan.create")).toEqual(["planner", "admin"]);
  expect(who("plan.submit")).toEqual(["planner", "admin"]);
  expect(who("plan.cancel")).toEqual(["planner", "admin"]);
  expect(who("scenario.edit")).toEqual(["planner", "admin"]);
  expect(who("replay.create")).toEqual(["planner", "manager", "admin"]);
  expect(who("freeze.manage")).toEqual(["planner", "admin"]);
  expect(who("approval.decide")).toEqual(["approver", "admin"]);
  expect(who("user.manage")).toEqual(["admin"]);
  expect(who("hardware.read")).toEqual(["planner", "operator", "admin", "auditor"]);
  expect(who("sanitisation.policy")).toEqual(["admin"]);
  expect(who("sanitisation.confirm")).toEqual(["operator", "admin"]);
  expect(who("hardware.manage")).toEqual(["operator", "admin"]);
  expect(who("reservation.manage")).toEqual(["planner", "manager", "operator", "admin"]);
  expect(who("telemetry.write")).toEqual(["planner", "operator", "admin"]);
  expect(who("fleet.import")).toEqual(["planner", "admin"]);
  expect(who("operations.note")).toEqual(["planner", "operator", "admin"]);
  expect(who("view.save")).toEqual([...roles]);
  expect(who("view.share")).toEqual(["planner", "manager", "admin"]);
  expect(who("request.create")).toEqual(["planner", "manager", "operator", "admin"]);
  expect(who("fleet.read")).toEqual([...roles]);
  expect(who("run.read")).toEqual([...roles]);
  expect(who("run.create")).toEqual(["planner", "operator", "admin"]);
  expect(who("run.control")).toEqual(["planner", "operator", "admin"]);
  expect(who("run.gate")).toEqual(["approver", "operator", "admin"]);
  expect(who("alert.routes")).toEqual(["operator", "admin"]);
  expect(who("contact.read")).toEqual(["planner", "operator", "admin", "auditor"]);
  expect(who("contact.manage")).toEqual(["planner", "admin"]);
  expect(who("run.template")).toEqual(["planner", "admin"]);
});

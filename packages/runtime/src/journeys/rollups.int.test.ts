/**
 * What every writer leaves behind: rollups that are what they would be if they were computed anew. A table over all mutations of the API; one
 * that is not in it fails the test.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { appRouter } from "@headroom/api/root";
import { refreshDue } from "@headroom/services/capacity/refresh-due";
import { type RollupDifference, verifyRollups } from "@headroom/services/capacity/verify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asked, type Journey, openJourney } from "../testing/journey";
import { playRun, workRuns } from "../testing/runs";
import { decide, draftOf, submittedOf } from "../testing/steps";

const files = fileURLToPath(new URL("../../../interchange/src/netbox/fixtures/small/", import.meta.url));

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
  await journey.rows(
    `INSERT INTO server_type (code, name, family_id, height_u, nameplate_w, derated_w, weight_kg, ports)
     VALUES ('node', 'Node', 1, 1, 300, 200, 15, 2)`,
  );
});
afterAll(() => journey.close());

async function expectKept(after: string): Promise<void> {
  const found: RollupDifference[] = [];
  const actor = { id: null, name: "verify", role: "system", via: "cli", requestId: "v" } as const;
  await verifyRollups(journey.ports, actor, (difference) => found.push(difference));
  expect(found, after).toEqual([]);
}

const as = (...person: Parameters<Journey["as"]>) => journey.as(...person);
const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");

async function imported(kind: "fleet" | "netbox", given: Readonly<Record<string, string | Buffer>>) {
  const chosen = Object.entries(given).map(([name, text]) => ({ name, base64: base64(text) }));
  const { id, report } = await as("pia").import.check({ kind, files: chosen });
  expect(report.rejected).toEqual([]);
  await as("pia").import.commit({ id, confirmed: report.assumptions.map((one) => one.id) });
}

const netbox = (edit: (name: string, text: string) => string = (_, text) => text) =>
  Object.fromEntries(readdirSync(files).map((name) => [name, edit(name, readFileSync(files + name, "utf8"))]));

const versionOf = async (type: "racks" | "cooling_zones" | "placements" | "positions" | "server_types", id: number) =>
  (await as("pia").record.get({ type, id })).version;

async function change(...changes: Parameters<ReturnType<Journey["as"]>["record"]["change"]>[0]["changes"]) {
  const outcome = await as("pia").record.change({ changes, reason: "because" });
  expect(outcome).toMatchObject({ kind: "done" });
  return outcome;
}

async function committed(amount: number, datacenter = "N1"): Promise<number> {
  const { review } = await submittedOf(journey, [{ unit: "racks", amount, datacenter }]);
  await decide(journey, review, "approve");
  return (await journey.rows<{ id: number }>("SELECT max(id)::int AS id FROM plan"))[0]!.id;
}

const planOf = (id: number) => as("pia").plan.get({ id });
const reserved = {
  ...{ from: "2026-11-23", to: null, owner: "pete@example.org", ticket: "OPS-7", reason: "kept" },
  target: { kind: "positions" as const, datacenter: "N2", room: "1", row: "R2", numbers: [5, 6] },
};

interface Deed {
  /** Mutations of the API that it goes through; none: what a worker does. */
  readonly through: readonly string[];
  readonly does: () => Promise<unknown>;
}

const deeds: Readonly<Record<string, Deed>> = {
  "requests come, change, go and come back": {
    through: ["request.create", "request.update", "request.cancel", "request.reopen"],
    async does() {
      const mona = as("mona").request;
      const { id } = await mona.create(asked({ amount: 3 }));
      await mona.update({ id, version: (await mona.get({ id })).version, request: asked({ amount: 5 }) });
      await mona.cancel({ id, version: (await mona.get({ id })).version, reason: "because" });
      await mona.reopen({ id, version: (await mona.get({ id })).version });
    },
  },
  "a plan is made, sent, taken back, made anew, signed": {
    through: ["plan.create", "plan.submit", "plan.withdraw", "plan.replan", "approval.decide"],
    async does() {
      const { plan } = await draftOf(journey, [{ amount: 2 }]);
      await as("pia").plan.submit(plan);
      await expectKept("a plan that holds positions");
      await as("pia").plan.withdraw(await planOf(plan.id));
      await expectKept("a plan that was withdrawn");
      await as("pia")
        .plan.cancel({ ...(await planOf(plan.id)), reason: "because" })
        .catch(() => {});
      await committed(2);
    },
  },
  "a committed plan is cancelled": {
    through: ["plan.cancel"],
    async does() {
      const id = await committed(3, "N2");
      await expectKept("a committed plan");
      await as("pia").plan.cancel({ ...(await planOf(id)), reason: "because" });
    },
  },
  "racks are provisioned, stage by stage": {
    through: ["run.create", "run.openGate", "task.finish"],
    async does() {
      const planId = await committed(2);
      const { runs } = await as("omar").run.create({ source: { from: "plan", planId } });
      await expectKept("a run that begins");
      await workRuns(journey);
      await expectKept("a run under way");
      expect(await playRun(journey, runs[0]!.id)).toBe("done");
    },
  },
  "a run is given up, and what it did is taken back": {
    through: ["run.abort", "run.pause", "run.resume"],
    async does() {
      const planId = await committed(1);
      const { runs } = await as("omar").run.create({ source: { from: "plan", planId } });
      await workRuns(journey);
      await as("omar").run.abort({ id: runs[0]!.id, reason: "because" });
      await workRuns(journey);
    },
  },
  "racks are taken out": {
    through: ["run.create"],
    async does() {
      const { rows } = await as("omar").rack.list({ state: "in_service", limit: 1 });
      const racks = rows.map(({ code }) => code);
      const { runs } = await as("omar").run.create({ source: { from: "racks", kind: "decommission", racks } });
      await playRun(journey, runs[0]!.id);
    },
  },
  "positions, units and a device are kept, kept longer, given back": {
    through: ["reservation.create", "reservation.update", "reservation.release"],
    async does() {
      const made = await as("pia").reservation.create(reserved);
      await expectKept("positions that are kept");
      const { owner, ticket, reason } = reserved;
      const changed = await as("pia").reservation.update({ ...made, owner, ticket, reason, to: "2026-12-31" });
      await expectKept("positions that are kept for a while");
      await as("pia").reservation.release({ ...changed, reason: "because" });
      const [rack] = (await as("pia").rack.list({ state: "in_service", limit: 1 })).rows;
      await as("pia").reservation.create({
        ...reserved,
        target: { kind: "units", rack: rack!.code, units: [1, 2], face: "both" },
      });
    },
  },
  "what meters say": {
    through: ["power.write"],
    async does() {
      const [rack] = (await as("pia").rack.list({ state: "in_service", limit: 1 })).rows;
      const at = new Date(journey.clock.now).toISOString();
      await as("pia").power.write({ readings: [{ kind: "rack", rack: rack!.code, at, powerW: 4321 }] });
    },
  },
  "a room is frozen and free again": {
    through: ["freeze.create", "freeze.update", "freeze.end"],
    async does() {
      const days = { startsOn: "2026-12-01", endsOn: "2026-12-05", reason: "works" };
      const made = await as("pia").freeze.create({ datacenter: "N1", ...days });
      const changed = await as("pia").freeze.update({ ...made, ...days, endsOn: "2026-12-07" });
      await as("pia").freeze.end({ ...changed, reason: "because" });
    },
  },
  "records of many types change at once, and come back": {
    through: ["record.change", "record.undo"],
    async does() {
      const [zone] = await journey.rows<{ id: number }>("SELECT id FROM cooling_zone ORDER BY id LIMIT 1");
      const [rack] = await journey.rows<{ id: number }>(
        "SELECT rack_id AS id FROM occupancy WHERE kind = 'occupied' AND valid_to IS NULL ORDER BY rack_id DESC LIMIT 1",
      );
      const [position] = await journey.rows<{ id: number }>(
        "SELECT p.id FROM position p WHERE NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.position_id = p.id) ORDER BY p.id DESC LIMIT 1",
      );
      const edits = async () =>
        change(
          {
            op: "edit",
            type: "cooling_zones",
            id: zone!.id,
            version: await versionOf("cooling_zones", zone!.id),
            fields: { capacity_w: 77_000 },
          },
          {
            op: "edit",
            type: "racks",
            id: rack!.id,
            version: await versionOf("racks", rack!.id),
            fields: { rack_type: "storage" },
          },
          {
            op: "edit",
            type: "positions",
            id: position!.id,
            version: await versionOf("positions", position!.id),
            fields: { blocked_reason: "a column" },
          },
        );
      await edits();
      await expectKept("a change of three records");
      const [last] = await journey.rows<{ id: number }>("SELECT max(id)::int AS id FROM record_change");
      expect(await as("pia").record.undo({ change: last!.id })).toMatchObject({ kind: "done" });
    },
  },
  "a rack moves to another datacenter, and another one retires": {
    through: ["record.change", "record.undo"],
    async does() {
      const racks = await journey.rows<{ id: number }>(
        `SELECT k.id FROM rack k JOIN occupancy o ON o.rack_id = k.id AND o.kind = 'occupied' AND o.valid_to IS NULL
          WHERE k.datacenter_id = 2 AND k.state = 'in_service' ORDER BY k.id LIMIT 2`,
      );
      const [first, second] = racks.map(({ id }) => id) as [number, number];
      await change({
        ...{ op: "move", type: "racks", id: first, version: await versionOf("racks", first) },
        to: { datacenter: "W1", room: "1", row: "R4", number: 9 },
      });
      await expectKept("a rack that moved");
      await change({ op: "retire", type: "racks", id: second, version: await versionOf("racks", second) });
      await expectKept("a rack that retired");
      const [last] = await journey.rows<{ id: number }>("SELECT max(id)::int AS id FROM record_change");
      expect(await as("pia").record.undo({ change: last!.id })).toMatchObject({ kind: "done" });
    },
  },
  "files of the fleet": {
    through: ["import.commit"],
    does: () =>
      imported("fleet", {
        "racks.csv": "code,datacenter,rack_type,height_u,state\nIN-1,W1,compute,42,in_service\n",
        "placements.csv": "rack,valid_from,valid_to,datacenter,room,row,number\nIN-1,2026-11-23,,W1,1,R3,7\n",
        "servers.csv": "rack,name,server_type,start_u,height_u,face,state\nIN-1,s1,node,1,1,both,in_service\n",
        "rack_types.csv":
          "code,name,family,height_u,power_w,derated_w,cooling_w,weight_kg,ports\nstorage,Storage rack,storage,42,5500,5000,2000,1100,4\n",
      }),
  },
  "a NetBox, whose racks move to another row and another site": {
    through: ["import.check", "import.commit"],
    async does() {
      await imported("netbox", netbox());
      await expectKept("a NetBox");
      await imported(
        "netbox",
        netbox((name, text) =>
          name === "dcim_rack.csv"
            ? text
                .replace(/^(.*,3,Closet,.*),,2,,(.*)$/m, "$1,,1,,$2")
                .replace(/^(.*,2,A02,.*),2,,1,(.*)$/m, "$1,1,,1,$2")
            : name === "dcim_device.csv"
              ? text.replace(/^(.*,strip,.*,3),2,(.*)$/m, "$1,1,$2").replace(/^(.*top-down.*,1,1),2,/m, "$1,1,")
              : text,
        ),
      );
    },
  },
  "a day passes": {
    through: [],
    async does() {
      journey.clock.now += 86_400_000;
      await refreshDue(journey.ports, { id: null, name: "sweep", role: "system", via: "worker", requestId: "day" });
    },
  },
};

/** Mutations that write nothing of which rollups are made, and what they write instead. */
const others: Readonly<Record<string, readonly string[]>> = {
  "asks, and writes nothing": ["import.ask", "record.preview"],
  "people, and what they see": [
    ...["admin.invite", "admin.revokeInvite", "admin.setRole", "admin.setDisabled", "invite.accept"],
    ...["view.save", "view.remove", "notification.markRead", "notification.setTopics", "handover.write"],
  ],
  "alerts and messages": [
    ...[
      "alert.acknowledge",
      "alert.reopen",
      "alert.saveRule",
      "alert.silence",
      "alert.removeRule",
      "alert.createRoute",
    ],
    ...["alert.updateRoute", "alert.removeRoute", "alert.testRoute"],
    ...["contact.create", "contact.update", "contact.remove", "contact.test"],
  ],
  "measurements, which no rollup has": [
    ...["telemetry.nameSeries", "telemetry.removeSource", "telemetry.saveSource", "telemetry.write"],
  ],
  "management controllers and what proves a wipe": [
    ...["controller.order", "controller.create", "controller.update", "controller.remove", "controller.import"],
    ...["controller.importFile", "controller.reseal", "controller.saveProfile", "controller.savePolling"],
    ...["sanitisation.savePolicy", "sanitisation.confirm", "sanitisation.destroy", "sanitisation.witness"],
    ...["sanitisation.askWitness", "sanitisation.withdrawWitness"],
  ],
  "drafts and studies, which hold nothing": [
    ...["plan.rename", "plan.leaveOut", "approval.snooze", "repair.plan"],
    ...["scenario.create", "scenario.update", "scenario.again", "scenario.cancel", "scenario.remove", "scenario.keep"],
    ...["replay.create", "replay.again", "replay.cancel"],
    ...["override.keep", "override.release", "override.saveReason", "rule.keep", "rule.end"],
  ],
  "how runs go on; what they change in the fleet is written by their stages": [
    ...[
      "run.evacuation",
      "run.retryAll",
      "run.holdGate",
      "operations.pause",
      "operations.resume",
      "clock.save",
      "template.save",
    ],
    ...["task.finishMany", "task.fail", "task.assign", "task.retry", "task.skip"],
    ...[
      "workOrder.accept",
      "workOrder.finish",
      "workOrder.refuse",
      "workOrder.witness",
      "workOrder.send",
      "workOrder.withdraw",
    ],
  ],
};

test("every mutation of the API is a deed of this table, or says why it is none", () => {
  // at run time a router has its procedures flat, by their paths
  const procedures = appRouter._def.procedures as unknown as Readonly<Record<string, { _def: { type: string } }>>;
  const mutations = Object.keys(procedures).filter((name) => procedures[name]?._def.type === "mutation");
  const named = [...Object.values(deeds).flatMap(({ through }) => through), ...Object.values(others).flat()];
  expect(mutations.filter((name) => !named.includes(name))).toEqual([]);
  expect(named.filter((name) => !mutations.includes(name))).toEqual([]);
});

test.each(Object.entries(deeds))("%s", { timeout: 120_000 }, async (name, { does }) => {
  await does();
  await expectKept(name);
});

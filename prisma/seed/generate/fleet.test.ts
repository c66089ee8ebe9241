import { exhaustionOf, firstToBind } from "@headroom/core/capacity/exhaustion";
import { canonical } from "@headroom/core/foundation/digest";
import { lastDay } from "@headroom/core/foundation/months";
import { planStates } from "@headroom/core/lifecycle/plan";
import { requestStates } from "@headroom/core/lifecycle/request";
import { describe, expect, test } from "vitest";
import { demo } from "../scenarios/demo";
import { small } from "../scenarios/small";
import { dayOf } from "./calendar";
import { buildFleet, type Fleet } from "./fleet";

const content = ({ racks, flow, facts, accounts, runs }: Fleet) =>
  canonical({
    racks: racks.map((r) => [r.code, r.serial, r.state, r.lot.installedOn, r.position.id]),
    plans: flow.plans.map((p) => [p.hash, p.state, p.actions.map((a) => a.positions.map((x) => x.id))]),
    requests: flow.requests.map((r) => [r.title, r.state, r.requester.id]),
    events: flow.events.map((e) => [e.at.toISOString(), e.action, e.entityId]),
    runs: runs.runs.map(({ record, events }) => [
      record.title,
      record.state,
      events.map((e) => [e.at, e.kind, e.stage]),
    ]),
    facts,
    accounts,
  });

test("the same scenario and day give the same fleet, another seed another one", async () => {
  const made = content(await buildFleet(small, "2026-11-23"));
  expect(content(await buildFleet(small, "2026-11-23"))).toBe(made);
  expect(content(await buildFleet({ ...small, seed: small.seed + 1 }, "2026-11-23"))).not.toBe(made);
});

// the first of a month, the last, a leap day, a year later: nothing may depend on when somebody tries it
describe.each(["2026-11-23", "2026-12-01", "2027-01-31", "2028-02-29"])("small on %s", async (today) => {
  const fleet = await buildFleet(small, today);

  test("has every state of a request and of a plan", () => {
    expect(new Set(fleet.flow.requests.map((r) => r.state))).toEqual(new Set(requestStates));
    expect(new Set(fleet.flow.plans.map((p) => p.state))).toEqual(new Set(planStates));
    const signed = fleet.flow.approvals.map((a) => a.state);
    expect(new Set(signed)).toEqual(
      new Set(["pending", "approved", "declined", "changes_requested", "stale", "withdrawn", "expired"]),
    );
    for (const state of ["racked", "in_service", "draining"])
      expect(fleet.racks.filter((r) => r.state === state).length).toBeGreaterThan(0);
  });

  test("nobody signs what they asked for or wrote, and nothing lies in the future", () => {
    for (const { planId, decision } of fleet.flow.approvals) {
      const plan = fleet.flow.plans.find((p) => p.id === planId)!;
      const own = [plan.author.id, ...plan.requests.map((r) => r.request.requester.id)];
      if (decision) expect(own).not.toContain(decision.by.id);
    }
    const end = dayOf(today) * 86_400_000;
    for (const { at } of [...fleet.flow.events, ...fleet.flow.notifications])
      expect(at.getTime()).toBeLessThanOrEqual(end);
    for (const { lot } of fleet.racks) expect(lot.installedOn).toBeLessThanOrEqual(dayOf(today));
  });

  test("a submitted or committed plan has its positions, any other has none, and no two have one", () => {
    const taken = new Map<number, string>();
    for (const rack of fleet.racks)
      if (rack.lot.retiredOn === null) {
        expect(taken.has(rack.position.id)).toBe(false);
        taken.set(rack.position.id, rack.code);
      }
    for (const plan of fleet.flow.plans)
      for (const action of plan.actions) {
        const isDelivered = action.request.state === "delivered";
        const kept = { submitted: "held", committed: "committed" }[plan.state as string] ?? null;
        expect(action.has?.kind ?? null).toBe(isDelivered ? null : kept);
        if (isDelivered) for (const p of action.positions) expect(taken.has(p.id)).toBe(true);
        if (action.has === null) continue;
        for (const p of action.positions) {
          expect(taken.get(p.id)).toBeUndefined();
          taken.set(p.id, `plan ${plan.id}`);
        }
      }
  });

  test("the stale plan wanted what the one after it has", () => {
    const stale = fleet.flow.plans.find((p) => p.state === "stale")!;
    const next = fleet.flow.plans[fleet.flow.plans.indexOf(stale) + 1]!;
    expect(next.state).toBe("committed");
    expect(next.actions[0]!.positions).toEqual(stale.actions[0]!.positions);
  });

  test("facts of every month are those of the racks that stood at its end", () => {
    for (const month of fleet.months) {
      const end = Math.min(dayOf(lastDay(month)), dayOf(today));
      const standing = fleet.racks.filter(
        ({ lot }) => lot.installedOn! <= end && (lot.retiredOn === null || lot.retiredOn > end),
      );
      for (const { datacenterId } of fleet.accounts) {
        const here = standing.filter((r) => String(r.lot.datacenter.id) === datacenterId);
        const fact = (family: string, resource: string) =>
          fleet.facts.find(
            (f) =>
              f.month.startsWith(month) &&
              f.datacenterId === datacenterId &&
              f.familyCode === family &&
              f.resource === resource,
          )!;
        expect(fact("*", "space").installed).toBe(here.length);
        expect(fact("*", "power").installed).toBe(here.reduce((sum, r) => sum + r.lot.type.powerW, 0));
        expect(fact("compute", "space").installed).toBe(here.filter((r) => r.lot.type.familyCode === "compute").length);
        const running = here.filter((r) => r.lot.inServiceOn !== null && r.lot.inServiceOn <= end);
        expect(fact("*", "space").inService).toBe(running.length);
      }
    }
  });
});

// 12,480 positions and 36 months: some seconds on a busy machine
const PATIENCE_MS = 60_000;
test("the demo is as large as it says, breaks no limit, and one of its regions is about to run out", {
  timeout: PATIENCE_MS,
}, async () => {
  const fleet = await buildFleet(demo, "2027-03-01");
  const { expected } = demo;
  const live = fleet.racks.filter((r) => r.state !== "retired");
  const within = (value: number, [least, most]: readonly [number, number]) => {
    expect(value).toBeGreaterThanOrEqual(least);
    expect(value).toBeLessThanOrEqual(most);
  };
  const rooms = fleet.regions.flatMap((r) => r.datacenters.flatMap((d) => d.rooms));
  within(rooms.flatMap((r) => r.positions).length, expected.positions);
  within(live.length, expected.racks);
  within(
    live.reduce((sum, r) => sum + r.lot.type.serverCount, 0),
    expected.servers,
  );
  for (const { floors } of fleet.histories)
    for (const { loads, datacenter } of floors) {
      expect(loads.violations()).toEqual([]);
      // with what is promised and reserved
      const occupied = live.filter((r) => r.lot.datacenter === datacenter).length;
      expect(loads.used.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(occupied);
    }
  const tight = fleet.accounts.filter(({ worstFailure: w }) => w !== null && w.loadW > 0.95 * w.limitW);
  const near = fleet.regions.flatMap((r) => r.datacenters).find((d) => d.code === demo.nearFailoverLimit)!;
  expect(tight.map((a) => a.datacenterId)).toContain(String(near.id));
  // a fleet with a few tight spots, not one on its last watts
  expect(tight.length).toBeLessThanOrEqual(4);
  const short = fleet.regions.filter((region) => {
    const ids = new Set(region.datacenters.map((d) => String(d.id)));
    const of = (resource: string) =>
      exhaustionOf(
        fleet.months.map((month) => {
          const rows = fleet.facts.filter(
            (f) =>
              ids.has(f.datacenterId) && f.familyCode === "*" && f.resource === resource && f.month.startsWith(month),
          );
          const sum = (value: (f: (typeof rows)[number]) => number) => rows.reduce((s, f) => s + value(f), 0);
          return { month, used: sum((f) => f.installed + f.committed + f.reserved), limit: sum((f) => f.limitValue) };
        }),
      );
    const { exhaustion } = firstToBind({ space: of("space"), power: of("power"), cooling: of("cooling") });
    return exhaustion.kind === "months" && exhaustion.months < 6;
  });
  expect(short.map((r) => r.spec.code)).toEqual(["eu-north"]);
});

test("a region has fault domains, its network zones hold, and one key is over in one domain", async () => {
  const { regions, rackKeys, flow } = await buildFleet(small, "2026-11-23");
  const rows = regions.map((region) => region.datacenters.flatMap((dc) => dc.model.rows));
  expect(rows.map((list) => list.every((row) => row.faultDomain !== undefined))).toEqual([true, false]);
  expect(rows[0]!.some((row) => row.networkZoneId !== undefined)).toBe(true);
  expect(flow.requests.flatMap((request) => request.rules ?? [])).not.toHaveLength(0);
  const inDomain = new Map<string, number>();
  for (const { rack } of rackKeys) {
    const domain = rack.lot.datacenter.model.rows.find((row) => row.id === String(rack.position.rowId))!.faultDomain!;
    inDomain.set(domain, (inDomain.get(domain) ?? 0) + 1);
  }
  expect([...inDomain.values()].sort()).toEqual([2, 6]);
});

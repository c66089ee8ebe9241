import { appRouter } from "@headroom/api/root";
import type pg from "pg";

/** A query procedure with an input that makes it work. */
export interface Read {
  readonly path: string;
  readonly input: unknown;
}

/** A fresh scenario has none of them, no past, and nothing was sent; `run.watch` is a stream. */
const absent = [
  ...["contact.testStands", "import.get", "record.asOf", "replay.get", "replay.progress", "run.watch"],
  "workOrder.lookup",
];

/** Whether nothing at all is an input of the procedure. */
interface Parser {
  safeParse(input: unknown): { readonly success: boolean };
}

/**
 * Every query procedure with an input that makes it work: the largest datacenter, the region with the most racks. `missing`: those that need one
 * and have none here, so that a benchmark can say what it leaves out; `empty`: those of which the scenario has nothing.
 */
export async function reads(
  database: pg.Client,
): Promise<{ readonly reads: Read[]; readonly missing: string[]; readonly empty: string[] }> {
  const inputs = { ...(await inputsOf(database)), ...(await inputsOfRuns(database)) };
  const procedures = appRouter._def.procedures as unknown as Record<
    string,
    { _def: { type: string; inputs?: readonly Parser[] } }
  >;
  const queries = Object.keys(procedures)
    .filter((path) => procedures[path]!._def.type === "query" && !absent.includes(path))
    .sort();
  const needsNone = (path: string) =>
    (procedures[path]!._def.inputs ?? []).every((parser) => parser.safeParse(undefined).success);
  const known = (path: string) => path in inputs || needsNone(path);
  return {
    reads: queries
      .filter((path) => known(path) && inputs[path] !== null)
      .map((path) => ({ path, input: inputs[path] })),
    missing: queries.filter((path) => !known(path)),
    empty: queries.filter((path) => inputs[path] === null),
  };
}

/** Of what comes and goes with the work: null where the scenario has nothing of the kind. */
async function inputsOfRuns(database: pg.Client): Promise<Readonly<Record<string, unknown>>> {
  const first = async (sql: string): Promise<number | null> =>
    (await database.query<{ v: number }>(`${sql} LIMIT 1`)).rows[0]?.v ?? null;
  const withId = (id: number | null, input: (id: number) => unknown) => (id === null ? null : input(id));
  const run = await first("select run_id v from run_step group by 1 order by count(*) desc, 1");
  const plan = await first("select id v from plan where state = 'committed' order by id desc");
  return {
    "alert.get": withId(await first("select id v from alert order by id"), (id) => ({ id })),
    "alert.previewRule": {
      test: { kind: "above", of: "rack", metric: "power_w", stat: "max", above: 0.9, unit: "share_of_limit", hours: 1 },
    },
    "controller.firmware": {},
    "controller.get": withId(await first("select id v from management_controller order by id"), (id) => ({ id })),
    "run.events": withId(run, (id) => ({ id })),
    "run.get": withId(run, (id) => ({ id })),
    "run.preview": withId(plan, (planId) => ({ source: { from: "plan", planId } })),
    "sanitisation.certificate": withId(
      await first("select number v from sanitisation_certificate order by number"),
      (number) => ({ number }),
    ),
  };
}

async function inputsOf(database: pg.Client): Promise<Readonly<Record<string, unknown>>> {
  const one = async (sql: string): Promise<string> => {
    const row = (await database.query<{ v: string | number }>(sql)).rows[0];
    if (row === undefined) throw new Error(`the scenario has nothing for: ${sql}`);
    return String(row.v);
  };
  const number = async (sql: string) => Number(await one(sql));
  const datacenter = await one(
    "select d.code v from datacenter d join room r on r.datacenter_id = d.id join position p on p.room_id = r.id group by d.code order by count(*) desc, d.code limit 1",
  );
  const region = await one(
    "select g.code v from region g join zone z on z.region_id = g.id join datacenter d on d.zone_id = z.id join rack k on k.datacenter_id = d.id group by g.code order by count(*) desc limit 1",
  );
  const rack = await one("select code v from rack where state = 'in_service' order by id desc limit 1");
  const server = await number("select id v from server order by id desc limit 1");
  const rowId = await number("select id v from row order by id limit 1");
  const requestId = await number("select request_id v from plan_request order by request_id limit 1");
  const openRequest = await number("select id v from request where state = 'open' order by id limit 1");
  const submitted = await number("select id v from plan where state = 'submitted' order by id limit 1");
  const rackType = await one("select code v from rack_type order by id limit 1");
  const eventId = await number("select id v from audit_event order by id desc limit 1");
  const draft = await number(
    "select plan_id v from plan_action a join plan p on p.id = a.plan_id where p.state = 'draft' order by 1 limit 1",
  );
  const actionId = await number(`select id v from plan_action where plan_id = ${draft} order by id limit 1`);
  const rowOfAction = await number(
    `select w.id v from row w join room r on r.id = w.room_id join plan_action a on a.datacenter_id = r.datacenter_id where a.id = ${actionId} order by 1 limit 1`,
  );
  const ofRequest = `from row w join room r on r.id = w.room_id join datacenter d on d.id = r.datacenter_id join zone z on z.id = d.zone_id
    join request q on q.region_id = z.region_id where q.id = ${openRequest} order by w.id limit 1`;
  return {
    "region.get": { code: region },
    "datacenter.list": {},
    "datacenter.floor": { code: datacenter },
    "datacenter.row": { rowId, requestId: openRequest },
    "freeze.list": {},
    "freeze.places": { datacenter },
    "freeze.conflicts": { datacenter, startsOn: "2026-12-20", endsOn: "2027-01-10" },
    "power.get": { datacenter },
    "power.rack": { rackId: await number(`select id v from rack where code = '${rack}'`) },
    "rack.device": { id: server },
    "rack.elevations": { datacenter },
    "record.get": { type: "servers", id: server },
    "record.history": { type: "servers", id: server },
    "table.count": { type: "servers", filter: "" },
    "table.record": { type: "racks", key: [rack] },
    "table.rows": { type: "servers" },
    "view.list": { type: "servers" },
    "rack.list": { search: rack.slice(0, 5) },
    "rack.get": { code: rack },
    "repair.get": { datacenter },
    "search.find": { text: datacenter.slice(0, 3) },
    "utilisation.get": { resource: "power" },
    "audit.list": {},
    "audit.get": { id: eventId },
    "request.list": {},
    "request.get": { id: requestId },
    "request.feasibility": { rackType, unit: "racks", amount: 8, region },
    "plan.list": {},
    "plan.get": { id: submitted },
    "plan.progress": { id: submitted },
    "approval.review": { planId: submitted },
    "override.targets": { planId: draft, actionId },
    "override.preview": { planId: draft, actionId, rowId: rowOfAction },
    "placement.why": { requestId: openRequest },
    "placement.tryRelief": {
      requestId: openRequest,
      datacenter: await one(`select d.code v ${ofRequest}`),
      relief: { rowId: await number(`select w.id v ${ofRequest}`), changes: [], fewer: 1 },
    },
    "replay.list": {},
    "scenario.board": { planId: draft },
    "scenario.options": { planId: draft },
    "scenario.progress": { planId: draft },
    "alert.list": {},
    "clock.dockToLive": {},
    "clock.list": { kind: "provision" },
    "controller.list": {},
    "controller.profile": { serverType: await one("select code v from server_type order by id limit 1") },
    "datacenter.thumb": { code: datacenter },
    "decommission.list": {},
    "export.netbox": { datacenter },
    "handover.list": {},
    "rack.places": {
      datacenter,
      rackId: await number(
        `select k.id v from rack k join datacenter d on d.id = k.datacenter_id where d.code = '${datacenter}' and k.state = 'in_service' order by k.id limit 1`,
      ),
    },
    "reservation.list": {},
    "run.list": {},
    "sanitisation.certificates": {},
    "sanitisation.drives": {},
    "task.list": {},
    "telemetry.series": { of: { kind: "datacenter", datacenter }, metric: "power_w", range: "30d" },
    "template.get": { kind: "provision" },
    "template.list": {},
    "invite.lookup": { token: "x".repeat(40) },
  };
}

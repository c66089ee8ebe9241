import { isDeepStrictEqual } from "node:util";
import { exhaustionOf, exhaustionRank, factResources, firstToBind } from "@headroom/core/capacity/exhaustion";
import { loadsOf } from "@headroom/core/capacity/loads";
import { planStates } from "@headroom/core/lifecycle/plan";
import { requestStates } from "@headroom/core/lifecycle/request";
import { compileDatacenter } from "@headroom/core/topology/compiled";
import { fleetRepository } from "@headroom/db/repositories/fleet/repository";
import { accountOf, factsOf } from "@headroom/services/capacity/refresh";
import type { DatacenterSnapshot } from "@headroom/services/ports/fleet";
import type pg from "pg";
import { isoOf } from "../generate/calendar";
import type { Fleet } from "../generate/fleet";

/** What stands in the database after a scenario was loaded, read back from it. */
export interface Summary {
  readonly regions: number;
  readonly zones: number;
  readonly datacenters: number;
  readonly rooms: number;
  readonly rows: number;
  readonly positions: number;
  readonly blocked: number;
  readonly filledShare: number;
  readonly racks: number;
  readonly racksRetired: number;
  readonly rackTypes: number;
  readonly families: number;
  readonly servers: number;
  readonly demandMonths: number;
  readonly factRows: number;
  readonly requests: Readonly<Record<string, number>>;
  readonly plans: Readonly<Record<string, number>>;
  readonly approvals: number;
  readonly reservations: number;
  readonly notifications: number;
  readonly auditEvents: number;
  /** The fullest UPS after the worst single failure. */
  readonly fullestUps: { readonly datacenter: string; readonly device: string; readonly percent: number };
  /** By risk, soonest first. Months null: none within 36. */
  readonly exhaustion: readonly {
    readonly region: string;
    readonly months: number | null;
    readonly resource: string | null;
  }[];
}

/** The scenario did not become what it says it is. */
export class SeedFault extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the seed is wrong: ${faults.slice(0, 20).join("; ")}`);
  }
}

/** Reads the database back, holds it against the scenario and against the accounting, and throws a SeedFault where they differ. */
export async function verifyFleet(client: pg.ClientBase, fleet: Fleet): Promise<Summary> {
  const faults: string[] = [];
  const ids = fleet.accounts.map((a) => Number(a.datacenterId));
  // one at a time: a whole cloud does not fit into memory twice
  for (const id of ids) {
    const snapshot = await fleetRepository({ sql: client }).loadDatacenter({ id }, isoOf(fleet.today));
    if (snapshot) faults.push(...checkDatacenter(snapshot, fleet));
    else faults.push(`datacenter ${id} is missing`);
  }
  faults.push(...(await checkStored(client, fleet)));
  const summary = await summarise(client, fleet);
  faults.push(...checkNumbers(summary, fleet));
  if (faults.length > 0) throw new SeedFault(faults);
  return summary;
}

/** No limit is broken, and account and current facts are what services compute from the same rows. */
function checkDatacenter(snapshot: DatacenterSnapshot, fleet: Fleet): string[] {
  const compiled = compileDatacenter(snapshot.model);
  if (!compiled.ok) return compiled.error.map((f) => `${snapshot.code}: ${f.message}`);
  const loads = loadsOf(compiled.value, snapshot.placed);
  if (!loads.ok) return loads.error.map((f) => `${snapshot.code}: ${f.message}`);
  const faults = loads.value
    .violations()
    .map((v) => `${snapshot.code}: ${v.limit} of ${v.id} is ${v.load} of ${v.capacity}`);
  const account = accountOf(snapshot);
  const made = fleet.accounts.find((a) => a.datacenterId === String(snapshot.id));
  if (!isDeepStrictEqual(account, made)) faults.push(`${snapshot.code}: the account differs from the one made`);
  const month = fleet.months.at(-1)!;
  const facts = factsOf(
    month,
    snapshot,
    account,
    fleet.catalog.families.map((f) => f.code),
  );
  const seeded = fleet.facts.filter((f) => f.datacenterId === String(snapshot.id) && f.month.startsWith(month));
  if (!isDeepStrictEqual(facts, seeded)) faults.push(`${snapshot.code}: this month's facts differ from those made`);
  return faults;
}

/** What was written is what was made: accounts whole, sums of facts by resource. */
async function checkStored(client: pg.ClientBase, fleet: Fleet): Promise<string[]> {
  const faults: string[] = [];
  const stored = await client.query("SELECT datacenter_id, account FROM datacenter_capacity ORDER BY datacenter_id");
  const accounts = [...fleet.accounts].sort((a, b) => Number(a.datacenterId) - Number(b.datacenterId));
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  if (
    !isDeepStrictEqual(
      stored.rows.map((r) => r.account),
      plain(accounts),
    )
  )
    faults.push("stored accounts differ");
  const sums = await client.query(
    "SELECT resource, sum(limit_value)::text AS supply, sum(installed)::text AS installed FROM capacity_month GROUP BY 1",
  );
  for (const resource of factResources) {
    const own = fleet.facts.filter((f) => f.resource === resource);
    const row = sums.rows.find((r) => r.resource === resource);
    const total = (of: (f: (typeof own)[number]) => number) => String(own.reduce((sum, f) => sum + of(f), 0));
    if (row?.supply !== total((f) => f.limitValue) || row?.installed !== total((f) => f.installed))
      faults.push(`facts of ${resource} differ`);
  }
  return faults;
}

async function summarise(client: pg.ClientBase, fleet: Fleet): Promise<Summary> {
  const { rows } = await client.query(`
    SELECT (SELECT count(*) FROM region)::int AS regions, (SELECT count(*) FROM zone)::int AS zones,
      (SELECT count(*) FROM datacenter)::int AS datacenters, (SELECT count(*) FROM room)::int AS rooms,
      (SELECT count(*) FROM "row")::int AS "rows", (SELECT count(*) FROM position)::int AS positions,
      (SELECT count(*) FROM position WHERE blocked_reason IS NOT NULL)::int AS blocked,
      (SELECT count(*) FROM occupancy WHERE kind = 'occupied' AND valid_to IS NULL)::float8 / (SELECT count(*) FROM position) AS "filledShare",
      (SELECT count(*) FROM rack WHERE state <> 'retired')::int AS racks,
      (SELECT count(*) FROM rack WHERE state = 'retired')::int AS "racksRetired",
      (SELECT count(*) FROM rack_type)::int AS "rackTypes", (SELECT count(*) FROM hardware_family)::int AS families,
      (SELECT count(*) FROM server)::int AS servers, (SELECT count(*) FROM demand_month)::int AS "demandMonths",
      (SELECT count(*) FROM capacity_month)::int AS "factRows", (SELECT count(*) FROM approval)::int AS approvals,
      (SELECT count(*) FROM reservation)::int AS reservations, (SELECT count(*) FROM notification)::int AS notifications,
      (SELECT count(*) FROM audit_event)::int AS "auditEvents",
      (SELECT jsonb_object_agg(state, n) FROM (SELECT state, count(*) AS n FROM request GROUP BY 1) s) AS requests,
      (SELECT jsonb_object_agg(state, n) FROM (SELECT state, count(*) AS n FROM plan GROUP BY 1) s) AS plans`);
  return { ...rows[0], fullestUps: fullestUps(fleet), exhaustion: await exhaustionOfRegions(client) };
}

function fullestUps({ accounts, regions }: Fleet): Summary["fullestUps"] {
  let fullest = { datacenter: "", device: "", percent: 0 };
  for (const account of accounts) {
    const dc = regions.flatMap((r) => r.datacenters).find((d) => String(d.id) === account.datacenterId)!;
    for (const device of account.devices) {
      if (device.parentId !== null) continue;
      const percent = (100 * Math.max(0, ...Object.values(device.afterFailureW))) / device.failoverCapacityW;
      const code = dc.rooms.flatMap((r) => r.devices).find((d) => String(d.id) === device.id)!.code;
      if (percent > fullest.percent) fullest = { datacenter: dc.code, device: code, percent };
    }
  }
  return fullest;
}

/** From the stored facts, as the screens do it. */
async function exhaustionOfRegions(client: pg.ClientBase): Promise<Summary["exhaustion"]> {
  const { rows } = await client.query(`
    SELECT r.code, f.resource, to_char(f.month, 'YYYY-MM') AS month, sum(f.limit_value)::float8 AS "limit",
      sum(f.installed + f.committed + f.reserved)::float8 AS used
    FROM capacity_month f JOIN region r ON r.id = f.region_id WHERE f.family_code = '*' GROUP BY 1, 2, 3`);
  const regions = [...new Set(rows.map((r) => r.code as string))];
  return regions
    .map((region) => {
      const of = (resource: string) => exhaustionOf(rows.filter((r) => r.code === region && r.resource === resource));
      return { region, first: firstToBind({ space: of("space"), power: of("power"), cooling: of("cooling") }) };
    })
    .sort((a, b) => exhaustionRank(a.first.exhaustion) - exhaustionRank(b.first.exhaustion))
    .map(({ region, first: { resource, exhaustion } }) => ({
      region,
      months: exhaustion.kind === "months" ? exhaustion.months : null,
      resource,
    }));
}

const MONTHS_LEFT = 6;
const NEAR_LIMIT_PERCENT = 95;

/** The scenario's own promises. */
function checkNumbers(summary: Summary, { scenario }: Fleet): string[] {
  const faults: string[] = [];
  for (const name of ["positions", "filledShare", "racks", "servers"] as const) {
    const [least, most] = scenario.expected[name];
    if (summary[name] < least || summary[name] > most)
      faults.push(`${name}: ${summary[name]}, expected ${least} to ${most}`);
  }
  for (const state of requestStates) if (!summary.requests[state]) faults.push(`no request is ${state}`);
  for (const state of planStates) if (!summary.plans[state]) faults.push(`no plan is ${state}`);
  const short = summary.exhaustion.filter((e) => e.months !== null && e.months < MONTHS_LEFT);
  const [least, most] = scenario.expected.shortRegions ?? [1, 1];
  if (short.length < least || short.length > most)
    faults.push(`${short.length} regions run out within ${MONTHS_LEFT} months, expected ${least} to ${most}`);
  const { percent } = summary.fullestUps;
  if (percent <= NEAR_LIMIT_PERCENT || percent > 100)
    faults.push(`the fullest UPS is at ${percent.toFixed(1)} % of its failover limit`);
  return faults;
}

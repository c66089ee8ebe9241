import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Random } from "@headroom/core/foundation/random";
import { refreshDue } from "@headroom/services/capacity/refresh-due";
import { ServiceError } from "@headroom/services/errors";
import { checkImport } from "@headroom/services/import/check";
import { checkFleet } from "@headroom/services/import/check-fleet";
import { commitImport } from "@headroom/services/import/commit";
import { asked, type Journey } from "./journey";
import { allTicked, workRuns } from "./runs";
import { failure } from "./steps";

/** Draws a number below n. */
type Pick = (n: number) => number;
type Fields = Readonly<Record<string, string | number | null>>;
type Deed = (j: Journey, pick: Pick) => Promise<unknown>;

const datacenters = ["N1", "N2", "W1"];
const day = (j: Journey, ahead = 0) => new Date(j.clock.now + ahead * 86_400_000).toISOString().slice(0, 10);

async function anyOf(j: Journey, table: "plan" | "request" | "freeze_window", where: string, pick: Pick) {
  const rows = await j.rows<{ id: number; version: number }>(
    `SELECT id, version FROM ${table} WHERE ${where} ORDER BY id`,
  );
  return rows.length === 0 ? null : rows[pick(rows.length)]!;
}

/** Checks and commits files in the fleet's format; what is rejected stays unwritten. */
async function take(j: Journey, files: Readonly<Record<string, string>>) {
  const run = await checkFleet(j.ports, j.actor("pia"), {
    kind: "fleet",
    files: Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text) })),
    mapping: {},
  });
  return run.state === "checked" && commitImport(j.ports, j.actor("pia"), { id: run.id, confirmed: [] });
}

const small = fileURLToPath(new URL("../../../interchange/src/netbox/fixtures/small/", import.meta.url));
const netboxFiles = readdirSync(small).map((name) => ({ name, text: readFileSync(small + name, "utf8") }));

const rackCode = (pick: Pick) => `K${1 + pick(3)}-${1 + pick(4)}-${1 + pick(2)}`;
let made = 0;

const deeds: Readonly<Record<string, Deed>> = {
  ask: (j, pick) =>
    j.as("mona").request.create(
      asked({
        amount: 1 + pick(4),
        neededBy: "2099-01-01",
        rackType: pick(2) ? "compute" : "storage",
        datacenter: [null, "N1", "N2"][pick(3)]!,
        splitRule: pick(2) ? "all_or_nothing" : "best_effort",
      }),
    ),
  async plan(j, pick) {
    const request = await anyOf(j, "request", "state = 'open'", pick);
    if (!request) return;
    const plan = await j.as("pia").plan.create({ requestIds: [request.id] });
    await j.run(plan.id, plan.version);
  },
  async replan(j, pick) {
    const plan = await anyOf(j, "plan", "state IN ('stale', 'declined', 'expired')", pick);
    if (!plan) return;
    const again = await j.as("pia").plan.replan(plan);
    await j.run(again.id, again.version);
  },
  async submit(j, pick) {
    const plan = await anyOf(j, "plan", "state IN ('draft', 'expired')", pick);
    return plan && j.as("pia").plan.submit(plan);
  },
  approve: (j, pick) => decide(j, pick, "approve"),
  decline: (j, pick) => decide(j, pick, "decline"),
  sendBack: (j, pick) => decide(j, pick, "request_changes"),
  async withdraw(j, pick) {
    const plan = await anyOf(j, "plan", "state = 'submitted'", pick);
    return plan && j.as("ada").plan.withdraw(plan);
  },
  async cancelPlan(j, pick) {
    const plan = await anyOf(j, "plan", "state = 'committed'", pick);
    return plan && j.as("pia").plan.cancel({ ...plan, reason: "because" });
  },
  async cancelRequest(j, pick) {
    const request = await anyOf(j, "request", "state IN ('open', 'planned')", pick);
    return request && j.as("mona").request.cancel({ ...request, reason: "because" });
  },
  freeze: (j, pick) =>
    j.as("pia").freeze.create({
      datacenter: datacenters[pick(3)]!,
      startsOn: day(j, 10),
      endsOn: day(j, 10 + pick(20)),
      reason: "works",
    }),
  async endFreeze(j, pick) {
    const freeze = await anyOf(j, "freeze_window", "ended_at IS NULL", pick);
    return freeze && j.as("pia").freeze.end({ ...freeze, reason: "because" });
  },
  /** A rack arrives on any position, also on one that is taken. */
  rackIn: (j, pick) => {
    made += 1;
    const d = pick(3);
    const code = `NEW-${made}`;
    return take(j, {
      "racks.csv": `code,datacenter,rack_type,height_u,state\n${code},${datacenters[d]},${pick(2) ? "compute" : "storage"},42,in_service\n`,
      "placements.csv": `rack,valid_from,valid_to,datacenter,room,row,number\n${code},${day(j)},${pick(3) ? "" : day(j, 1 + pick(3))},${datacenters[d]},1,R${1 + pick(4)},${1 + pick(10)}\n`,
    });
  },
  /** A rack becomes one of another type, or is emptied. */
  rackChange: (j, pick) => {
    const code = rackCode(pick);
    return take(j, {
      "racks.csv": `code,datacenter,rack_type,height_u,state\n${code},${code.startsWith("K3") ? "W1" : `N${code[1]}`},${pick(2) ? "compute" : "storage"},42,${pick(2) ? "in_service" : "draining"}\n`,
    });
  },
  /** Less or more cooling, a position that cannot be used. */
  floorChange: (j, pick) => {
    const at = datacenters[pick(3)]!;
    return pick(2)
      ? take(j, {
          "cooling_zones.csv": `datacenter,room,code,capacity_w\n${at},1,C${1 + pick(2)},${50_000 + pick(30) * 1000}\n`,
        })
      : take(j, {
          "positions.csv": `datacenter,room,row,number,cooling_zone,blocked_reason\n${at},1,R${1 + pick(4)},${10 - pick(2)},C1,${pick(2) ? "a column" : ""}\n`,
        });
  },
  /** A type draws more or less: every datacenter that has one counts anew. */
  typeChange: (j, pick) =>
    take(j, {
      "rack_types.csv": `code,name,family,height_u,power_w,derated_w,cooling_w,weight_kg,ports\nstorage,Storage rack,storage,42,${5000 + pick(3) * 500},5000,2000,1100,4\n`,
    }),
  async servers(j, pick) {
    const rack = rackCode(pick);
    const lines = Array.from(
      { length: 1 + pick(5) },
      (_, i) => `${rack},s${i}-${pick(40)},node,${1 + pick(42)},1,both,planned`,
    );
    return take(j, { "servers.csv": `rack,name,server_type,start_u,height_u,face,state\n${lines.join("\n")}\n` });
  },
  /** Edits of several kinds of records, each on the version it was read at; somebody may have been faster. */
  editZone: (j, pick) =>
    edit(j, pick, "cooling_zones", "cooling_zone", () => ({ capacity_w: 50_000 + pick(30) * 1000 })),
  editDevice: (j, pick) =>
    edit(j, pick, "power_devices", "power_device", () => ({ failover_capacity_w: 80_000 + pick(150) * 1000 })),
  editPosition: (j, pick) =>
    edit(j, pick, "positions", "position", () => ({ blocked_reason: pick(2) ? "a column" : null })),
  editRack: (j, pick) =>
    edit(
      j,
      pick,
      "racks",
      "rack",
      (): Fields => (pick(2) ? { rack_type: pick(2) ? "compute" : "storage" } : { state: "draining" }),
    ),
  editServer: (j, pick) => edit(j, pick, "servers", "server", () => ({ start_u: 1 + pick(42) })),
  async endStay(j, pick) {
    const [stay] = await j.rows<{ id: number }>(
      "SELECT id::int FROM occupancy WHERE kind = 'occupied' AND valid_to IS NULL ORDER BY id OFFSET $1 LIMIT 1",
      [pick(24)],
    );
    if (!stay) return;
    const { version } = await j.as("pia").record.get({ type: "placements", id: stay.id });
    return kept(
      await j.as("pia").record.change({
        changes: [{ op: "edit", type: "placements", id: stay.id, version, fields: { valid_to: day(j, pick(3)) } }],
        reason: "because",
      }),
    );
  },
  async undo(j, pick) {
    const rows = await j.rows<{ id: number }>("SELECT id FROM record_change ORDER BY id DESC LIMIT 10");
    return rows.length > 0 && kept(await j.as("pia").record.undo({ change: rows[pick(rows.length)]!.id }));
  },
  /** Several records at once, all of them or none. */
  async editMany(j, pick) {
    const rows = await j.rows<{ id: number }>("SELECT id FROM position ORDER BY id OFFSET $1 LIMIT 6", [pick(100)]);
    const changes = await Promise.all(
      rows.map(async ({ id }) => {
        const { version } = await j.as("pia").record.get({ type: "positions", id });
        const fields = { blocked_reason: pick(3) === 0 ? "a column" : null };
        return { op: "edit" as const, type: "positions" as const, id, version, fields };
      }),
    );
    return kept(await j.as("pia").record.change({ changes, reason: "because" }));
  },
  /** A rack goes to any place of any datacenter, also to one that is taken. */
  async moveRack(j, pick) {
    const rows = await j.rows<{ id: number }>("SELECT id FROM rack WHERE state <> 'retired' ORDER BY id");
    const { id } = rows[pick(rows.length)]!;
    const { version } = await j.as("pia").record.get({ type: "racks", id });
    const to = { datacenter: datacenters[pick(3)]!, room: "1", row: `R${1 + pick(4)}`, number: 1 + pick(10) };
    return kept(
      await j.as("pia").record.change({
        changes: [{ op: "move", type: "racks", id, version, to }],
        reason: "because",
      }),
    );
  },
  keep: (j, pick) => {
    const at = 1 + pick(9);
    return j.as("pia").reservation.create({
      ...{
        from: day(j),
        to: pick(2) ? day(j, 1 + pick(5)) : null,
        owner: "pete@example.org",
        ticket: null,
        reason: "kept",
      },
      target: {
        ...{ kind: "positions", datacenter: datacenters[pick(3)]!, room: "1", row: `R${1 + pick(4)}` },
        numbers: [at, at + 1],
      },
    });
  },
  async giveBack(j, pick) {
    const { rows } = await j.as("uma").reservation.list({ kind: "positions" });
    if (rows.length === 0) return;
    const { id, mark, kind } = rows[pick(rows.length)]!;
    return j.as("pia").reservation.release({ id, mark, kind, reason: "because" });
  },
  meter: (j, pick) =>
    j.as("pia").power.write({
      readings: [{ kind: "rack", rack: rackCode(pick), at: new Date(j.clock.now).toISOString(), powerW: pick(9000) }],
    }),
  /** A NetBox beside the fleet, whose people move its racks between rows, rooms and sites, and rename them. */
  async netbox(j, pick) {
    const [place, site, name] = [pick(3), 1 + pick(2), pick(2) ? "A02" : `A02-${pick(3)}`];
    const files = netboxFiles.map(({ name: file, text }) => ({
      name: file,
      bytes: Buffer.from(
        file === "dcim_rack.csv"
          ? text
              .replace(/^(.*,3,Closet,.*),,2,,(.*)$/m, `$1,,${site},,$2`)
              .replace(/^(.*,2,)A02(,.*),2,,1,(.*)$/m, `$1${name}$2,${["", "1", "2"][place]},,1,$3`)
          : file === "dcim_device.csv"
            ? text
                .replace(/^(.*,strip,.*,3),2,(.*)$/m, `$1,${site},$2`)
                .replace(/^(.*,top-down,.*,1,1),2,(.*,2,1,.*)$/m, `$1,${["", "1", "2"][place]},$2`)
            : text,
      ),
    }));
    const { id, state, report } = await checkImport(j.ports, j.actor("pia"), { kind: "netbox", files, options: {} });
    if (state !== "checked") throw new ServiceError("CONFLICT", { kind: "import", id });
    return commitImport(j.ports, j.actor("pia"), { id, confirmed: report.assumptions.map((one) => one.id) });
  },
  async runBegin(j, pick) {
    const plan = await anyOf(j, "plan", "state = 'committed'", pick);
    return plan && j.as("omar").run.create({ source: { from: "plan", planId: plan.id } });
  },
  /** What a worker does with all that is due. */
  runWork: (j) => workRuns(j),
  async runTask(j, pick) {
    const runs = await j.rows<{ id: number }>("SELECT id FROM run WHERE state IN ('running', 'aborting') ORDER BY id");
    if (runs.length === 0) return;
    const run = runs[pick(runs.length)]!;
    const { waves } = await j.as("omar").run.get({ id: run.id });
    const steps = waves.flatMap((wave) => wave.subjects.flatMap((subject) => subject.steps));
    const open = steps.filter((step) => step.task && (step.state === "working" || step.state === "undoing"));
    for (const { number, gates } of waves)
      for (const gate of gates)
        if (gate.state === "asked") await j.as("ann").run.openGate({ id: run.id, wave: number, after: gate.after });
    return open.length > 0 && j.as("omar").task.finish(allTicked(open[pick(open.length)]!));
  },
  async runAbort(j, pick) {
    const runs = await j.rows<{ id: number }>("SELECT id FROM run WHERE state = 'running' ORDER BY id");
    return runs.length > 0 && j.as("omar").run.abort({ id: runs[pick(runs.length)]!.id, reason: "because" });
  },
  /** A day passes, and the worker brings accounts to it. */
  async tomorrow(j) {
    j.clock.now += 86_400_000;
    await refreshDue(j.ports, { id: null, name: "sweep", role: "system", via: "worker", requestId: "storm" });
  },
};

/** Changes that rules or somebody else's change stand in the way of are refused in their answer. */
function kept(outcome: { readonly kind: string }): void {
  if (outcome.kind === "refused") throw new ServiceError("CONFLICT", { kind: "record_change" });
}

async function edit(
  j: Journey,
  pick: Pick,
  type: "cooling_zones" | "power_devices" | "positions" | "racks" | "servers",
  table: string,
  fields: () => Fields,
): Promise<void> {
  const rows = await j.rows<{ id: number }>(`SELECT id FROM ${table} ORDER BY id`);
  if (rows.length === 0) return;
  const { id } = rows[pick(rows.length)]!;
  const { version } = await j.as("pia").record.get({ type, id });
  kept(
    await j.as("pia").record.change({
      changes: [{ op: "edit", type, id, version, fields: { ...fields() } }],
      reason: "because",
    }),
  );
}

async function decide(j: Journey, pick: Pick, verdict: "approve" | "decline" | "request_changes") {
  const plan = await anyOf(j, "plan", "state = 'submitted'", pick);
  if (!plan) return;
  const { approvalId, hash } = await j.as("ann").approval.review({ planId: plan.id });
  if (approvalId) await j.as("ann").approval.decide({ approvalId, hash: hash!, verdict, reason: "because" });
}

/** The way from a request to a commit is walked more often than the ways out of it; days pass seldom. */
const weights: Readonly<Record<string, number>> = {
  ask: 6,
  plan: 6,
  submit: 6,
  approve: 5,
  rackIn: 4,
  servers: 3,
  moveRack: 2,
  runBegin: 1,
  runWork: 2,
  runTask: 6,
  runAbort: 0.2,
  tomorrow: 0.1,
};
const bag = Object.keys(deeds).flatMap((name) => Array<string>(Math.ceil((weights[name] ?? 1) * 10)).fill(name));

/** What a deed may be refused with. Anything else is a defect. */
const refusals = new Set(["WRONG_STATE", "STALE", "INVALID_INPUT", "NOT_FOUND", "CONFLICT", "FORBIDDEN", "TAKEN"]);

export interface Storm {
  /** Deeds by name: done, and refused. */
  readonly done: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
  /** Texts of failures that nobody may see. */
  readonly defects: readonly string[];
}

/**
 * `count` deeds of `hands` people at once on the test fleet, drawn by `seed`: which deed and what it chooses are the same every time, the order in
 * which they meet is not.
 */
export async function storm(journey: Journey, { count, hands, seed }: { count: number; hands: number; seed: number }) {
  const [done, refused, defects]: [Record<string, number>, Record<string, number>, string[]] = [{}, {}, []];
  await journey.database.pool.query(
    `INSERT INTO server_type (code, name, family_id, height_u, nameplate_w, derated_w, weight_kg, ports)
     VALUES ('node', 'Node', 1, 1, 300, 200, 15, 2) ON CONFLICT DO NOTHING`,
  );
  let next = 0;
  const hand = async () => {
    for (let i = next++; i < count; i = next++) {
      const random = new Random(seed, i);
      const name = bag[random.below(bag.length)]!;
      try {
        await deeds[name]!(journey, (n) => random.below(n));
        done[name] = (done[name] ?? 0) + 1;
      } catch (error) {
        const code = error instanceof ServiceError ? error.code : (await failure(Promise.reject(error))).code;
        if (refusals.has(code)) refused[name] = (refused[name] ?? 0) + 1;
        else defects.push(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: hands }, hand));
  return { done, refused, defects } satisfies Storm;
}

import { type RedfishOptions, redfish } from "@headroom/adapters/redfish/client";
import { minimalServer } from "@headroom/adapters/redfish/testing/minimal";
import { type ServerOptions, serveRedfish } from "@headroom/adapters/redfish/testing/server";
import { hardwarePerformers } from "@headroom/services/hardware/performers";
import type { HardwareWorld } from "@headroom/services/hardware/reach";
import type { Hardware } from "@headroom/services/ports/hardware";
import type { Json, JsonObject, Performers, StepAnswer, StepWork } from "@headroom/services/run/perform";
import type { Journey } from "./journey";

export const RACK = "BMC-1";

/** Documents of the server at a unit: serials of its own, so that no two are the same. */
export function serverAt(unit: number): ReturnType<typeof minimalServer> {
  const text = JSON.stringify(minimalServer()).replaceAll('"EX-0001"', `"EX-${unit}"`);
  return JSON.parse(text.replaceAll('"D-1"', `"D-${unit}-1"`).replaceAll('"D-2"', `"D-${unit}-2"`));
}

/** A rack `BMC-1` of type `metal` (two servers of 32 cores and 64 GiB), and a controller on loopback for each of its units. */
export async function rackOfControllers(journey: Journey, units: readonly number[], options: ServerOptions = {}) {
  await journey.rows(
    `INSERT INTO server_type (code, name, family_id, height_u, nameplate_w, derated_w, weight_kg, ports, cores, memory_gib)
     SELECT 'metal', 'Metal', min(id), 2, 500, 300, 20, 2, 32, 64 FROM hardware_family ON CONFLICT DO NOTHING`,
  );
  await journey.rows(
    `INSERT INTO rack_type (code, name, family_id, height_u, power_w, derated_w, cooling_w, weight_kg, ports, server_type_id, server_count)
     SELECT 'metal', 'Metal', family_id, 42, 10000, 7000, 4000, 900, 4, id, $1 FROM server_type WHERE code = 'metal' ON CONFLICT DO NOTHING`,
    [units.length],
  );
  const [rack] = await journey.rows<{ id: number }>(
    `INSERT INTO rack (code, datacenter_id, rack_type_id, height_u, state) SELECT $1, 1, id, 42, 'racked' FROM rack_type WHERE code = 'metal'
     RETURNING id`,
    [RACK],
  );
  const servers = await Promise.all(
    units.map((unit) => serveRedfish(serverAt(unit), { watts: { on: 400, off: 12 }, ...options })),
  );
  const controllers = servers.map(({ url, credentials }, i) => ({
    ...{ place: { kind: "unit" as const, rack: RACK, unit: units[i]! }, url, ...credentials },
    ...{ trust: { kind: "plain" as const }, expectedSerial: `EX-${units[i]}` },
  }));
  if (controllers.length > 0) await journey.as("omar").controller.import({ controllers });
  return {
    rackId: rack!.id,
    servers: new Map(servers.map((server, i) => [units[i]!, server])),
    close: () => Promise.all(servers.map((server) => server.close())),
  };
}

/** Redfish whose patience passes at once. */
export const swift = (options: RedfishOptions = {}): Hardware =>
  redfish({ sleep: async () => {}, pollMs: 0, ...options });

export const performersOf = (journey: Journey, world: Partial<HardwareWorld> = {}): Performers =>
  hardwarePerformers({ ports: journey.ports, hardware: swift(), ...world });

/** A step of a run with all that its performer may ask. */
export const workOf = (rackId: number | null, does: string, over: Partial<StepWork> = {}): StepWork => ({
  ...{
    runId: 7,
    runKind: "provision",
    stepId: 1,
    effectKey: `7/${does}`,
    attempt: 1,
    stage: does,
    does,
    direction: "do",
  },
  subject: { subjectId: 1, rackId, rackCode: RACK, positionId: null, datacenterId: 1, datacenter: "N1" },
  ...{ waited: null, earlier: {} },
  ...over,
});

export interface Line {
  readonly kind: string;
  readonly data: { readonly [key: string]: Json };
}

/** Asks until it is no longer a wait, as the worker would, `beat` in between; at most so often. */
export async function perform(
  performers: Performers,
  work: StepWork,
  { beat = () => {}, most = 200, lines = [] }: { beat?: () => void; most?: number; lines?: Line[] } = {},
): Promise<StepAnswer> {
  let waited: JsonObject | null = work.waited;
  const tools = {
    ...{ signal: new AbortController().signal, traceId: "trace-1" },
    log: (_: string, kind: string, data: JsonObject) => {
      lines.push({ kind, data });
    },
  };
  for (let i = 0; i < most; i++) {
    const answer = await performers[work.does]!.perform({ ...work, waited }, tools);
    if (answer.kind !== "wait") return answer;
    // what is kept in a column comes back as JSON
    waited = JSON.parse(JSON.stringify(answer.result)) as JsonObject;
    beat();
  }
  throw new Error(`${work.does} still waits after ${most} questions`);
}

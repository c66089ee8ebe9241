import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { Actor } from "../actor";
import { dayOf } from "../days";
import type { FoundHardware, HardwareRack, RackServer, TypeFacts } from "../ports/hardware-records";
import type { Repositories } from "../ports/repositories";
import { record } from "../record";
import type { Performer, PerformTools, StepAnswer, StepWork } from "../run/perform";
import { othersOf, ownParts } from "./firmware";
import {
  atEach,
  failedAt,
  type HardwareWorld,
  type Outcome,
  ownSystem,
  type Reach,
  reachOf,
  type Target,
  type Trouble,
} from "./reach";

/** What was found behind a controller, and the server of the record that it is. */
export interface Discovered {
  readonly server: RackServer;
  readonly found: FoundHardware;
  readonly isNew: boolean;
}

/**
 * Asks every controller of the rack what is behind it and writes it down at once, server by server: new ones at the unit where one was to be, serials where
 * none was known. A serial that is another than the one known is left as it is: the check against the bill says so. `parts`: versions of firmware, too.
 */
export function discoverAll(
  world: HardwareWorld,
  reach: Reach,
  work: StepWork,
  tools: PerformTools,
  { parts = false }: { readonly parts?: boolean } = {},
): Promise<Outcome<Discovered>> {
  return atEach(world, reach, tools, async (bmc, target) => {
    const found = await bmc.discover({ signal: tools.signal });
    if (!found.ok) return found;
    const { chassis, missing, redfishVersion } = found.value;
    const system = ownSystem(found.value, target);
    if (!system.ok) return system;
    const hardware: FoundHardware = {
      redfishVersion,
      system: system.value,
      chassis,
      missing: missing.map(({ path }) => path),
    };
    // a controller that lists none has told all the same what is behind it
    const listed = parts ? await bmc.firmware({ signal: tools.signal }) : null;
    if (listed && !listed.ok && listed.error.kind === "cancelled") return listed;
    const place = { path: system.value.path, others: othersOf(system.value.path, found.value) };
    const firmware = listed?.ok ? ownParts(listed.value, place) : null;
    return world.ports.work.write(async (repositories) => {
      const kept = await keep(repositories, world, reach.rack, target, hardware, work, tools);
      if (kept.ok && firmware)
        await repositories.hardware.keepFirmware(kept.value.server.id, firmware, world.ports.clock.now());
      return kept;
    });
  });
}

async function keep(
  repositories: Repositories,
  { ports }: HardwareWorld,
  rack: HardwareRack,
  target: Target,
  found: FoundHardware,
  work: StepWork,
  { traceId }: PerformTools,
): Promise<Result<Discovered, Trouble>> {
  const { hardware, controllers } = repositories;
  const controller = await controllers.lock(target.controller.id);
  if (!controller) return err({ kind: "no_controller" });
  const nowMs = ports.clock.now();
  const actor: Actor = {
    id: null,
    name: work.runId === 0 ? "worker" : `run ${work.runId}`,
    role: "system",
    via: "worker",
    requestId: traceId,
  };
  const audit = (server: RackServer, after: object) =>
    record(repositories, actor, {
      ...{ action: "server.discover", entityKind: "server", entityId: String(server.id) },
      after: { rack: rack.code, server: server.name, ...after },
    });
  const known = target.server ?? rack.servers.find(({ id }) => id === controller.serverId) ?? null;
  const { serial, model, manufacturer } = found.system;
  if (known) {
    if (known.serial === null && serial !== null) {
      await hardware.setSerial(known.id, serial);
      await audit(known, { serial, model, manufacturer });
    }
    await hardware.keepFound(known.id, found, nowMs);
    return ok({ server: { ...known, serial: known.serial ?? serial }, found, isNew: false });
  }
  const typeId = controller.serverTypeId ?? rack.serverTypeId;
  const type = typeId === null ? undefined : (await hardware.types([typeId])).get(typeId);
  if (!type) return err({ kind: "type_unknown" });
  const names = namesOf(rack, controller.unit, found, type);
  const on = dayOf(nowMs);
  const made = await hardware.addServer({ rack, unit: controller.unit, type, names, serial, on });
  if (!made) return err({ kind: "units_taken", unit: controller.unit });
  await controllers.attach(controller.id, made.id);
  await hardware.keepFound(made.id, found, nowMs);
  await audit(made, { serial, model, manufacturer, unit: made.unit, type: type.code });
  return ok({ server: made, found, isNew: true });
}

/** As it calls itself, else as its place does; the second where the rack has the first. */
const namesOf = ({ code }: HardwareRack, unit: number, { system }: FoundHardware, type: TypeFacts): string[] => [
  ...(system.hostName === null ? [] : [system.hostName.slice(0, 200)]),
  ...[`${code}-U${unit}`, `${code}-U${unit}-${type.code}`, `${code}-U${unit}-${system.serial ?? system.id}`],
];

/** Discovery as a step. */
export const discoverPerformer = (world: HardwareWorld): Performer => ({
  async perform(work, tools): Promise<StepAnswer> {
    const reach = await reachOf(world, work);
    if (!reach.ok) return reach.error;
    const { done, problems } = await discoverAll(world, reach.value, work, tools, { parts: true });
    for (const { value } of done)
      if (value.isNew) tools.log("info", "server_found", { server: value.server.name, serial: value.server.serial });
    if (problems.length > 0) return failedAt(problems, done.length);
    const servers = done.map(({ target, value: { server, found, isNew } }) => ({
      ...{ server: server.name, unit: target.unit, serial: found.system.serial, model: found.system.model, isNew },
      ...{ drives: found.system.drives.length, health: found.system.health, unread: found.missing.length },
    }));
    return {
      ...{ kind: "done", result: { servers: done.length, created: servers.filter(({ isNew }) => isNew).length } },
      evidence: [{ kind: "inventory", data: { servers } }],
    };
  },
});

import { isPath, systemAmong, type WantedSystem } from "@headroom/core/bill/system";
import { err, ok, type Result } from "@headroom/core/foundation/result";
import { addressOf } from "../controller/seal";
import type { Ports } from "../ports";
import type { SealedController } from "../ports/controllers";
import type { Bmc, FoundSystem, Hardware, HardwareFault, HardwareInventory } from "../ports/hardware";
import type { HardwareRack, RackServer } from "../ports/hardware-records";
import type { Json, JsonObject, PerformTools, StepAnswer, StepFailure, StepWork } from "../run/perform";

/** What performers need of the world. */
export interface HardwareWorld {
  readonly ports: Pick<Ports, "work" | "clock" | "secrets" | "operator">;
  readonly hardware: Hardware;
  /** Controllers that one step speaks to at a time. */
  readonly atATime: number;
  /** Between questions about long work. */
  readonly pollMs: number;
  readonly burnInMs: number;
}

export const usualWorld = { atATime: 8, pollMs: 30_000, burnInMs: 24 * 60 * 60_000 } as const;

/** Why a server was not served: what its controller answered, or what is wrong before anybody is asked. */
export type Trouble =
  | HardwareFault
  /** Its password cannot be opened with the keys that are set. */
  | { readonly kind: "sealed" }
  | { readonly kind: "no_controller" }
  /** Nothing is behind the controller, or more than one and nobody said which. */
  | { readonly kind: "no_system"; readonly systems: readonly string[] }
  | { readonly kind: "no_server" }
  | { readonly kind: "type_unknown" }
  | { readonly kind: "units_taken"; readonly unit: number }
  | { readonly kind: "unhealthy"; readonly health: string }
  | { readonly kind: "not_on"; readonly power: string };

export interface Problem {
  /** As the rack knows it: a server's name, or its unit. */
  readonly server: string;
  readonly unit: number;
  readonly trouble: Trouble;
}

/** A controller of the rack and what is known of the server behind it. */
export interface Target extends WantedSystem {
  readonly controller: SealedController;
  readonly server: RackServer | null;
  readonly name: string;
  readonly unit: number;
}

export interface Reach {
  readonly rack: HardwareRack;
  readonly targets: readonly Target[];
  /** Servers that no controller speaks for. */
  readonly uncovered: readonly Problem[];
}

/** The rack's controllers; or the answer that no machine can do this here. */
export async function reachOf({ ports }: HardwareWorld, { subject }: StepWork): Promise<Result<Reach, StepAnswer>> {
  const { rackId, rackCode } = subject;
  return ports.work.read(async ({ hardware, controllers }) => {
    const rack = rackId === null ? null : await hardware.rack(rackId);
    if (!rack) return err({ kind: "failed", failure: { code: "no_rack", rack: rackCode }, final: true });
    const all = await controllers.ofRack(rack.id);
    if (all.length === 0)
      return err({ kind: "person", why: { code: "no_controller", rack: rackCode, servers: rack.servers.length } });
    const systems = await hardware.systems(all.flatMap(({ serverId }) => serverId ?? []));
    const targets = all.map((controller): Target => {
      const server = rack.servers.find(({ id }) => id === controller.serverId) ?? null;
      return {
        ...{ controller, server, unit: controller.unit, name: server?.name ?? `U${controller.unit}` },
        system: controller.system ?? systems.get(controller.serverId ?? 0) ?? null,
        serial: controller.expectedSerial ?? server?.serial ?? null,
      };
    });
    const covered = new Set(all.map(({ serverId }) => serverId));
    const uncovered = rack.servers
      .filter(({ id }) => !covered.has(id))
      .map(({ name, unit }): Problem => ({ server: name, unit, trouble: { kind: "no_controller" } }));
    return ok({ rack, targets, uncovered });
  });
}

export interface Outcome<T> {
  readonly done: readonly { readonly target: Target; readonly value: T }[];
  /** Servers that no controller speaks for are among them. */
  readonly problems: readonly Problem[];
}

/**
 * Does something at every controller, so many at a time, signed in once each; one that does not answer keeps no other waiting. What came of it is noted
 * at each controller.
 */
export async function atEach<T>(
  world: HardwareWorld,
  { targets, uncovered }: Pick<Reach, "targets" | "uncovered">,
  { signal }: Pick<PerformTools, "signal">,
  ask: (bmc: Bmc, target: Target) => Promise<Result<T, Trouble>>,
): Promise<Outcome<T>> {
  const results: { target: Target; result: Result<T, Trouble> }[] = [];
  const left = [...targets];
  const serve = async () => {
    for (let target = left.shift(); target; target = left.shift())
      results.push({ target, result: await askOne(world, target, signal, ask) });
  };
  await Promise.all(Array.from({ length: Math.min(world.atATime, targets.length) }, serve));
  results.sort((a, b) => a.target.unit - b.target.unit || a.target.controller.id - b.target.controller.id);
  const atMs = world.ports.clock.now();
  await world.ports.work.write(async ({ controllers }) => {
    for (const { target, result } of results.toSorted((a, b) => a.target.controller.id - b.target.controller.id)) {
      const fault = result.ok || !isFault(result.error) ? null : result.error;
      await controllers.note(target.controller.id, atMs, fault);
    }
  });
  return {
    done: results.flatMap(({ target, result }) => (result.ok ? [{ target, value: result.value }] : [])),
    problems: [
      ...results.flatMap(({ target, result }) =>
        result.ok ? [] : [{ server: target.name, unit: target.unit, trouble: result.error }],
      ),
      ...uncovered,
    ],
  };
}

async function askOne<T>(
  { ports, hardware }: HardwareWorld,
  target: Target,
  signal: AbortSignal,
  ask: (bmc: Bmc, target: Target) => Promise<Result<T, Trouble>>,
): Promise<Result<T, Trouble>> {
  if (signal.aborted) return err({ kind: "cancelled", at: target.controller.url });
  const address = ports.secrets ? addressOf(ports.secrets, target.controller) : null;
  if (address === null) return err({ kind: "sealed" });
  const bmc = hardware.open(address);
  try {
    return await ask(bmc, target);
  } finally {
    await bmc.close();
  }
}

/** The system that is meant, of those behind a controller. Where it may be one that could not be read, that is the answer: asked again, it may be there. */
export function ownSystem(
  { systems, missing }: Pick<HardwareInventory, "systems" | "missing">,
  wanted: WantedSystem,
): Result<FoundSystem, Trouble> {
  // one that could not be read may be the one that is meant: the others are not the only ones
  const unread = missing.filter(({ path }) => isSystem.test(path));
  const own = systemAmong([...systems, ...unread.map(({ path }) => ({ path, serial: null, uuid: null }))], wanted);
  const found = systems.find(({ path }) => path === own?.path);
  if (found) return ok(found);
  const fault = unread.find(({ path }) => own === null || path === own.path)?.fault;
  return fault ? err(fault) : err({ kind: "no_system", systems: systems.map(({ path }) => path) });
}

const isSystem = /\/Systems\/[^/]+\/?$/i;

/** The system behind a controller: the one written down or found before, else the one that is meant. */
export async function systemOf(bmc: Bmc, target: Target, signal: AbortSignal): Promise<Result<string, Trouble>> {
  if (target.system !== null && isPath(target.system)) return ok(target.system);
  const found = await bmc.systems({ signal });
  if (!found.ok) return found;
  const own = systemAmong(found.value, target);
  return own ? ok(own.path) : err({ kind: "no_system", systems: found.value.map(({ path }) => path) });
}

const ownTroubles: ReadonlySet<string> = new Set([
  ...["sealed", "no_controller", "no_system", "no_server", "type_unknown", "units_taken", "unhealthy", "not_on"],
]);
const isFault = (trouble: Trouble): trouble is HardwareFault => !ownTroubles.has(trouble.kind);

/** Whether asking again could help without anybody doing something. */
export function isFinal(trouble: Trouble): boolean {
  if (trouble.kind === "refused") return [400, 403, 404, 405, 501].includes(trouble.status);
  if (trouble.kind === "denied" || trouble.kind === "untrusted" || trouble.kind === "unsupported") return true;
  return !isFault(trouble) && trouble.kind !== "unhealthy" && trouble.kind !== "not_on";
}

/** Every server that could not be served by name, and how many could: all that was done stays done. */
export function failedAt(problems: readonly Problem[], done: number): StepAnswer {
  const servers = problems.map(({ server, unit, trouble }) => ({ server, unit, ...toJson(trouble) }));
  const failure: StepFailure = { code: "hardware", servers, done, of: done + problems.length };
  return { kind: "failed", failure, final: problems.every(({ trouble }) => isFinal(trouble)) };
}

/** Without undefined, dates and classes: what a JSON column keeps. */
export const toJson = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;
export const jsonList = (values: readonly object[]): readonly Json[] => values.map(toJson);

import { breathedBy, drawnBy, isPath, type SharedReading, systemAmong } from "@headroom/core/bill/system";
import { ok, type Result } from "@headroom/core/foundation/result";
import { nextPollMs } from "@headroom/core/telemetry/controller-polling";
import { pauseAfter } from "@headroom/core/telemetry/polling";
import { addressOf } from "../controller/seal";
import { instantOf } from "../days";
import type { Ports } from "../ports";
import type { DueController, Polled } from "../ports/controllers";
import type { Bmc, BmcAddress, Hardware, HardwareFault, PowerState, SystemBrief } from "../ports/hardware";
import type { ThingPoint } from "../ports/telemetry";
import { retentionOf, takePoints } from "./take";

/** A worker that takes controllers and dies leaves them to the others after so long. */
const TAKEN_FOR_MS = 2 * 60_000;
/** Taken and settled together. */
const BATCH = 128;
/** Addresses asked at a time. Each has a limit of its own, shared with the steps of runs (adapters/redfish). */
const AT_A_TIME = 16;
/** One that does not answer is left alone after so long: the others wait. */
const PATIENCE_MS = 20_000;

export interface ControllerPollTools {
  readonly hardware: Hardware;
  /** Aborted when the worker stops. */
  readonly signal: AbortSignal;
}

interface Asked {
  readonly due: DueController;
  readonly polled: Polled;
  /** Null: it answered, or was not asked. */
  readonly fault: HardwareFault | null;
  readonly points: readonly ThingPoint[];
}

/** Asks every controller that is due what its server draws and breathes. Several workers share them. Returns how many were asked, and answered. */
export async function pollControllers(
  ports: Ports,
  { hardware, signal }: ControllerPollTools,
): Promise<{ asked: number; answered: number }> {
  const sum = { asked: 0, answered: 0 };
  while (!signal.aborted) {
    const nowMs = ports.clock.now();
    const due = await ports.work.write(({ controllers }) => controllers.claimDue(nowMs, nowMs + TAKEN_FOR_MS, BATCH));
    if (due.length === 0) return sum;
    const asked = await askAll(ports, hardware, due, signal);
    // stopped in the middle: what was not asked is somebody else's
    if (signal.aborted) return sum;
    await settle(ports, asked);
    sum.asked += asked.length;
    sum.answered += asked.filter(({ polled }) => polled.why === undefined).length;
  }
  return sum;
}

async function askAll(
  ports: Ports,
  hardware: Hardware,
  due: readonly DueController[],
  signal: AbortSignal,
): Promise<Asked[]> {
  const { opened, sealed } = byAddress(ports, due);
  const asked: Asked[] = sealed.map((one) => unanswered(ports, one, "sealed"));
  const left = [...opened];
  const serve = async () => {
    for (let one = left.shift(); one && !signal.aborted; one = left.shift())
      asked.push(...(await askAddress(ports, hardware, one, signal)));
  };
  await Promise.all(Array.from({ length: Math.min(AT_A_TIME, opened.length) }, serve));
  return asked;
}

interface AddressDue {
  readonly address: BmcAddress;
  readonly due: readonly DueController[];
}

/** Several systems behind one address are asked by one sign-in, where all have the same. */
function byAddress(ports: Ports, due: readonly DueController[]) {
  const opened = new Map<string, { address: BmcAddress; due: DueController[] }>();
  const sealed: DueController[] = [];
  for (const one of due) {
    const address = ports.secrets ? addressOf(ports.secrets, one) : null;
    if (address === null) {
      sealed.push(one);
      continue;
    }
    const key = JSON.stringify(address);
    const same = opened.get(key) ?? { address, due: [] };
    same.due.push(one);
    opened.set(key, same);
  }
  return { opened: [...opened.values()], sealed };
}

const unanswered = (ports: Ports, due: DueController, why: string, fault: HardwareFault | null = null): Asked => ({
  ...{ due, fault, points: [] },
  polled: { at: instantOf(ports.clock.now()), watts: null, inletC: null, why },
});

async function askAddress(
  ports: Ports,
  hardware: Hardware,
  { address, due }: AddressDue,
  signal: AbortSignal,
): Promise<Asked[]> {
  const bmc = hardware.open(address);
  try {
    const told = await read(due, bmc, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
    if (!told.ok) return due.map((one) => unanswered(ports, one, told.error.kind, told.error));
    const atMs = ports.clock.now();
    return due.map((one) => attributed(ports, one, told.value, atMs));
  } finally {
    await bmc.close();
  }
}

interface Told {
  readonly watts: readonly SharedReading[];
  readonly inletC: readonly SharedReading[];
  /** Null: nobody has to be told from others, and the one there may be is asked for by its path. */
  readonly systems: readonly SystemBrief[] | null;
  readonly power: PowerState | null;
}

/** All that an address tells, once for everybody behind it. */
async function read(
  due: readonly DueController[],
  bmc: Bmc,
  signal: AbortSignal,
): Promise<Result<Told, HardwareFault>> {
  const watts = await bmc.readings({ signal });
  if (!watts.ok) return watts;
  const warmth = await bmc.temperatures({ signal });
  if (!warmth.ok) return warmth;
  const measured = {
    watts: watts.value.map(({ watts: value, systems }) => ({ value, systems })),
    inletC: warmth.value.map(({ celsius: value, systems }) => ({ value, systems })),
  };
  const [first] = due;
  const isOne = due.length === 1 && first!.isShared === false;
  if (isOne && (first!.systemKnown === null || isPath(first!.systemKnown))) {
    const power = first!.systemKnown === null ? null : await bmc.power(first!.systemKnown, { signal });
    if (power && !power.ok) return power;
    return ok({ ...measured, systems: null, power: power?.value ?? null });
  }
  const systems = await bmc.systems({ signal });
  return systems.ok ? ok({ ...measured, systems: systems.value, power: null }) : systems;
}

/** What of it is of one server: by its system. */
function attributed(ports: Ports, due: DueController, told: Told, atMs: number): Asked {
  const system = told.systems && systemAmong(told.systems, { system: due.systemKnown, serial: due.serialKnown });
  if (told.systems && !system) return unanswered(ports, due, "no_system");
  const path = system?.path ?? due.systemKnown;
  const isAlone = !due.isShared;
  const [watts, inletC] = [drawnBy(told.watts, path, isAlone), breathedBy(told.inletC, path, isAlone)];
  const power = system?.power ?? told.power;
  const point = (metric: ThingPoint["metric"], value: number | null): ThingPoint[] =>
    value === null ? [] : [{ kind: "server", id: due.serverId, metric, atMs, value }];
  return {
    ...{ due, fault: null },
    polled: { at: instantOf(atMs), watts, inletC, ...(power ? { power } : {}) },
    points: [...point("power_w", watts), ...point("inlet_c", inletC)],
  };
}

/** Points and what came of each question, together. A dead controller is left alone for twice as long each time. */
async function settle(ports: Ports, asked: readonly Asked[]): Promise<void> {
  const nowMs = ports.clock.now();
  await ports.work.write(async (repositories) => {
    const { controllers } = repositories;
    const points = asked.flatMap((one) => one.points);
    if (points.length > 0) await takePoints(repositories, points, nowMs, retentionOf(ports));
    for (const { due, polled, fault } of asked.toSorted((a, b) => a.due.id - b.due.id)) {
      const stepMs = due.stepSeconds * 1000;
      const failures = polled.why === undefined ? 0 : due.failures + 1;
      const nextMs =
        failures === 0 ? nextPollMs(due.phase, nowMs, stepMs) : nowMs + Math.max(stepMs, pauseAfter(failures, stepMs));
      await controllers.settlePoll(due, { nextMs, failures, polled });
      if (fault || polled.why === undefined) await controllers.note(due.id, nowMs, fault);
    }
  });
}

import { nextPollMs } from "@headroom/core/telemetry/controller-polling";
import { pauseAfter } from "@headroom/core/telemetry/polling";
import { addressOf } from "../controller/seal";
import { instantOf } from "../days";
import type { Ports } from "../ports";
import type { DueController, Polled } from "../ports/controllers";
import type { Bmc, Hardware, HardwareFault } from "../ports/hardware";
import type { ThingPoint } from "../ports/telemetry";
import { retentionOf, takePoints } from "./take";

/** A worker that takes controllers and dies leaves them to the others after so long. */
const TAKEN_FOR_MS = 2 * 60_000;
/** Taken and settled together. */
const BATCH = 128;
/** Asked at a time, of all controllers. Each has a limit of its own, shared with the steps of runs (adapters/redfish). */
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
  const left = [...due];
  const asked: Asked[] = [];
  const serve = async () => {
    for (let one = left.shift(); one && !signal.aborted; one = left.shift())
      asked.push(await askOne(ports, hardware, one, signal));
  };
  await Promise.all(Array.from({ length: Math.min(AT_A_TIME, due.length) }, serve));
  return asked;
}

async function askOne(ports: Ports, hardware: Hardware, due: DueController, signal: AbortSignal): Promise<Asked> {
  const nothing = (why: string, fault: HardwareFault | null = null): Asked => ({
    ...{ due, fault, points: [] },
    polled: { at: instantOf(ports.clock.now()), watts: null, inletC: null, why },
  });
  if (due.isShared) return nothing("shared");
  const address = ports.secrets ? addressOf(ports.secrets, due) : null;
  if (address === null) return nothing("sealed");
  const bmc = hardware.open(address);
  try {
    return await read(ports, due, bmc, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]), nothing);
  } finally {
    await bmc.close();
  }
}

async function read(
  ports: Ports,
  due: DueController,
  bmc: Bmc,
  signal: AbortSignal,
  nothing: (why: string, fault: HardwareFault) => Asked,
): Promise<Asked> {
  const watts = await bmc.readings({ signal });
  if (!watts.ok) return nothing(watts.error.kind, watts.error);
  const warmth = await bmc.temperatures({ signal });
  if (!warmth.ok) return nothing(warmth.error.kind, warmth.error);
  const power = due.systemPath === null ? null : await bmc.power(due.systemPath, { signal });
  if (power && !power.ok) return nothing(power.error.kind, power.error);
  const atMs = ports.clock.now();
  // an enclosure draws what its parts draw, and its air is the coldest that any of them breathes
  const drawn = watts.value.length === 0 ? null : Math.max(...watts.value.map((one) => one.watts));
  const inletC = warmth.value.length === 0 ? null : Math.min(...warmth.value.map((one) => one.celsius));
  const point = (metric: ThingPoint["metric"], value: number | null): ThingPoint[] =>
    value === null ? [] : [{ kind: "server", id: due.serverId, metric, atMs, value }];
  return {
    ...{
      due,
      fault: null,
      polled: { at: instantOf(atMs), watts: drawn, inletC, ...(power ? { power: power.value } : {}) },
    },
    points: [...point("power_w", drawn), ...point("inlet_c", inletC)],
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
        failures === 0 ? nextPollMs(due.id, nowMs, stepMs) : nowMs + Math.max(stepMs, pauseAfter(failures, stepMs));
      await controllers.settlePoll(due, { nextMs, failures, polled });
      if (fault || polled.why === undefined) await controllers.note(due.id, nowMs, fault);
    }
  });
}

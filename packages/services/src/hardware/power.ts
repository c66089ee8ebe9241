import { err, ok } from "@headroom/core/foundation/result";
import type { PowerOrder, PowerState } from "../ports/hardware";
import type { Performer, StepAnswer, StepWork } from "../run/perform";
import { atEach, failedAt, type HardwareWorld, ownSystem, reachOf, systemOf } from "./reach";

/**
 * Every server of the rack on, or off, each confirmed by its controller. What is so already is not ordered again, so a second attempt serves only those
 * that the first could not. Off asks the operating systems first; from the second attempt on it does not.
 */
export const powerPerformer = (world: HardwareWorld, wants: "on" | "off"): Performer => ({
  async perform(work, tools): Promise<StepAnswer> {
    const reach = await reachOf(world, work);
    if (!reach.ok) return reach.error;
    const order = orderOf(work, wants);
    const { done, problems } = await atEach(world, reach.value, tools, async (bmc, target) => {
      const system = await systemOf(bmc, target, tools.signal);
      return system.ok ? bmc.setPower(system.value, order, { signal: tools.signal }) : system;
    });
    if (problems.length > 0) return failedAt(problems, done.length);
    const servers = done.map(({ target, value }) => ({ server: target.name, unit: target.unit, power: value }));
    return {
      ...{ kind: "done", result: { power: order === "on" ? "on" : "off", servers: done.length } },
      evidence: [{ kind: "power_state", data: { servers } }],
    };
  },
});

/** Taken back, on is off and off is on. */
function orderOf({ direction, attempt }: StepWork, wants: "on" | "off"): PowerOrder {
  const on = (wants === "on") === (direction === "do");
  return on ? "on" : attempt > 1 ? "force_off" : "off";
}

/** Boots from the network the next time it starts: whoever installs it takes over from there. Taken back: as it usually does. */
export const networkPerformer = (world: HardwareWorld): Performer => ({
  async perform(work, tools) {
    const reach = await reachOf(world, work);
    if (!reach.ok) return reach.error;
    const wants = work.direction === "do" ? "network" : "none";
    const { done, problems } = await atEach(world, reach.value, tools, async (bmc, target) => {
      const system = await systemOf(bmc, target, tools.signal);
      if (!system.ok) return system;
      const boot = await bmc.setBoot(system.value, wants, { signal: tools.signal });
      if (!boot.ok) return boot;
      const power = await bmc.power(system.value, { signal: tools.signal });
      return power.ok ? ok({ boot: boot.value, power: power.value }) : power;
    });
    if (problems.length > 0) return failedAt(problems, done.length);
    const servers = done.map(({ target, value }) => ({ server: target.name, unit: target.unit, ...value }));
    return {
      ...{ kind: "done", result: { boot: wants, servers: done.length } },
      evidence: [{ kind: "boot_override", data: { servers } }],
    };
  },
});

interface BurnIn {
  readonly sinceMs: number;
  readonly samples: number;
  /** Sum over samples, and the highest one, of the whole rack. */
  readonly sumW: number;
  readonly highestW: number;
  /** Samples in a row in which somebody did not answer. */
  readonly missed: number;
}
const MAX_MISSED = 3;

/**
 * Looks at every server for so long as burn-in lasts: on, healthy, and what the rack draws. One that is off or ill ends the attempt at once; one that does
 * not answer a few times in a row, too.
 */
export const burnInPerformer = (world: HardwareWorld): Performer => ({
  async perform(work, tools) {
    const reach = await reachOf(world, work);
    if (!reach.ok) return reach.error;
    const now = world.ports.clock.now();
    const before = (work.waited as unknown as BurnIn | null) ?? {
      ...{ sinceMs: now, samples: 0, sumW: 0, highestW: 0, missed: 0 },
    };
    const { done, problems } = await atEach(world, reach.value, tools, async (bmc, target) => {
      const found = await bmc.discover({ signal: tools.signal });
      if (!found.ok) return found;
      const system = ownSystem(found.value, target);
      if (!system.ok) return system;
      const { power, health } = system.value;
      if (power !== "on") return err({ kind: "not_on", power: power satisfies PowerState } as const);
      if (health !== null && /^critical$/i.test(health)) return err({ kind: "unhealthy", health } as const);
      const readings = await bmc.readings({ signal: tools.signal });
      return ok(readings.ok ? readings.value.reduce((sum, { watts }) => sum + watts, 0) : null);
    });
    const isIll = problems.some(({ trouble }) => trouble.kind === "unhealthy" || trouble.kind === "not_on");
    const missed = problems.length > 0 ? before.missed + 1 : 0;
    if (isIll || missed >= MAX_MISSED || problems.length > reach.value.targets.length)
      return failedAt(problems, done.length);
    const watts = done.reduce((sum, { value }) => sum + (value ?? 0), 0);
    const seen: BurnIn = {
      ...{ sinceMs: before.sinceMs, samples: before.samples + 1, sumW: before.sumW + watts, missed },
      highestW: Math.max(before.highestW, watts),
    };
    const lasted = now - seen.sinceMs;
    const summary = { samples: seen.samples, meanW: Math.round(seen.sumW / seen.samples), highestW: seen.highestW };
    if (lasted >= world.burnInMs && missed === 0)
      return {
        ...{ kind: "done", result: { ...summary, lastedMs: lasted } },
        evidence: [{ kind: "burn_in", data: { ...summary, lastedMs: lasted, servers: done.length } }],
      };
    const pollAfterMs = Math.max(world.pollMs, Math.min(5 * 60_000, Math.floor(world.burnInMs / 20)));
    return {
      kind: "wait",
      pollAfterMs,
      note: { ...summary, lastedMs: lasted, ofMs: world.burnInMs },
      result: { ...seen },
    };
  },
});

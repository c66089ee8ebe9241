import type { ControllerOrder } from "@headroom/contracts/controller";
import { ok } from "@headroom/core/foundation/result";
import type { TakenOrder } from "../ports/controllers";
import type { PerformTools, StepWork } from "../run/perform";
import { discoverAll } from "./discover";
import { atEach, type HardwareWorld, reachOf, systemOf } from "./reach";

/** Carries out an order at one controller: looks at its server anew and writes it down, or switches it and waits until that is confirmed. */
export async function switchServer(
  world: HardwareWorld,
  { controllerId, what }: Pick<TakenOrder, "controllerId" | "what">,
  { signal, traceId }: Pick<PerformTools, "signal" | "traceId">,
): Promise<NonNullable<ControllerOrder["result"]>> {
  const controller = await world.ports.work.read(({ controllers }) => controllers.get(controllerId));
  if (!controller) return { fault: { kind: "no_controller" } };
  const { rackId, rack } = controller;
  const subject = { subjectId: 0, rackId, rackCode: rack, positionId: null, datacenterId: 0, datacenter: "" };
  const reach = await reachOf(world, { subject } as StepWork);
  const target = reach.ok ? reach.value.targets.find((one) => one.controller.id === controllerId) : undefined;
  if (!reach.ok || !target) return { fault: { kind: "no_controller" } };
  const only = { ...reach.value, targets: [target], uncovered: [] };
  if (what === "look") {
    const work = { runId: 0 } as StepWork;
    const { done, problems } = await discoverAll(
      world,
      only,
      work,
      { signal, traceId, log: () => {} },
      { parts: true },
    );
    const [problem] = problems;
    return problem ? { fault: { ...problem.trouble } } : { power: done[0]!.value.found.system.power };
  }
  const { done, problems } = await atEach(world, only, { signal }, async (bmc) => {
    const system = await systemOf(bmc, target, signal);
    if (!system.ok) return system;
    const power = await bmc.setPower(system.value, what, { signal });
    return power.ok ? ok(power.value) : power;
  });
  const [problem] = problems;
  return problem ? { fault: { ...problem.trouble } } : { power: done[0]!.value };
}

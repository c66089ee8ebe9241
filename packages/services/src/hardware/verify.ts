import { compareBill, type Difference, type ExpectedServer, isAsOrdered } from "@headroom/core/bill/compare";
import { outdated } from "@headroom/core/bill/firmware";
import { ok } from "@headroom/core/foundation/result";
import type { TypeFacts } from "../ports/hardware-records";
import type { Performer } from "../run/perform";
import { expectedServer, foundServer } from "./bill";
import { discoverAll } from "./discover";
import { partsOf } from "./firmware";
import { atEach, failedAt, type HardwareWorld, jsonList, type Reach, reachOf } from "./reach";

/** Types of everything that is to stand in the rack, by id. */
function typesOf({ ports }: HardwareWorld, { rack, targets }: Reach): Promise<ReadonlyMap<number, TypeFacts>> {
  const ids = targets.flatMap(({ controller, server }) => controller.serverTypeId ?? server?.serverTypeId ?? []);
  return ports.work.read(({ hardware }) =>
    hardware.types([...ids, ...(rack.serverTypeId === null ? [] : [rack.serverTypeId])]),
  );
}

/**
 * Looks at everything anew and compares it with what was ordered: serials, models, processors, memory, drives, and how many servers there are. What is not as
 * ordered ends the step until a person has dealt with it; what only should be looked at is kept as evidence.
 */
export const verifyPerformer = (world: HardwareWorld): Performer => ({
  async perform(work, tools) {
    const reach = await reachOf(world, work);
    if (!reach.ok) return reach.error;
    const { rack, targets } = reach.value;
    const types = await typesOf(world, reach.value);
    const { done, problems } = await discoverAll(world, reach.value, work, tools);
    if (problems.length > 0) return failedAt(problems, done.length);
    const expected = done.map(({ target, value }): ExpectedServer => {
      const type = types.get(target.controller.serverTypeId ?? target.server?.serverTypeId ?? rack.serverTypeId ?? 0);
      return expectedServer(target.unit, target.controller.expectedSerial ?? value.server.serial, type);
    });
    const differences: Difference[] = compareBill(
      expected,
      done.map(({ target, value }) => foundServer(target.unit, value.found)),
    );
    // unit 0: of the rack as a whole
    if (rack.serverCount > targets.length)
      differences.unshift({
        ...{ unit: 0, kind: "absent", severity: "blocks", expected: rack.serverCount, found: targets.length },
      });
    const list = jsonList(differences);
    // what is missed may be among what could not be read this time
    const isWhole = done.every(({ value }) => value.found.missing.length === 0);
    if (!isAsOrdered(differences))
      return { kind: "failed", failure: { code: "bill_of_materials", differences: list }, final: isWhole };
    for (const one of differences) if (one.severity === "warns") tools.log("warn", "bill_difference", { ...one });
    return {
      ...{ kind: "done", result: { servers: done.length, differences: differences.length } },
      evidence: [{ kind: "bill_of_materials", data: { servers: done.length, differences: list } }],
    };
  },
});

/**
 * Versions of every server against those that its type is to have. Nothing is updated here: what differs becomes a person's task with a list, as updates
 * are each maker's own.
 */
export const firmwarePerformer = (world: HardwareWorld): Performer => ({
  async perform(work, tools) {
    const reach = await reachOf(world, work);
    if (!reach.ok) return reach.error;
    const types = await typesOf(world, reach.value);
    const { done, problems } = await atEach(world, reach.value, tools, async (bmc, target) => {
      const { controller, server } = target;
      const found = await partsOf(bmc, target, tools.signal);
      if (!found.ok) return found;
      if (server) {
        const atMs = world.ports.clock.now();
        await world.ports.work.write(({ hardware }) => hardware.keepFirmware(server.id, found.value, atMs));
      }
      const type = types.get(controller.serverTypeId ?? server?.serverTypeId ?? reach.value.rack.serverTypeId ?? 0);
      return ok({ found: found.value, differs: outdated(type?.firmware ?? [], found.value) });
    });
    if (problems.length > 0) return failedAt(problems, done.length);
    const servers = done.map(({ target, value }) => ({
      ...{ server: target.name, unit: target.unit, differs: value.differs },
      parts: value.found.map(({ id, name, version }) => ({ id, name, version })),
    }));
    const behind = servers.filter(({ differs }) => differs.length > 0);
    if (behind.length === 0)
      return {
        ...{ kind: "done", result: { servers: done.length } },
        evidence: [{ kind: "firmware", data: { servers: jsonList(servers) } }],
      };
    return {
      kind: "person",
      why: { code: "firmware", servers: behind.map(({ server, unit, differs }) => ({ server, unit, differs })) },
      checklist: behind.flatMap(({ server, differs }) =>
        differs.map(({ name, wanted, found }) => `${server}: ${name} ${found ?? "?"} -> ${wanted}`),
      ),
    };
  },
});

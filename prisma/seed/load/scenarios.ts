import { planPlacement } from "@headroom/core/planning/placement/plan";
import { openDatabase } from "@headroom/db/client";
import { createUnitOfWork } from "@headroom/db/unit-of-work";
import { importers } from "@headroom/runtime/importers";
import type { Actor } from "@headroom/services/actor";
import { noJobs } from "@headroom/services/fakes/jobs";
import type { Solve } from "@headroom/services/plan/place/types";
import type { Ports } from "@headroom/services/ports";
import { createScenario } from "@headroom/services/scenario/create";
import { scenarioOptionsOf } from "@headroom/services/scenario/options";
import { runScenario } from "@headroom/services/scenario/run";
import { people } from "../generate/people";

/** Core's planner in this thread. */
const solve: Solve = async (problem, { signal, ...options }) =>
  planPlacement(problem, { ...options, shouldStop: () => signal.aborted });

/**
 * Two solved scenarios beside the draft with the most requests, made as a planner makes them: a quarter more of everything, and the loss of the
 * top device with the most racks. Returns the plan's number; null: the scenario has no draft.
 */
export async function seedScenarios(databaseUrl: string, today: string): Promise<number | null> {
  const database = openDatabase(databaseUrl, { connections: 2, applicationName: "headroom seed" });
  const queued: { id: number; version: number }[] = [];
  const ports: Ports = {
    clock: { now: () => Date.parse(`${today}T09:00:00Z`) },
    work: createUnitOfWork(database),
    jobs: {
      ...noJobs,
      enqueueStudy: async (_, id, version) => {
        queued.push({ id, version });
      },
    },
    passwords: { hash: () => Promise.reject(new Error("no passwords here")) },
    importers,
  };
  const { ines } = people;
  const actor: Actor = { id: ines.id, name: ines.name, role: ines.role, via: "seed", requestId: "seed" };
  try {
    const { rows } = await ports.work.read(({ plans }) => plans.list({ states: ["draft"], limit: 100 }));
    const [plan] = rows.filter((p) => p.racks > 0).sort((a, b) => b.requests - a.requests || a.id - b.id);
    if (!plan) return null;
    const planId = plan.id;
    const { datacenters } = await scenarioOptionsOf(ports, actor, { planId });
    const tops = datacenters.flatMap((d) =>
      d.devices.filter((device) => device.top).map((device) => ({ ...device, datacenterId: d.id, code: d.code })),
    );
    const [largest] = tops.sort((a, b) => b.racks - a.racks || Number(a.id) - Number(b.id));
    await createScenario(ports, actor, {
      planId,
      name: "A quarter more of everything",
      changes: [{ kind: "growth", percent: 25 }],
    });
    if (largest)
      await createScenario(ports, actor, {
        planId,
        name: `Without ${largest.name} in ${largest.code}`,
        changes: [{ kind: "device_out", datacenterId: largest.datacenterId, deviceId: largest.id }],
      });
    for (const { id, version } of queued) await runScenario(ports, id, version, { solve, traceId: "seed" });
    return planId;
  } finally {
    await database.close();
  }
}

import type { DecommissionList, DecommissionListInput } from "@headroom/contracts/decommission";
import { templateOf } from "@headroom/contracts/run-template";
import { stagesInOrder } from "@headroom/core/rollout/template";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import { evacuationOf } from "../run/evacuation";

/** Racks that are being taken out, how far each is, and what comes back. Needs run.read. */
export async function listDecommissions(
  ports: Ports,
  actor: Actor,
  input: DecommissionListInput,
): Promise<DecommissionList> {
  authorize(actor, "run.read");
  const { rows, evacuations, ...sums } = await ports.work.read(async ({ decommission, runs }) => {
    const found = await decommission.list(input);
    return { ...found, evacuations: await runs.evacuations([...new Set(found.rows.map(({ runId }) => runId))]) };
  });
  return {
    ...sums,
    rows: rows.map(({ template, stepRows, ...rack }) => {
      const byStage = new Map(stepRows.map((step) => [step.stage, step]));
      const steps = stagesInOrder(templateOf(template).stages).order.flatMap(({ key, title }) => {
        const step = byStage.get(key);
        return step ? [{ ...step, title }] : [];
      });
      return { ...rack, steps, evacuation: evacuationOf(evacuations.get(rack.runId)) };
    }),
  };
}

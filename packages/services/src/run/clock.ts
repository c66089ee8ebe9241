import type { RunDetail } from "@headroom/contracts/run";
import { quantile } from "@headroom/core/rollout/durations";
import { stagesInOrder } from "@headroom/core/rollout/template";
import { instantOf } from "../days";
import type { LoadedRun } from "./load";

/**
 * From the dock to the first rack that serves, stage by stage: only for runs that provision. A stage's time is from the end of the last that it
 * needs to its own end, waiting included, as that is what the clock on the wall counts.
 */
export function clockOf({ run, template, parts }: LoadedRun): RunDetail["clock"] {
  const does = (what: string) => template.stages.find((stage) => (stage.does ?? stage.key) === what);
  const [dock, live] = [does("dock"), does("in_service")];
  if (run.kind !== "provision" || !dock || !live) return null;
  const order = stagesInOrder(template.stages).order;
  const ends = new Map<string, number>();
  for (const { subjectId, stage, state, endedAt } of parts.steps)
    if (endedAt !== null && (state === "done" || state === "skipped")) ends.set(`${subjectId}/${stage}`, endedAt);
  const first = (stage: string): number | null => {
    const all = parts.subjects.flatMap((s) => ends.get(`${s.id}/${stage}`) ?? []);
    return all.length > 0 ? Math.min(...all) : null;
  };
  const orNull = (at: number | null) => (at === null ? null : instantOf(at));
  return {
    dockedAt: orNull(first(dock.key)),
    liveAt: orNull(first(live.key)),
    stages: order.slice(order.indexOf(dock) + 1).map(({ key, needs, usualMs }) => {
      const took = parts.subjects.flatMap(({ id }) => {
        const end = ends.get(`${id}/${key}`);
        const before = needs.map((need) => ends.get(`${id}/${need}`));
        if (end === undefined || before.some((at) => at === undefined)) return [];
        return [Math.max(0, end - Math.max(...(before as number[])))];
      });
      took.sort((a, b) => a - b);
      return { stage: key, racks: took.length, medianMs: took.length > 0 ? quantile(took, 0.5) : 0, usualMs };
    }),
  };
}

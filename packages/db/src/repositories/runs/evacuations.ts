import type { Evacuation } from "@headroom/services/ports/run-records";
import type { RunRepository } from "@headroom/services/ports/runs";
import type pg from "pg";
import { select } from "../../sql";

/** A place of a plan (a: its action, v: the place) where no rack serves yet: it is promised still, or its rack is on the way. */
const isLeft = `
  EXISTS (SELECT 1 FROM occupancy o WHERE o.position_id = v.position_id AND o.plan_action_id = a.id)
  OR EXISTS (SELECT 1 FROM run_subject x LEFT JOIN rack k ON k.id = x.rack_id
              WHERE x.plan_action_id = a.id AND x.position_id = v.position_id AND (
                k.state IN ('planned', 'ordered', 'arrived', 'racked')
                OR x.holds AND EXISTS (SELECT 1 FROM run_step s WHERE s.subject_id = x.id AND s.state NOT IN ('done', 'skipped'))))`;

export const runEvacuations = (sql: pg.ClientBase): Pick<RunRepository, "evacuations"> => ({
  async evacuations(runIds) {
    const rows = await select<Evacuation & { runId: number }>(
      sql,
      "run.evacuations",
      `SELECT r.id AS "runId", r.evacuation_plan_id AS "planId", coalesce(n.title, r.evacuation_title) AS title, r.evacuation_url AS url,
              CASE WHEN n.id IS NOT NULL THEN (
                SELECT json_build_object('state', n.state, 'racks', count(v.position_id), 'racksLeft', count(v.position_id) FILTER (WHERE ${isLeft}))
                  FROM plan_action a JOIN plan_action_position v ON v.plan_action_id = a.id WHERE a.plan_id = n.id) END AS plan
         FROM run r LEFT JOIN plan n ON n.id = r.evacuation_plan_id
        WHERE r.id = ANY($1::int[]) AND (n.id IS NOT NULL OR r.evacuation_title IS NOT NULL)`,
      [runIds],
    );
    return new Map(rows.map(({ runId, ...one }) => [runId, one]));
  },
});

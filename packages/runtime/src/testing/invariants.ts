import { loadsOf } from "@headroom/core/capacity/loads";
import { compileDatacenter } from "@headroom/core/topology/compiled";
import { accountOf } from "@headroom/services/capacity/refresh";
import { expect } from "vitest";
import type { Journey } from "./journey";

/** What must hold whatever anybody did, in whatever order. */
export async function expectSound(journey: Journey): Promise<void> {
  await expectOccupancyFollowsPlans(journey);
  await expectRequestsFollowPlans(journey);
  const today = new Date(journey.clock.now).toISOString().slice(0, 10);
  const snapshots = await journey.ports.work.read(({ fleet }) => fleet.loadDatacenters([1, 2, 3], today));
  const stored = await Promise.all(
    [1, 2, 3].map((id) => journey.ports.work.read(({ capacity }) => capacity.account(id))),
  );
  snapshots.forEach((snapshot, i) => {
    const dc = compileDatacenter(snapshot.model);
    if (!dc.ok) throw new Error(JSON.stringify(dc.error));
    const loads = loadsOf(dc.value, snapshot.placed);
    expect(loads.ok && loads.value.violations()).toEqual([]);
    expect(stored[i]!.version).toBe(snapshot.version);
    expect(JSON.parse(JSON.stringify(accountOf(snapshot)))).toEqual(stored[i]!.account);
  });
}

/** A submitted plan holds exactly its positions, an approved one has committed them, every other one has none. */
async function expectOccupancyFollowsPlans(journey: Journey): Promise<void> {
  const wrong = await journey.rows(
    `SELECT p.id, p.state, o.kind, count(s.position_id)::int AS wanted, count(o.id)::int AS kept
       FROM plan p JOIN plan_action a ON a.plan_id = p.id JOIN plan_action_position s ON s.plan_action_id = a.id
       LEFT JOIN occupancy o ON o.plan_action_id = a.id AND o.position_id = s.position_id
      GROUP BY p.id, p.state, o.kind
     HAVING NOT CASE p.state WHEN 'submitted' THEN o.kind = 'held' AND count(o.id) = count(s.position_id)
                             -- what runs have delivered is the racks', the rest is still the plan's
                             WHEN 'committed' THEN coalesce(o.kind = 'committed', true)
                             ELSE o.kind IS NULL END`,
  );
  expect(wrong).toEqual([]);
  const lost = await journey.rows(
    `SELECT p.id, s.position_id FROM plan p JOIN plan_action a ON a.plan_id = p.id JOIN plan_action_position s ON s.plan_action_id = a.id
      WHERE p.state = 'committed' AND NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.plan_action_id = a.id AND o.position_id = s.position_id)
        AND NOT EXISTS (SELECT 1 FROM run_subject x WHERE x.plan_action_id = a.id AND x.position_id = s.position_id)`,
  );
  expect(lost).toEqual([]);
  const double = await journey.rows(
    "SELECT position_id FROM occupancy WHERE valid_to IS NULL GROUP BY position_id HAVING count(*) > 1",
  );
  expect(double).toEqual([]);
  const pending = await journey.rows(
    `SELECT p.id FROM plan p LEFT JOIN approval a ON a.plan_id = p.id AND a.state = 'pending'
      WHERE (p.state = 'submitted') <> (a.id IS NOT NULL)`,
  );
  expect(pending).toEqual([]);
}

/** A request is submitted or committed exactly while one plan that serves it is, and never in two. */
async function expectRequestsFollowPlans(journey: Journey): Promise<void> {
  const wrong = await journey.rows(
    `SELECT r.id, r.state, array_agg(p.state) AS plans FROM request r
       LEFT JOIN plan_request q ON q.request_id = r.id AND q.racks_placed > 0
       LEFT JOIN plan p ON p.id = q.plan_id AND p.state IN ('submitted', 'committed')
      GROUP BY r.id, r.state
     HAVING count(p.id) > 1 OR (count(p.id) = 1) <> (r.state IN ('submitted', 'committed', 'delivered'))
         OR (count(p.id) = 1 AND r.state::text <> min(p.state::text) AND NOT (r.state = 'delivered' AND min(p.state::text) = 'committed'))`,
  );
  expect(wrong).toEqual([]);
  const unplanned = await journey.rows(
    `SELECT r.id FROM request r WHERE r.state = 'planned' AND NOT EXISTS (SELECT 1 FROM plan_request q JOIN plan p ON p.id = q.plan_id
       WHERE q.request_id = r.id AND p.state IN ('queued', 'running', 'draft'))`,
  );
  expect(unplanned).toEqual([]);
}

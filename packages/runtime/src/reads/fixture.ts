import { appRouter } from "@headroom/api/root";
import { createCallerFactory } from "@headroom/api/trpc";
import type { Role } from "@headroom/core/access/permissions";
import type { Database } from "@headroom/db/client";
import { tinyFleet } from "@headroom/db/testing/tiny-fleet";
import { createUnitOfWork } from "@headroom/db/unit-of-work";
import { refreshCapacity } from "@headroom/services/capacity/refresh";
import { neverJobs } from "@headroom/services/fakes/jobs";
import type { Ports } from "@headroom/services/ports";
import { importers } from "../importers";

export const NOW = Date.parse("2026-11-23T12:00:00Z");

/**
 * The tiny fleet (packages/db) with its account, eleven months of facts before this one, a plan of each state that somebody has to do
 * something about, and their requests. Ada (u1, planner) wrote them; Ben (u2) is an approver, Mia (u3) a manager.
 */
export async function smallWorld(database: Database) {
  await tinyFleet(database);
  await database.pool.query(world);
  const ports: Ports = {
    clock: { now: () => NOW },
    work: createUnitOfWork(database),
    jobs: neverJobs,
    passwords: { hash: () => Promise.reject(new Error("no passwords here")) },
    importers,
  };
  await ports.work.write((repositories) => refreshCapacity(repositories, [1], NOW));
  const call = createCallerFactory(appRouter);
  const failures: unknown[] = [];
  return {
    ports,
    /** Failures that were not expected: none, in a sound test. */
    failures,
    /** The API as a person sees it. */
    as: (role: Role, id = "u1") =>
      call({
        ports,
        actor: { id, name: id, role, via: "web", requestId: "t" },
        requestId: "t",
        report: (error) => failures.push(error),
      }),
  };
}

const world = `
  INSERT INTO user_account (id, name, email, role, updated_at) VALUES ('u3', 'Mia Manager', 'mia@example.org', 'manager', now());
  -- Standing racks grow by one position a month, of nine: the trend runs out.
  INSERT INTO capacity_month
    SELECT ('2025-12-01'::date + make_interval(months => n))::date, 1, 1, '*', r,
           CASE r WHEN 'space' THEN 9 ELSE 200000 END, CASE r WHEN 'space' THEN n / 3 ELSE 1000 END,
           CASE r WHEN 'space' THEN n / 3 ELSE 1000 END, 0, 0, 0
      FROM generate_series(0, 10) n, unnest(ARRAY['space', 'power', 'cooling']) r;
  INSERT INTO request (id, title, service, rack_type_id, unit, amount, racks, region_id, needed_by, answer_by, state, requester_id, updated_at)
    VALUES (1, 'Racks for search', 'search', 1, 'racks', 3, 3, 1, '2027-03-01', '2026-11-25T12:00:00Z', 'open', 'u3', now()),
           (2, 'More 100% storage', 'archive', 2, 'racks', 2, 2, 1, '2027-03-01', '2026-11-24T12:00:00Z', 'declined', 'u3', now()),
           (3, 'In the plan', 'mail', 2, 'racks', 1, 1, 1, '2027-03-01', '2026-11-26T12:00:00Z', 'submitted', 'u3', now());
  INSERT INTO plan (id, title, state, policy, seed, steps, author_id, last_editor_id, updated_at, hold_expires_at, summary, progress)
    VALUES (1, 'Submitted', 'submitted', 'place-all', 1, 1, 'u1', 'u1', now(), '2026-11-24T12:00:00Z', '{"racksPlaced": 1, "powerW": 6000}', NULL),
           (2, 'A draft', 'draft', 'place-all', 1, 1, 'u1', 'u1', now(), NULL, NULL, NULL),
           (3, 'Gone stale', 'stale', 'place-all', 1, 1, 'u1', 'u1', now(), NULL, NULL, NULL),
           (4, 'Planning', 'running', 'place-all', 1, 1, 'u1', 'u1', now(), NULL, NULL, '{"done": 3, "total": 8, "phase": "planning"}'),
           (5, 'Of Ben', 'draft', 'place-all', 1, 1, 'u2', 'u2', now(), NULL, NULL, NULL);
  INSERT INTO plan_request (plan_id, request_id) VALUES (1, 3);
  INSERT INTO plan_action (id, plan_id, sequence, kind, request_id, rack_type_id, datacenter_id, row_id, racks, starts_on)
    VALUES (1, 1, 1, 'add', 3, 2, 1, 2, 1, '2027-03-01');
  INSERT INTO plan_action_position (plan_action_id, position_id) VALUES (1, 8);
  INSERT INTO occupancy (position_id, kind, valid_from, plan_action_id) VALUES (8, 'held', '2027-03-01', 1);
  INSERT INTO approval (id, plan_id, hash, state, seen, requested_by_id, due_at)
    VALUES (1, 1, 'h', 'pending', '{}', 'u1', '2026-11-24T09:00:00Z');
  INSERT INTO audit_event (actor_id, actor_name, via, action, entity_kind, entity_id, reason, request_id) VALUES
    ('u1', 'Ada Planner', 'web', 'plan.submit', 'plan', '1', 'please', 'r1'),
    (NULL, 'worker', 'worker', 'plan.expire', 'plan', '3', NULL, 'r2'),
    ('u3', 'Mia Manager', 'web', 'request.create', 'request', '1', NULL, 'r3');`;

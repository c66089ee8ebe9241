import { instant, personJson } from "../../instant";
import { rulesOfMove, rulesOfRequest } from "../placement-keys/rows";

/** A plan and what its actions and requests add up to. Racks that move draw what they drew. */
export const planColumns = `
  p.id, p.title, p.state::text AS state, p.policy, p.seed, p.steps, ${personJson("u")} AS author, ${personJson("e")} AS "lastEditor",
  p.version, p.hash, p.summary, p.progress, p.failure, p.stale_cause AS "staleCause", p.cancel_requested AS "cancelRequested",
  ${instant("p.created_at")} AS "createdAt", ${instant("p.updated_at")} AS "updatedAt",
  ${instant("p.submitted_at")} AS "submittedAt", ${instant("p.hold_expires_at")} AS "holdExpiresAt",
  p.repairs_datacenter_id AS "repairsDatacenterId",
  (SELECT code FROM datacenter WHERE id = p.repairs_datacenter_id) AS repairs, coalesce(s.regions, asked.regions, '{}') AS regions, coalesce(s.datacenters, '{}') AS datacenters,
  coalesce(asked.requests, 0) AS requests, coalesce(asked.placed, 0) AS "requestsPlaced",
  coalesce(s.racks, 0) AS racks, coalesce(s.power_w, 0) AS "powerW"`;

export const planTables = `
  plan p JOIN user_account u ON u.id = p.author_id JOIN user_account e ON e.id = p.last_editor_id
  LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT g.code ORDER BY g.code) AS regions, array_agg(DISTINCT d.code ORDER BY d.code) AS datacenters,
           sum(a.racks)::int AS racks, coalesce(sum(a.racks::float8 * t.power_w) FILTER (WHERE a.kind = 'add'), 0) AS power_w
      FROM plan_action a JOIN rack_type t ON t.id = a.rack_type_id JOIN datacenter d ON d.id = a.datacenter_id
      JOIN zone z ON z.id = d.zone_id JOIN region g ON g.id = z.region_id WHERE a.plan_id = p.id) s ON true
  LEFT JOIN LATERAL (
    SELECT count(*)::int AS requests, count(*) FILTER (WHERE q.racks_placed > 0)::int AS placed,
           array_agg(DISTINCT g.code ORDER BY g.code) AS regions
      FROM plan_request q JOIN request r ON r.id = q.request_id JOIN region g ON g.id = r.region_id
     WHERE q.plan_id = p.id) asked ON true`;

export const actionsOfPlan = `
  SELECT a.id, a.sequence, a.kind::text AS kind, a.request_id AS "requestId", a.rack_type_id AS "rackTypeId", t.code AS "rackType",
         f.code AS family, t.power_w AS "powerW", t.cooling_w AS "coolingW",
         t.weight_kg AS "weightKg", t.ports, t.cost,
         CASE a.kind WHEN 'move' THEN ${rulesOfMove("a.id")} ELSE ${rulesOfRequest("a.request_id")} END AS rules, a.racks, a.datacenter_id AS "datacenterId",
         d.code AS datacenter, g.code AS region, m.code AS room, a.row_id AS "rowId", w.code AS row, a.starts_on::text AS "startsOn",
         coalesce((SELECT json_agg(json_build_object('id', o.id, 'number', o.number) ORDER BY o.number)
                     FROM plan_action_position s JOIN position o ON o.id = s.position_id WHERE s.plan_action_id = a.id),
                  '[]'::json) AS positions,
         coalesce((SELECT json_agg(json_build_object('rackId', v.rack_id, 'positionId', v.position_id, 'fromPositionId', v.from_position_id,
                            'rack', k.code, 'fromRow', fw.code, 'fromNumber', f.number) ORDER BY o.number)
                     FROM plan_action_rack v JOIN rack k ON k.id = v.rack_id JOIN position o ON o.id = v.position_id
                     JOIN position f ON f.id = v.from_position_id JOIN "row" fw ON fw.id = f.row_id WHERE v.plan_action_id = a.id),
                  '[]'::json) AS moves,
         CASE a.kind WHEN 'move' THEN a.certificate -> 'mends' END AS mends
    FROM plan_action a JOIN rack_type t ON t.id = a.rack_type_id JOIN hardware_family f ON f.id = t.family_id
    JOIN "row" w ON w.id = a.row_id JOIN room m ON m.id = w.room_id JOIN datacenter d ON d.id = a.datacenter_id
    JOIN zone z ON z.id = d.zone_id JOIN region g ON g.id = z.region_id
   WHERE a.plan_id = $1 ORDER BY a.sequence`;

/** Columns that `PlanRepository.change` may set, with the cast each needs. */
export const changeable: Readonly<Record<string, { readonly column: string; readonly cast: string }>> = {
  state: { column: "state", cast: "::plan_state" },
  title: { column: "title", cast: "" },
  policy: { column: "policy", cast: "" },
  lastEditorId: { column: "last_editor_id", cast: "" },
  hash: { column: "hash", cast: "" },
  steps: { column: "steps", cast: "::int" },
  summary: { column: "summary", cast: "::jsonb" },
  snapshot: { column: "snapshot", cast: "::jsonb" },
  progress: { column: "progress", cast: "::jsonb" },
  failure: { column: "failure", cast: "::jsonb" },
  staleCause: { column: "stale_cause", cast: "::jsonb" },
  cancelRequested: { column: "cancel_requested", cast: "::boolean" },
  submittedAt: { column: "submitted_at", cast: "::timestamptz" },
  holdExpiresAt: { column: "hold_expires_at", cast: "::timestamptz" },
  decidedAt: { column: "decided_at", cast: "::timestamptz" },
};

import type { Candidate } from "@headroom/services/ports/run-records";
import type { RunRepository } from "@headroom/services/ports/runs";
import type pg from "pg";
import { select } from "../../sql";

/** What fails together: what its row says, else its room, in its datacenter. */
const faultDomain = (d: string, m: string, w: string) =>
  `coalesce(${d}.code || ' ' || coalesce(${w}.fault_domain, ${m}.code), '')`;

/** What runs on a rack, as far as is known: the keys it came under, and the service it was asked for. */
const servicesOf = (rack: string) => `ARRAY(
  SELECT key.name FROM rack_key q JOIN placement_key key ON key.id = q.key_id WHERE q.rack_id = ${rack} AND key.kind <> 'affinity'
  UNION SELECT v FROM run_subject y JOIN run n ON n.id = y.run_id CROSS JOIN unnest(y.services) AS v
         WHERE y.rack_id = ${rack} AND n.kind = 'provision' ORDER BY 1)`;

const held = (rack: string, position: string) => `(
  SELECT json_build_object('id', n.id, 'title', n.title) FROM run_subject y JOIN run n ON n.id = y.run_id
   WHERE y.holds AND (y.rack_id = ${rack} OR y.position_id = ${position}) ORDER BY n.id LIMIT 1)`;

const columns = (position: string) => `
  d.id AS "datacenterId", d.code AS datacenter, t.id AS "rackTypeId", t.code AS "rackType", t.height_u AS "heightU", t.power_w AS "powerW",
  k.id AS "rackId", k.code AS "rackCode", k.state::text AS "rackState", ${position}.id AS "positionId", w.code AS "row", w.id AS "rowId",
  ${position}.number, m.id AS "roomId", m.code AS room, ${faultDomain("d", "m", "w")} AS "faultDomain"`;

export function runCandidates(sql: pg.ClientBase): Pick<RunRepository, "ofPlan" | "ofRacks"> {
  return {
    ofPlan: (planId) =>
      select<Candidate>(
        sql,
        "run.of-plan",
        // where a rack moves, what could fail together is where it stands; what it serves goes with it. In the order in which people walk along them
        `SELECT CASE a.kind WHEN 'move' THEN 'move' ELSE 'provision' END AS kind, a.id AS "planActionId", a.request_id AS "requestId",
                ${columns("p")}, CASE a.kind WHEN 'move' THEN st.position_id END AS "fromPositionId",
                CASE a.kind WHEN 'move' THEN ${servicesOf("k.id")} ELSE ARRAY[q.service] END AS services, ${held("k.id", "p.id")} AS held,
                NULL AS planned
           FROM plan_action a JOIN occupancy o ON o.plan_action_id = a.id AND o.kind = 'committed'
           JOIN position p ON p.id = o.position_id JOIN "row" w ON w.id = p.row_id JOIN room m ON m.id = w.room_id
           JOIN datacenter d ON d.id = m.datacenter_id
           LEFT JOIN rack k ON k.id = o.arriving_rack_id
           JOIN rack_type t ON t.id = coalesce(k.rack_type_id, a.rack_type_id)
           LEFT JOIN occupancy st ON st.rack_id = k.id AND st.valid_to IS NULL
           LEFT JOIN request q ON q.id = a.request_id
          WHERE a.plan_id = $1 ORDER BY d.id, m.id, w.sequence, w.id, p.number, a.sequence`,
        [planId],
      ),
    ofRacks: (kind, codes) =>
      select<Candidate>(
        sql,
        "run.of-racks",
        `SELECT $2::text AS kind, NULL::int AS "planActionId", NULL::int AS "requestId", d.id AS "datacenterId", d.code AS datacenter,
                t.id AS "rackTypeId", t.code AS "rackType", t.height_u AS "heightU", t.power_w AS "powerW", k.id AS "rackId",
                k.code AS "rackCode", k.state::text AS "rackState", p.id AS "positionId", w.code AS "row", w.id AS "rowId", p.number,
                m.id AS "roomId", m.code AS room, ${faultDomain("d", "m", "w")} AS "faultDomain", NULL::int AS "fromPositionId",
                ${servicesOf("k.id")} AS services, ${held("k.id", "p.id")} AS held,
                (SELECT json_build_object('id', n.id, 'title', n.title) FROM occupancy v JOIN plan_action a ON a.id = v.plan_action_id
                   JOIN plan n ON n.id = a.plan_id WHERE v.arriving_rack_id = k.id) AS planned
           FROM unnest($1::text[]) WITH ORDINALITY AS c(code, place) JOIN rack k ON k.code = c.code
           JOIN datacenter d ON d.id = k.datacenter_id JOIN rack_type t ON t.id = k.rack_type_id
           LEFT JOIN occupancy o ON o.rack_id = k.id AND o.valid_to IS NULL
           LEFT JOIN position p ON p.id = o.position_id LEFT JOIN "row" w ON w.id = p.row_id LEFT JOIN room m ON m.id = w.room_id
          ORDER BY c.place`,
        [codes, kind],
      ),
  };
}

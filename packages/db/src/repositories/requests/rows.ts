import type { RequestRecord } from "@headroom/services/ports/requests";
import { instant, personJson } from "../../instant";
import { rulesOfRequest } from "../placement-keys/rows";

/** The statement behind every reading of requests; `plan` is the living plan that has it, else the last one that had. */
export const requestColumns = `
  r.id, r.title, r.service, r.rack_type_id AS "rackTypeId", r.unit::text AS unit, r.amount, r.racks, r.region_id AS "regionId",
  r.zone_id AS "zoneId", r.datacenter_id AS "datacenterId", r.required_tags AS "requiredTags",
  r.split_rule::text AS "splitRule", r.priority, r.needed_by::text AS "neededBy", ${instant("r.answer_by")} AS "answerBy", r.note,
  t.code AS "rackType", f.code AS family, t.power_w AS "powerW", t.cooling_w AS "coolingW",
  t.weight_kg AS "weightKg", t.ports, t.cost, ${rulesOfRequest("r.id")} AS rules,
  g.code AS region, z.code AS zone, d.code AS datacenter, r.state::text AS state, r.state_reason AS "stateReason", r.version,
  ${personJson("u")} AS requester, ${instant("r.created_at")} AS "createdAt", l.plan`;

export const requestTables = `
  request r JOIN rack_type t ON t.id = r.rack_type_id JOIN hardware_family f ON f.id = t.family_id
  JOIN region g ON g.id = r.region_id JOIN user_account u ON u.id = r.requester_id
  LEFT JOIN zone z ON z.id = r.zone_id LEFT JOIN datacenter d ON d.id = r.datacenter_id
  LEFT JOIN LATERAL (
    SELECT json_build_object('id', p.id, 'state', p.state) AS plan FROM plan_request q JOIN plan p ON p.id = q.plan_id
     WHERE q.request_id = r.id
     ORDER BY (p.state IN ('queued', 'running', 'draft', 'submitted', 'committed')) DESC, p.id DESC LIMIT 1) l ON true`;

export type RequestRow = RequestRecord;

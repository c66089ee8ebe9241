import type { RuleKind } from "@headroom/core/capacity/rules";
import type { DomainScope, KeyRules } from "@headroom/core/topology/datacenter";
import type pg from "pg";
import { select } from "../../sql";

/** Names of the database for what the planner knows by others. */
export const storedKind = {
  spread: "spread",
  antiAffinity: "anti_affinity",
  affinity: "affinity",
} as const satisfies Readonly<Record<RuleKind, string>>;
export const storedScope = {
  row: "row",
  room: "room",
  topDevice: "top_device",
  faultDomain: "fault_domain",
} as const satisfies Readonly<Record<DomainScope, string>>;

/** SQL for the planner's name of a key's kind, and of its scope. */
export const kindColumn = (key: string) =>
  `CASE ${key}.kind WHEN 'anti_affinity' THEN 'antiAffinity' ELSE ${key}.kind::text END`;
export const scopeColumn = (key: string) =>
  `CASE ${key}.scope WHEN 'top_device' THEN 'topDevice' WHEN 'fault_domain' THEN 'faultDomain' ELSE ${key}.scope::text END`;

const ruleJson = `json_object_agg(${kindColumn("k")}, json_strip_nulls(json_build_object(
    'key', k.name, 'scope', ${scopeColumn("k")}, 'maxRacksPerDomain', k.max_racks)))`;

/** SQL for the rules (KeyRules) of a request, `{}` where it has none. */
export const rulesOfRequest = (requestId: string): string =>
  `coalesce((SELECT ${ruleJson} FROM request_key q JOIN placement_key k ON k.id = q.key_id
              WHERE q.request_id = ${requestId}), '{}'::json)`;

/** The same of the racks that a plan action moves: they all come under the same. */
export const rulesOfMove = (actionId: string): string =>
  `coalesce((SELECT ${ruleJson} FROM (SELECT DISTINCT q.key_id FROM plan_action_rack v JOIN rack_key q ON q.rack_id = v.rack_id
               WHERE v.plan_action_id = ${actionId}) x JOIN placement_key k ON k.id = x.key_id), '{}'::json)`;

export interface OwnerRules {
  readonly owner: "action" | "rack";
  /** Of the plan action or rack. */
  readonly id: number;
  /** Of the racks: those of one lot in a row count as one request. */
  readonly lot: string;
  readonly rules: KeyRules;
}

/** Rules that plan actions and racks come under; those without any are absent. */
export const rulesOfOwners = (client: pg.ClientBase, actionIds: readonly number[], rackIds: readonly number[]) =>
  select<OwnerRules>(
    client,
    "key.rules-of-owners",
    `SELECT 'action' AS owner, a.id, '' AS lot, ${ruleJson} AS rules
       FROM plan_action a JOIN request_key q ON q.request_id = a.request_id JOIN placement_key k ON k.id = q.key_id
      WHERE a.id = ANY($1::int[]) GROUP BY a.id
     UNION ALL
     SELECT 'rack', q.rack_id, min(q.lot), ${ruleJson} FROM rack_key q JOIN placement_key k ON k.id = q.key_id
      WHERE q.rack_id = ANY($2::int[]) GROUP BY q.rack_id`,
    [actionIds, rackIds],
  );

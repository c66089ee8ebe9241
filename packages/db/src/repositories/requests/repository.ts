import type {
  CandidateDatacenter,
  PastDemand,
  Places,
  RequestEvent,
  RequestFields,
  RequestOfPlan,
  RequestRepository,
} from "@headroom/services/ports/requests";
import { instant } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";
import { type RequestRow, requestColumns, requestTables } from "./rows";

const fieldValues = (f: RequestFields): unknown[] => [
  f.title,
  f.service,
  f.rackTypeId,
  f.unit,
  f.amount,
  f.racks,
  f.regionId,
  f.zoneId,
  f.datacenterId,
  f.requiredTags,
  f.splitRule,
  f.priority,
  f.neededBy,
  f.answerBy,
  f.note,
];
const fieldNames = [
  "title",
  "service",
  "rack_type_id",
  "unit",
  "amount",
  "racks",
  "region_id",
  "zone_id",
  "datacenter_id",
  "required_tags",
  "split_rule",
  "priority",
  "needed_by",
  "answer_by",
  "note",
];
const casts: Readonly<Record<string, string>> = { unit: "::request_unit", split_rule: "::split_rule" };
const fieldPlaces = fieldNames.map((name, i) => `$${i + 1}${casts[name] ?? ""}`);

/** Searches for the text as it stands: its percent signs and underscores mean themselves. */
const pattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

export function requestRepository({ sql }: Pick<Transaction, "sql">): RequestRepository {
  return {
    async list({ states, region, search, requesterId, draftsOf, cursor, limit }) {
      const where = `($1::text[] IS NULL OR r.state::text = ANY($1)) AND ($2::text IS NULL OR g.code = $2)
        AND ($3::text IS NULL OR r.title ILIKE $3 OR r.service ILIKE $3 OR t.code ILIKE $3)
        AND ($4::text IS NULL OR r.requester_id = $4) AND (r.state <> 'draft' OR r.requester_id = $5)`;
      const values = [states ?? null, region ?? null, search ? pattern(search) : null, requesterId ?? null, draftsOf];
      const rows = await select<RequestRow>(
        sql,
        "request.list",
        `SELECT ${requestColumns} FROM ${requestTables} WHERE ${where} AND ($6::int IS NULL OR r.id < $6)
          ORDER BY r.id DESC LIMIT $7`,
        [...values, cursor === undefined ? null : Number(cursor), limit + 1],
      );
      const [counted] = await select<{ total: number }>(
        sql,
        "request.count",
        `SELECT count(*)::int AS total FROM request r JOIN rack_type t ON t.id = r.rack_type_id
           JOIN region g ON g.id = r.region_id WHERE ${where}`,
        values,
      );
      const page = rows.slice(0, limit);
      return { rows: page, next: rows.length > limit ? String(page.at(-1)!.id) : null, total: counted!.total };
    },
    many: (ids) =>
      select<RequestRow>(
        sql,
        "request.many",
        `SELECT ${requestColumns} FROM ${requestTables} WHERE r.id = ANY($1::int[]) ORDER BY r.id`,
        [ids],
      ),
    async insert(fields, state, requesterId) {
      const { rows } = await sql.query<{ id: number }>(
        `INSERT INTO request (${fieldNames.join(", ")}, state, requester_id, updated_at)
         VALUES (${fieldPlaces.join(", ")}, $16::request_state, $17, now()) RETURNING id`,
        [...fieldValues(fields), state, requesterId],
      );
      return rows[0]!.id;
    },
    async update(id, fields, state) {
      await sql.query(
        `UPDATE request SET ${fieldNames.map((name, i) => `${name} = ${fieldPlaces[i]}`).join(", ")},
           state = $16::request_state, version = version + 1, updated_at = now() WHERE id = $17`,
        [...fieldValues(fields), state, id],
      );
    },
    async setState(ids, state, reason) {
      if (ids.length === 0) return;
      await sql.query(
        `UPDATE request SET state = $2::request_state, state_reason = $3, version = version + 1, updated_at = now()
          WHERE id = ANY($1::int[])`,
        [ids, state, reason],
      );
    },
    plansOf: (id) =>
      select<RequestOfPlan>(
        sql,
        "request.plans",
        `SELECT p.id, p.title, p.state::text AS state, q.outcome, q.racks_placed AS "racksPlaced", q.certificate
           FROM plan_request q JOIN plan p ON p.id = q.plan_id WHERE q.request_id = $1 ORDER BY p.id DESC LIMIT 50`,
        [id],
      ),
    history: (id) =>
      select<RequestEvent>(
        sql,
        "request.history",
        `SELECT ${instant("at")} AS at, actor_name AS actor, action, reason FROM audit_event
          WHERE entity_kind = 'request' AND entity_id = $1::text ORDER BY audit_event.id DESC LIMIT 100`,
        [String(id)],
      ),
    async places({ region, zone, datacenter }) {
      const [found] = await select<Places>(
        sql,
        "request.places",
        `SELECT (SELECT id FROM region WHERE code = $1) AS "regionId",
                (SELECT z.id FROM zone z JOIN region g ON g.id = z.region_id WHERE g.code = $1 AND z.code = $2) AS "zoneId",
                (SELECT d.id FROM datacenter d JOIN zone z ON z.id = d.zone_id JOIN region g ON g.id = z.region_id
                  WHERE g.code = $1 AND d.code = $3 AND ($2::text IS NULL OR z.code = $2)) AS "datacenterId"`,
        [region, zone, datacenter],
      );
      return found!;
    },
    candidates: (regionIds) =>
      select<CandidateDatacenter>(
        sql,
        "request.candidates",
        `SELECT d.id, d.code, d.version, g.id AS "regionId", g.code AS region, z.id AS "zoneId", z.code AS zone,
                ARRAY(SELECT DISTINCT t FROM unnest(g.compliance_tags || d.compliance_tags) AS t ORDER BY t) AS tags
           FROM datacenter d JOIN zone z ON z.id = d.zone_id JOIN region g ON g.id = z.region_id
          WHERE $1::int[] IS NULL OR g.id = ANY($1) ORDER BY d.code`,
        [regionIds ?? null],
      ),
    past: (regionIds, limit) =>
      select<PastDemand>(
        sql,
        "request.past",
        `SELECT r.racks, t.power_w AS "powerW", t.cooling_w AS "coolingW" FROM request r JOIN rack_type t ON t.id = r.rack_type_id
          WHERE r.state <> 'draft' AND r.region_id = ANY($1::int[]) ORDER BY r.id DESC LIMIT $2`,
        [regionIds, limit],
      ),
  };
}

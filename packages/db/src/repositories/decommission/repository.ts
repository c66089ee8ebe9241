import type { DecommissionRepository, LeavingRackRow } from "@headroom/services/ports/decommission";
import { instant, personJson } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

/** Racks of runs that take racks out. $1: only of this datacenter; null: of all. $2: open, out or all. A rack is out when every step is settled. */
const racks = `
  SELECT x.*, r.state, r.template, r.created_at AS made_at, d.code AS datacenter, o.is_out
    FROM run_subject x JOIN run r ON r.id = x.run_id AND r.kind = 'decommission' JOIN datacenter d ON d.id = r.datacenter_id
    CROSS JOIN LATERAL (SELECT NOT EXISTS (
      SELECT 1 FROM run_step y WHERE y.subject_id = x.id AND y.state NOT IN ('done', 'skipped')) AS is_out) o
   WHERE ($1::text IS NULL OR d.code = $1)
     AND CASE $2::text WHEN 'open' THEN NOT o.is_out AND r.state NOT IN ('done', 'aborted') WHEN 'out' THEN o.is_out ELSE true END`;

export const decommissionRepository = ({ sql }: Pick<Transaction, "sql">): DecommissionRepository => ({
  async list({ show, datacenter, limit }) {
    const values = [datacenter ?? null, show];
    const rows = await select<LeavingRackRow>(
      sql,
      "decommission.list",
      `SELECT x.id AS "subjectId", x.run_id AS "runId", x.state::text AS "runState", x.rack_code AS rack, t.code AS "rackType",
              x.datacenter, CASE WHEN p.id IS NOT NULL THEN w.code || ' tile ' || p.number END AS position, x.services,
              x.power_w AS "powerW", k.in_service_on::text AS "inServiceOn", x.template,
              (SELECT max(c.number) FROM sanitisation_certificate c WHERE c.rack_id = x.rack_id AND c.issued_at >= x.made_at) AS certificate,
              (SELECT json_agg(json_build_object('id', s.id, 'stage', s.stage, 'state', s.state, 'endedAt', ${instant("s.ended_at")},
                 'assignee', CASE WHEN a.id IS NOT NULL THEN ${personJson("a")} END,
                 'evidence', CASE jsonb_typeof(s.evidence) WHEN 'array' THEN jsonb_array_length(s.evidence) ELSE 0 END) ORDER BY s.id)
                 FROM run_step s LEFT JOIN user_account a ON a.id = s.assignee_id WHERE s.subject_id = x.id) AS "stepRows"
         FROM (${racks}) x JOIN rack_type t ON t.id = x.rack_type_id LEFT JOIN rack k ON k.id = x.rack_id
         LEFT JOIN position p ON p.id = x.position_id LEFT JOIN "row" w ON w.id = p.row_id
        ORDER BY x.run_id DESC, x.sequence LIMIT $3`,
      [...values, limit],
    );
    const [sums] = await select<{ total: number; leavingW: number; returnedW: number }>(
      sql,
      "decommission.sums",
      `SELECT count(*)::int AS total, coalesce(sum(power_w) FILTER (WHERE NOT is_out), 0)::float8 AS "leavingW",
              coalesce(sum(power_w) FILTER (WHERE is_out), 0)::float8 AS "returnedW" FROM (${racks}) x`,
      values,
    );
    return { rows, ...sums! };
  },
});

import type {
  OverrideRecord,
  OverrideRepository,
  Pin,
  ReasonRecord,
  RuleRecord,
} from "@headroom/services/ports/overrides";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";
import { jsonOrNull } from "../studies/store";
import { overridesListed, pinsInForce, rulesInForce } from "./rows";

export function overrideRepository({ sql }: Pick<Transaction, "sql">): OverrideRepository {
  const end: OverrideRepository["end"] = async (planId, requestIds, state) => {
    const done = await sql.query(
      `UPDATE placement_override SET state = $3::override_state
        WHERE plan_id = $1 AND request_id = ANY($2::int[]) AND state = 'kept'`,
      [planId, requestIds, state],
    );
    return done.rowCount ?? 0;
  };
  return {
    end,
    async keep(o) {
      await end(o.planId, [o.requestId], "replaced");
      const { rows } = await sql.query<{ id: number }>(
        `INSERT INTO placement_override (plan_id, request_id, from_row_id, row_id, racks, lots, reason_id, note, cost, terms, author_id, withheld, racks_lost)
         VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10::jsonb, $11, $12::jsonb, $13) RETURNING id`,
        [
          ...[o.planId, o.requestId, o.fromRowId, o.rowId, o.racks, JSON.stringify(o.lots), o.reasonId, o.note, o.cost],
          ...[JSON.stringify(o.terms), o.authorId, jsonOrNull(o.withheld), o.racksLost],
        ],
      );
      return rows[0]!.id;
    },
    inForce: (planId) => select<Pin>(sql, "override.in-force", pinsInForce, [planId]),
    list: (limit) => select<OverrideRecord>(sql, "override.list", overridesListed, [limit]),
    reasons: () =>
      select<ReasonRecord>(sql, "override.reasons", "SELECT id, label, active FROM override_reason ORDER BY id"),
    async saveReason({ id, label, active }) {
      const { rows } = await sql.query<{ id: number }>(
        id === undefined
          ? "INSERT INTO override_reason (label, active) VALUES ($1, $2) ON CONFLICT (label) DO NOTHING RETURNING id"
          : `UPDATE override_reason SET label = $1, active = $2 WHERE id = $3
              AND NOT EXISTS (SELECT 1 FROM override_reason o WHERE o.label = $1 AND o.id <> $3) RETURNING id`,
        id === undefined ? [label, active] : [label, active, id],
      );
      return rows[0]?.id ?? null;
    },
    rules: () => select<RuleRecord>(sql, "override.rules", rulesInForce),
    async keepRule({ rowId, familyId, reasonId, authorId }) {
      const { rows } = await sql.query<{ id: number }>(
        `INSERT INTO placement_rule (row_id, family_id, reason_id, author_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING RETURNING id`,
        [rowId, familyId, reasonId, authorId],
      );
      return rows[0]?.id ?? null;
    },
    async endRule(id, endedById) {
      const done = await sql.query(
        "UPDATE placement_rule SET ended_at = now(), ended_by_id = $2 WHERE id = $1 AND ended_at IS NULL",
        [id, endedById],
      );
      return (done.rowCount ?? 0) > 0;
    },
  };
}

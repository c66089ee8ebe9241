import type { TraceRepository } from "@headroom/services/ports/traces";
import type { Transaction } from "../../unit-of-work";

export const traceRepository = ({ sql }: Pick<Transaction, "sql">): TraceRepository => ({
  async keep({ kind, id }, traceParent) {
    await sql.query("INSERT INTO trace_origin VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", [kind, id, traceParent]);
  },
  async of({ kind, id }) {
    const { rows } = await sql.query<{ trace_parent: string }>(
      "SELECT trace_parent FROM trace_origin WHERE entity_kind = $1 AND entity_id = $2",
      [kind, id],
    );
    return rows[0]?.trace_parent ?? null;
  },
});

import type { ViewRecord, ViewRepository } from "@headroom/services/ports/views";
import { instant } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

const columns = `v.id, v.version, v.record_type AS type, v.name, v.columns, v.filter, v.sort, v.shared, v.owner_id AS "ownerId",
  u.name AS "ownerName", ${instant("v.updated_at")} AS "updatedAt"`;
const tables = "table_view v LEFT JOIN user_account u ON u.id = v.owner_id";

export const viewRepository = ({ sql }: Pick<Transaction, "sql">): ViewRepository => ({
  list: (type, personId) =>
    select<ViewRecord>(
      sql,
      "view.list",
      `SELECT ${columns} FROM ${tables} WHERE v.record_type = $1 AND (v.shared OR v.owner_id = $2) ORDER BY lower(v.name), v.id`,
      [type, personId],
    ),
  async lock(id) {
    const rows = await select<ViewRecord>(
      sql,
      "view.lock",
      `SELECT ${columns} FROM ${tables} WHERE v.id = $1 FOR UPDATE OF v`,
      [id],
    );
    return rows[0] ?? null;
  },
  async insert({ type, name, columns: shown, filter, sort, shared, ownerId }) {
    const rows = await select<{ id: number }>(
      sql,
      "view.insert",
      `INSERT INTO table_view (record_type, name, columns, filter, sort, shared, owner_id) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (owner_id, record_type, name) DO NOTHING RETURNING id`,
      [type, name, shown, filter, sort, shared, ownerId],
    );
    return rows[0]?.id ?? null;
  },
  async change(id, { name, columns: shown, filter, sort, shared }) {
    const rows = await select<{ id: number }>(
      sql,
      "view.change",
      `UPDATE table_view v SET name = $2, columns = $3, filter = $4, sort = $5, shared = $6, version = version + 1, updated_at = now()
        WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM table_view o
          WHERE o.owner_id = v.owner_id AND o.record_type = v.record_type AND o.name = $2 AND o.id <> v.id) RETURNING id`,
      [id, name, shown, filter, sort, shared],
    );
    return rows.length > 0;
  },
  async remove(id) {
    await sql.query("DELETE FROM table_view WHERE id = $1", [id]);
  },
});

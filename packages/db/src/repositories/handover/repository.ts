import type { HandoverNoteRecord, HandoverRepository } from "@headroom/services/ports/handover";
import { instant } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

export const handoverRepository = ({ sql }: Pick<Transaction, "sql">): HandoverRepository => ({
  list: (limit) =>
    select<HandoverNoteRecord>(
      sql,
      "handover.list",
      `SELECT id, text, author_name AS author, ${instant("written_at")} AS "writtenAt"
         FROM operations_note ORDER BY id DESC LIMIT $1`,
      [limit],
    ),
  async lockLatest() {
    // an empty table has no row to lock
    await sql.query("LOCK TABLE operations_note IN SHARE ROW EXCLUSIVE MODE");
    const rows = await select<{ id: number | null }>(
      sql,
      "handover.latest",
      "SELECT max(id) AS id FROM operations_note",
      [],
    );
    return rows[0]?.id ?? null;
  },
  async insert({ text, authorId, author, at }) {
    const rows = await select<{ id: number }>(
      sql,
      "handover.insert",
      "INSERT INTO operations_note (text, author_id, author_name, written_at) VALUES ($1, $2, $3, $4) RETURNING id",
      [text, authorId, author, new Date(at)],
    );
    return rows[0]!.id;
  },
});

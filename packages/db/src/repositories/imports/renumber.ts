import type { Renumbering } from "@headroom/services/ports/imports";
import type pg from "pg";
import { copyRows, json } from "../../copy";

/** See ImportRepository.renumber. */
export async function renumber(
  sql: pg.ClientBase,
  source: string,
  { references, gone, written }: Renumbering,
): Promise<void> {
  // all are taken out first: a key that one leaves may be the one that another takes
  const { rows } = await sql.query<{ kind: string; external_id: string; local_id: number }>(
    `DELETE FROM external_ref r USING unnest($2::text[], $3::text[]) AS n(kind, external_id)
      WHERE r.source = $1 AND r.kind = n.kind AND r.external_id = n.external_id RETURNING r.kind, r.external_id, r.local_id`,
    [source, references.map(({ kind }) => kind), references.map(({ from }) => from)],
  );
  const becomes = new Map(references.map((one) => [`${one.kind} ${one.from}`, one]));
  await copyRows(sql, {
    table: "external_ref",
    columns: ["source", "kind", "external_id", "local_id", "digest"],
    rows: rows.flatMap(({ kind, external_id, local_id }) => {
      const { to, digest } = becomes.get(`${kind} ${external_id}`)!;
      return to === null ? [] : [[source, kind, to, local_id, digest]];
    }),
  });
  await sql.query(
    `DELETE FROM external_object o USING unnest($2::text[], $3::text[]) AS d(kind, external_id)
      WHERE o.source = $1 AND o.kind = d.kind AND o.external_id = d.external_id`,
    [source, gone.map(({ kind }) => kind), gone.map(({ externalId }) => externalId)],
  );
  await copyRows(sql, {
    table: "external_object",
    columns: ["source", "kind", "external_id", "facts", "digest"],
    rows: written.map(({ kind, externalId, facts, digest }) => [source, kind, externalId, json(facts), digest]),
  });
}

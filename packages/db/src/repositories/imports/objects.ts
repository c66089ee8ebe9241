import type { ImportProposal, SourceObject } from "@headroom/core/topology/proposal/types";
import type pg from "pg";
import { copyRows, json } from "../../copy";
import { select } from "../../sql";

/** See ImportRepository.objects. */
export async function objectsOf(
  sql: pg.ClientBase,
  source: string,
  without: readonly string[] = [],
): Promise<SourceObject[]> {
  return select<SourceObject>(
    sql,
    "imports.objects",
    `SELECT kind, external_id AS "externalId", facts, digest FROM external_object WHERE source = $1 AND NOT kind = ANY($2::text[])
      ORDER BY kind, length(external_id), external_id`,
    [source, without],
  );
}

const keyOf = ({ kind, externalId }: Pick<SourceObject, "kind" | "externalId">) => `${kind}/${externalId}`;

/** Keeps what a proposal says of the source's things; of tables it has, things that are gone are forgotten. */
export async function writeObjects(sql: pg.ClientBase, { source, objects }: ImportProposal): Promise<void> {
  if (objects === undefined) return;
  const { rows } = await sql.query<{ kind: string; externalId: string; digest: string }>(
    `SELECT kind, external_id AS "externalId", digest FROM external_object WHERE source = $1`,
    [source],
  );
  const before = new Map(rows.map((row) => [keyOf(row), row.digest]));
  const changed = objects.filter((object) => before.get(keyOf(object)) !== object.digest);
  const there = new Set(objects.map(keyOf));
  const kinds = new Set(objects.map(({ kind }) => kind));
  const gone = rows.filter((row) => kinds.has(row.kind) && !there.has(keyOf(row)));
  const old = [...gone, ...changed.filter((object) => before.has(keyOf(object)))];
  if (old.length > 0) {
    await sql.query(
      `DELETE FROM external_object o USING unnest($2::text[], $3::text[]) AS d(kind, external_id)
        WHERE o.source = $1 AND o.kind = d.kind AND o.external_id = d.external_id`,
      [source, old.map(({ kind }) => kind), old.map(({ externalId }) => externalId)],
    );
  }
  await copyRows(sql, {
    table: "external_object",
    columns: ["source", "kind", "external_id", "facts", "digest"],
    rows: changed.map(({ kind, externalId, facts, digest }) => [source, kind, externalId, json(facts), digest]),
  });
}

import type { RecordType } from "@headroom/core/topology/records/types";
import type { FleetComparison, RejectedRow } from "@headroom/services/ports/fleet-records";
import type pg from "pg";
import { incoming, makeIncoming } from "./incoming";
import { keysSql, linked, naturalSql, quoted, sameKey, typeNamed } from "./natural";
import { physicalRules } from "./physical";
import { REJECTED_KEPT } from "./stage";

/** What a rule finds: a row of a file, the field to look at, what stands there, what was expected and what to do. */
export interface Finding {
  readonly file: number;
  readonly line: number;
  readonly field: string;
  readonly value: string | null;
  readonly expected: string;
  readonly advice: string;
}

/** Compares what was taken in with the inventory; leaves the incoming tables, and `fleet_tree`, to the end of the transaction. */
export async function compareRun(sql: pg.ClientBase, runId: number): Promise<FleetComparison> {
  const types = await makeIncoming(sql, runId);
  const { rows: files } = await sql.query<{
    name: string;
    record_type: string;
    read_rows: number;
    rejected: RejectedRow[];
  }>("SELECT name, record_type, read_rows, rejected FROM import_file WHERE run_id = $1 ORDER BY file", [runId]);
  const found = await findingsOf(sql, types);
  const counts = [];
  for (const of of types) counts.push(await countsOf(sql, of, files));
  const cells = files.flatMap(({ rejected }) => rejected);
  const rows = found
    .sort((a, b) => a.file - b.file || a.line - b.line)
    .map(({ file, line, field, value, expected, advice }): RejectedRow => {
      return { file: files[file]?.name ?? "", line, column: field, value: shown(value), expected, advice };
    });
  return { counts, rejected: [...cells, ...rows].slice(0, REJECTED_KEPT) };
}

/** What the rules find in the incoming tables of these types, in no order. Leaves `fleet_tree`. */
export async function findingsOf(sql: pg.ClientBase, types: readonly RecordType[]): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const of of types) {
    found.push(...(await repeated(sql, of)));
    found.push(...(await dangling(sql, of)));
    for (const group of of.unique) found.push(...(await taken(sql, of, group)));
  }
  // Where places are missing, rules between places would only say it again.
  if (found.length === 0) for (const rule of physicalRules) found.push(...(await rule(sql)));
  return found;
}

/** As much as fits a line of a report. */
export function shown(value: string | null): string {
  const text = (value ?? "").replace(/\p{Cc}/gu, "�");
  return text.length > 60 ? `${text.slice(0, 60).replace(/\p{Surrogate}$/u, "")}…` : text;
}

async function countsOf(
  sql: pg.ClientBase,
  of: RecordType,
  files: readonly { record_type: string; read_rows: number }[],
): Promise<FleetComparison["counts"][number]> {
  const { rows } = await sql.query<{ create: number; update: number; same: number }>(
    `SELECT count(*) FILTER (WHERE NOT bad AND id IS NULL)::int AS create, count(*) FILTER (WHERE changed)::int AS update,
            count(*) FILTER (WHERE NOT bad AND id IS NOT NULL AND NOT changed)::int AS same FROM ${incoming(of)}`,
  );
  const read = files.reduce((sum, file) => sum + (file.record_type === of.name ? file.read_rows : 0), 0);
  const { create, update, same } = rows[0]!;
  return { noun: of.noun, read, create, update, same, rejected: read - create - update - same };
}

const text = (fields: readonly string[], alias: string): string =>
  `concat_ws(' ', ${fields.map((name) => `${alias}.${quoted(name)}::text`).join(", ")})`;

/** A key twice in the files. */
async function repeated(sql: pg.ClientBase, of: RecordType): Promise<Finding[]> {
  const key = of.key.map(quoted).join(", ");
  const { rows } = await sql.query<{ file: number; line: number; value: string; first: number }>(
    `SELECT file, line, first, ${text(of.key, "x")} AS value FROM (
       SELECT *, row_number() OVER w AS n, first_value(line) OVER w AS first FROM ${incoming(of)}
        WINDOW w AS (PARTITION BY ${key} ORDER BY file, line)) x
      WHERE n > 1 LIMIT ${REJECTED_KEPT}`,
  );
  const field = of.key.at(-1)!;
  return rows.map(({ file, line, value, first }) => ({
    file,
    line,
    field,
    value,
    expected: `each ${of.noun.replaceAll("_", " ")} once; it is in line ${first} already`,
    advice: "delete one of the two rows",
  }));
}

/** A key that another record has, which stays as it is: only records that are known by their ids can meet it. */
export async function keysTaken(sql: pg.ClientBase, of: RecordType): Promise<Finding[]> {
  const { rows } = await sql.query<{ file: number; line: number; value: string }>(
    `SELECT i.file, i.line, ${text(of.key, "i")} AS value FROM ${incoming(of)} i JOIN ${keysSql(of)} n ON ${sameKey(of, "i", "n")}
      WHERE n.id IS DISTINCT FROM i.id AND NOT EXISTS (SELECT 1 FROM ${incoming(of)} o WHERE o.id = n.id)`,
  );
  const expected = `a key that no other ${of.noun.replaceAll("_", " ")} has`;
  return rows.map((row) => ({ ...row, field: of.key.at(-1)!, expected, advice: "choose another one" }));
}

/** References to what is neither in the inventory nor in the files. */
async function dangling(sql: pg.ClientBase, of: RecordType): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const link of of.links) {
    const to = typeNamed(link.to);
    const last = link.fields.at(-1)!;
    const { rows } = await sql.query<{ file: number; line: number; value: string }>(
      `SELECT i.file, i.line, ${text(link.fields, "i")} AS value FROM ${incoming(of)} i
        WHERE NOT i.bad ${link.optional ? `AND i.${quoted(last)} IS NOT NULL` : ""}
          AND NOT EXISTS (SELECT 1 FROM ${incoming(to)} o WHERE ${linked(link, "i", "o")})
          AND NOT EXISTS (SELECT 1 FROM ${keysSql(to)} k WHERE ${linked(link, "i", "k")})
        ORDER BY i.file, i.line LIMIT ${REJECTED_KEPT}`,
    );
    // a row is refused once, at its outermost missing thing
    const known = new Set(found.map(({ file, line }) => `${file}/${line}`));
    for (const { file, line, value } of rows) {
      if (known.has(`${file}/${line}`)) continue;
      const expected = `a ${to.noun.replaceAll("_", " ")} of the inventory or of ${to.name}.csv`;
      found.push({ file, line, field: last, value, expected, advice: "add it there, or correct the reference" });
    }
  }
  return found;
}

/** Other fields that have to be unique, among what comes in and what stays as it is. */
async function taken(sql: pg.ClientBase, of: RecordType, group: readonly string[]): Promise<Finding[]> {
  const columns = group.map(quoted).join(", ");
  const all = `(SELECT file, line, ${columns}, ${of.key.map((name) => `${quoted(name)} AS ${quoted(`key ${name}`)}`)} FROM ${incoming(of)} WHERE NOT bad
    UNION ALL SELECT NULL, NULL, ${group.map((name) => `n.${quoted(name)}`)}, ${of.key.map((name) => `n.${quoted(name)}`)}
      FROM (${naturalSql(of)}) n WHERE NOT EXISTS (SELECT 1 FROM ${incoming(of)} i WHERE i.id = n.id))`;
  const { rows } = await sql.query<{ file: number; line: number; value: string; other: string }>(
    `SELECT a.file, a.line, a.${quoted(group.at(-1)!)}::text AS value, b.${quoted(`key ${of.key.at(-1)!}`)}::text AS other
       FROM ${all} a JOIN ${all} b ON ${sameKey(of, "a", "b", group)}
        AND (b.file IS NULL OR (b.file, b.line) < (a.file, a.line))
      WHERE a.file IS NOT NULL ORDER BY a.file, a.line LIMIT ${REJECTED_KEPT}`,
  );
  return rows.map(({ file, line, value, other }) => ({
    file,
    line,
    field: group.at(-1)!,
    value,
    expected: `another ${group.at(-1)} than ${other} has`,
    advice: "change one of the two",
  }));
}

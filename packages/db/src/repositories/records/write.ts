import { err, ok } from "@headroom/core/foundation/result";
import { fieldAt, fieldOf, recordTypes } from "@headroom/core/topology/records/fleet";
import type { RecordType, RecordTypeName } from "@headroom/core/topology/records/types";
import type { RecordFinding, RecordRepository, WantedRecord } from "@headroom/services/ports/records";
import type pg from "pg";
import { applyIncoming } from "../fleet-records/apply";
import { findingsOf, keysTaken, shown } from "../fleet-records/compare";
import { makeWanted } from "../fleet-records/incoming";
import { keysSql, pgText, quoted, sqlTypeOf } from "../fleet-records/natural";

/** See RecordRepository.stage. */
export async function stageWanted(
  sql: pg.ClientBase,
  wanted: ReadonlyMap<RecordTypeName, readonly WantedRecord[]>,
): Promise<readonly RecordFinding[]> {
  const types = await makeWanted(sql, wanted);
  const found = [];
  for (const of of types) found.push(...(await keysTaken(sql, of)));
  found.push(...(await findingsOf(sql, types)));
  return found.map(({ line, field, value, expected, advice }) => ({
    ...{ line, field, value: shown(value), expected, advice },
  }));
}

/** See RecordRepository.write. Rules that no check has found are the database's own. */
export async function writeStaged(sql: pg.ClientBase): ReturnType<RecordRepository["write"]> {
  try {
    const { rows: left } = await sql.query<{ id: number; line: number }>(
      "SELECT f.position_id AS id, i.line FROM in_feeds i JOIN position_feed f ON f.id = i.id WHERE i.changed",
    );
    const outcome = await applyIncoming(sql);
    const [without] = await tooFewFeeds(sql, new Map(left.map(({ id, line }) => [id, line])));
    if (!without) return ok(outcome);
    const { value, expected, advice } = without;
    return err({ value, expected, advice });
  } catch (cause) {
    const { code, constraint, message } = cause as { code?: string; constraint?: string; message: string };
    if (!code?.startsWith("23")) throw cause;
    const advice = "correct the values";
    return err({ value: shown(message), expected: `what ${constraint ?? "the database"} allows`, advice });
  }
}

/** Two may trade keys: all of them give up theirs first. No code of a person begins so. */
const parked = (numeric: boolean): string => (numeric ? "2000000000 - id" : "E'\\u0001' || id");

/** See RecordRepository.rename. */
export async function renameRecords(
  sql: pg.ClientBase,
  of: RecordType,
  records: readonly WantedRecord[],
): Promise<readonly RecordFinding[]> {
  const own = of.key.map((name) => fieldOf(of, name)).filter(({ column }) => column !== null);
  const found: RecordFinding[] = [];
  const ids = records.map(({ id }) => id);
  const seen = new Map<string, number>();
  for (const { line, values } of records) {
    const key = of.key.map((name) => values[fieldAt(of, name)]!);
    const match = of.key.map((name, i) => `n.${quoted(name)} = $${i + 2}::${sqlTypeOf(fieldOf(of, name))}`);
    const { rows } = await sql.query(
      `SELECT 1 FROM ${keysSql(of)} n WHERE n.id <> ALL($1::bigint[]) AND ${match.join(" AND ")} LIMIT 1`,
      [ids, ...key],
    );
    const text = key.join(" ");
    if (rows.length > 0 || seen.has(text)) {
      const expected = `a key that no other ${of.noun.replaceAll("_", " ")} has`;
      found.push({ line, field: of.key.at(-1)!, value: text, expected, advice: "choose another one" });
    }
    seen.set(text, line);
  }
  if (found.length > 0) return found;
  const set = (value: (name: string, at: number) => string) =>
    own.map((field, i) => `${quoted(field.column!)} = ${value(field.name, i)}`).join(", ");
  if (records.length > 1) {
    const park = own.map((f) => `${quoted(f.column!)} = ${parked(f.kind.type !== "text")}`).join(", ");
    await sql.query(`UPDATE ${quoted(of.table)} SET ${park} WHERE id = ANY($1::int[])`, [ids]);
  }
  for (const { id, values } of records) {
    const parameters = own.map(({ name }) => pgText(values[fieldAt(of, name)]!));
    const assigned = set((name, i) => `$${i + 2}::${sqlTypeOf(fieldOf(of, name))}`);
    await sql.query(`UPDATE ${quoted(of.table)} SET ${assigned} WHERE id = $1`, [id, ...parameters]);
  }
  return [];
}

interface Reference {
  readonly child: string;
  readonly on: string;
}

/** Tables whose rows keep one of this table: those that are records themselves, and those that the database does not let go. */
async function referencesTo(sql: pg.ClientBase, table: string): Promise<readonly Reference[]> {
  const { rows } = await sql.query<{ child: string; action: string; columns: [string, string][] }>(
    `SELECT c.conrelid::regclass::text AS child, c.confdeltype AS action,
            (SELECT json_agg(json_build_array(a.attname, b.attname)) FROM unnest(c.conkey, c.confkey) k(x, y)
               JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.x
               JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.y) AS columns
       FROM pg_constraint c WHERE c.contype = 'f' AND c.confrelid = $1::regclass`,
    [quoted(table)],
  );
  const records = new Set(recordTypes.map((type) => type.table));
  return rows.flatMap(({ child, action, columns }) => {
    const name = child.replaceAll('"', "");
    if (action === "c" && !records.has(name)) return [];
    return [
      { child: name, on: columns.map(([own, theirs]) => `r.${quoted(own)} = t.${quoted(theirs)}`).join(" AND ") },
    ];
  });
}

const nounOf = (table: string): string =>
  (recordTypes.find((type) => type.table === table)?.noun ?? table).replaceAll("_", " ");

/** See RecordRepository.remove. What refers to others goes first. */
export async function removeRecords(
  sql: pg.ClientBase,
  records: readonly { readonly line: number; readonly type: RecordType; readonly id: number }[],
): Promise<readonly RecordFinding[]> {
  const found: RecordFinding[] = [];
  const leftWithout = new Map<number, number>();
  for (const of of [...recordTypes].reverse()) {
    const here = records.filter(({ type }) => type.name === of.name);
    if (here.length === 0) continue;
    const lines = new Map(here.map(({ id, line }) => [id, line]));
    const ids = [...lines.keys()];
    const held = new Set<number>();
    for (const { child, on } of await referencesTo(sql, of.table)) {
      const { rows } = await sql.query<{ id: number; n: number }>(
        `SELECT t.id::int, count(*)::int AS n FROM ${quoted(of.table)} t JOIN ${quoted(child)} r ON ${on}
          WHERE t.id = ANY($1::bigint[]) GROUP BY t.id`,
        [ids],
      );
      for (const { id, n } of rows) {
        held.add(id);
        const value = `${n} of ${nounOf(child)}`;
        const expected = "nothing that refers to it";
        found.push({
          line: lines.get(id)!,
          field: null,
          value,
          expected,
          advice: "delete or move those first, or retire it",
        });
      }
    }
    if (of.name === "feeds") await noteFeeds(sql, ids, lines, leftWithout);
    const reserved = of.name === "reservations" ? await reservationsOf(sql, ids) : [];
    if (found.length > 0) continue;
    await sql.query(`DELETE FROM ${quoted(of.table)} WHERE id = ANY($1::bigint[])`, [ids]);
    await sql.query(
      "DELETE FROM reservation v WHERE v.id = ANY($1::int[]) AND NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.reservation_id = v.id)",
      [reserved],
    );
  }
  return found.length > 0 ? found : tooFewFeeds(sql, leftWithout);
}

/** Positions (with the line of what took a feed from them) that are left with fewer than two. */
async function tooFewFeeds(
  sql: pg.ClientBase,
  leftWithout: ReadonlyMap<number, number>,
): Promise<readonly RecordFinding[]> {
  if (leftWithout.size === 0) return [];
  const { rows } = await sql.query<{ id: number }>(
    `SELECT p.id FROM position p WHERE p.id = ANY($1::int[]) AND (SELECT count(*) FROM position_feed f WHERE f.position_id = p.id) < 2`,
    [[...leftWithout.keys()]],
  );
  return rows.map(({ id }) => ({
    ...{ line: leftWithout.get(id)!, field: null, value: "fewer than two feeds" },
    ...{
      expected: "two feeds or more at every position",
      advice: "add another feed first, or delete the position with them",
    },
  }));
}

/** Which positions lose a feed, and through which change. */
async function noteFeeds(
  sql: pg.ClientBase,
  ids: readonly number[],
  lines: ReadonlyMap<number, number>,
  noted: Map<number, number>,
): Promise<void> {
  const { rows } = await sql.query<{ id: number; position_id: number }>(
    "SELECT id, position_id FROM position_feed WHERE id = ANY($1::int[])",
    [ids],
  );
  for (const { id, position_id: position } of rows) noted.set(position, lines.get(id)!);
}

async function reservationsOf(sql: pg.ClientBase, ids: readonly number[]): Promise<readonly number[]> {
  const { rows } = await sql.query<{ id: number }>(
    "SELECT DISTINCT reservation_id AS id FROM occupancy WHERE id = ANY($1::bigint[])",
    [ids],
  );
  return rows.map(({ id }) => id);
}

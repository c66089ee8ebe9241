import type { SearchRepository } from "@headroom/services/ports/search";
import { likeAnywhere, likePrefix, select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

type SearchHit = Awaited<ReturnType<SearchRepository["find"]>>[number];

const beginning = (table: string, key: string, column: string) =>
  `SELECT ${key} FROM ${table} WHERE lower(${column}) ~>=~ $6 AND lower(${column}) ~<~ $7 ORDER BY lower(${column}) USING ~<~ LIMIT $4`;

/** Sorts behind everything that a text can go on with. */
const LAST = "\u{10FFFF}";

/**
 * $1 part of the text, $2 its beginning, $3 the plan's number in it or null, $5 the request's, $4 hits of a kind at most, $6 and $7 what
 * lies between begins with the text. Small tables are searched for any part of the text; racks and servers, which are many, for the
 * beginning of their code or serial: a range of an index in its own order (that of bytes), which ends after $4 entries.
 */
const statement = `
  (SELECT 1 AS rank, 'region' AS kind, code || ' ' || name AS label, geography AS detail, code AS key FROM region
    WHERE lower(code) LIKE $1 OR lower(name) LIKE $1 ORDER BY lower(code) LIKE $2 DESC, code LIMIT $4)
  UNION ALL
  (SELECT 2, 'datacenter', d.code || ' ' || d.name, r.name || ', ' || z.name, d.code
     FROM datacenter d JOIN zone z ON z.id = d.zone_id JOIN region r ON r.id = z.region_id
    WHERE lower(d.code) LIKE $1 OR lower(d.name) LIKE $1 ORDER BY lower(d.code) LIKE $2 DESC, d.code LIMIT $4)
  UNION ALL
  (SELECT 3, 'plan', title, state::text, id::text FROM plan WHERE id = $3 OR lower(title) LIKE $1
    ORDER BY (id = $3) IS TRUE DESC, plan.id DESC LIMIT $4)
  UNION ALL
  (SELECT 4, 'request', title, service || ', ' || state::text, id::text FROM request
    WHERE id = $5 OR lower(title) LIKE $1 OR lower(service) LIKE $1 ORDER BY (id = $5) IS TRUE DESC, request.id DESC LIMIT $4)
  UNION ALL
  (SELECT 5, 'rack', k.code, t.name || ', ' || d.code, k.code
     FROM (SELECT id FROM (${beginning("rack", "id", "code")}) c
           UNION SELECT id FROM (${beginning("rack", "id", "serial")}) r
           UNION SELECT rack_id FROM (${beginning("server", "rack_id", "serial")}) s) hit
     JOIN rack k ON k.id = hit.id JOIN rack_type t ON t.id = k.rack_type_id JOIN datacenter d ON d.id = k.datacenter_id
    ORDER BY k.code LIMIT $4)`;

export const searchRepository = ({ sql }: Pick<Transaction, "sql">): SearchRepository => ({
  async find(text, limit) {
    const wanted = text.toLowerCase();
    // "PL-15" is a plan and "RQ-15" a request; "15" and "#15" may be either.
    const [, prefix, digits] = /^(?:#|(pl|rq)-?)?(\d{1,9})$/.exec(wanted) ?? [];
    const numberOf = (own: string) => (digits && (!prefix || prefix === own) ? Number(digits) : null);
    const rows = await select<SearchHit & { rank: number }>(sql, "search.find", `${statement} ORDER BY 1`, [
      likeAnywhere(wanted),
      likePrefix(wanted),
      numberOf("pl"),
      limit,
      numberOf("rq"),
      wanted,
      wanted + LAST,
    ]);
    return rows.map(({ kind, label, detail, key }) => ({ kind, label, detail, key }));
  },
});

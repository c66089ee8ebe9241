import type { FoundInFlow } from "@headroom/services/ports/search";
import type pg from "pg";
import { likeAnywhere, likePrefix, select } from "../../sql";

/** Every word as the beginning of one: 'web':* & 'ash':*. What has no letter or digit is no word of a full text. */
const wordsQuery = (words: readonly string[]): string =>
  words
    .flatMap((word) => word.match(/[\p{L}\p{N}]+/gu) ?? [])
    .map((word) => `'${word}':*`)
    .join(" & ");

/** $1 part or beginning of the whole text, $2 its words, $3 a number or null, $4 the beginning of a state or null, $5 at most. */
const statement = (kind: FoundInFlow["kind"]) => {
  const isRequest = kind === "request";
  const document = isRequest
    ? "to_tsvector('simple', title || ' ' || service || ' ' || note)"
    : "to_tsvector('simple', title)";
  const parts = isRequest ? "lower(title) LIKE $1 OR lower(service) LIKE $1" : "lower(title) LIKE $1";
  const detail = {
    plan: "state::text",
    request: "service || ', ' || state::text",
    run: "kind::text || ', ' || state::text",
  }[kind];
  return `SELECT '${kind}' AS kind, id::text AS key, title AS label, ${detail} AS detail
     FROM ${kind} WHERE (id = $3 OR ${parts} OR ($2 <> '' AND ${document} @@ to_tsquery('simple', $2)))
       AND ($4::text IS NULL OR state::text LIKE $4)
    ORDER BY (id = $3) IS TRUE DESC, ${kind}.id DESC LIMIT $5`;
};

const prefixes: Readonly<Record<FoundInFlow["kind"], string>> = { plan: "pl", request: "rq", run: "rn" };

/** Plans, requests and runs by number, by words of their titles, or by any part; the newest first. */
export async function findInFlow(
  sql: pg.ClientBase,
  kind: FoundInFlow["kind"],
  words: readonly string[],
  state: string | null,
  limit: number,
): Promise<FoundInFlow[]> {
  const text = words.join(" ");
  // "PL-15" is a plan, "RQ-15" a request and "RN-15" a run; "15" and "#15" may be any.
  const [, prefix, digits] = /^(?:#|(pl|rq|rn)-?)?(\d{1,9})$/.exec(text) ?? [];
  const number = digits && (!prefix || prefix === prefixes[kind]) ? Number(digits) : null;
  // "#15" is a number and nothing else
  const query = digits && text !== digits ? "" : wordsQuery(words);
  const pattern = text.length >= 3 || text === "" ? likeAnywhere(text) : likePrefix(text);
  const asked = state === null ? null : likePrefix(state);
  return select<FoundInFlow>(sql, `search.${kind}`, statement(kind), [pattern, query, number, asked, limit]);
}
